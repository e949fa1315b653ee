using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IspDigital.Core.Operations;

/// <summary>A section of the settings file and the class that holds it.</summary>
/// <param name="Name">Name of the section, with <c>:</c> between its parts.</param>
/// <param name="Options">The class; its writable properties are the keys.</param>
public sealed record SettingsSection(string Name, Type Options);

/// <summary>How a feature names its section of the settings file.</summary>
public static class SettingsRegistration
{
    /// <summary>Binds a section to its options, lets <see cref="SettingsCheck"/> know of it, and validates it at start.</summary>
    public static OptionsBuilder<T> AddSettings<T>(this IServiceCollection services, string section)
        where T : class
    {
        services.AddSingleton(new SettingsSection(section, typeof(T)));
        return services.AddOptions<T>().BindConfiguration(section).ValidateOnStart();
    }
}
