using System.ComponentModel;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IspDigital.Core.Operations;

/// <summary>
/// Finds everything that is wrong in the settings at once: keys that are none (a slip of the pen would otherwise leave the default in
/// force, unseen), values that cannot be read, and values that the feature refuses.
/// </summary>
public static class SettingsCheck
{
    /// <summary>One sentence for each wrong key, beginning with the key; none where all is well.</summary>
    public static IReadOnlyList<string> Problems(IServiceProvider services)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        var sections = services.GetServices<SettingsSection>().OrderBy(s => s.Name, StringComparer.Ordinal).ToList();
        var problems = new List<string>();
        foreach (var section in sections)
        {
            var unreadable = Unreadable(configuration.GetSection(section.Name), section.Options, sections).ToList();
            problems.AddRange(unreadable);
            // What cannot be read cannot be bound, and so not be judged by the feature.
            problems.AddRange(unreadable.Count == 0 ? Refused(services, section.Options) : []);
        }
        return problems;
    }

    private static IEnumerable<string> Unreadable(IConfigurationSection section, Type options, List<SettingsSection> sections)
    {
        var keys = Keys(options).ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var entry in section.GetChildren().Where(e => !sections.Any(s => s.Name.StartsWith(e.Path, StringComparison.OrdinalIgnoreCase) && s.Name != section.Path)))
        {
            if (!keys.TryGetValue(entry.Key, out var property))
            {
                yield return $"{entry.Path} is not a setting. {section.Path} has: {string.Join(", ", keys.Keys.Order(StringComparer.Ordinal))}.";
            }
            else if (string.IsNullOrEmpty(entry.Value) && (IsGroup(property.PropertyType) || ElementOf(property.PropertyType) is not null))
            {
                foreach (var problem in UnreadableInside(entry, property.PropertyType, sections))
                {
                    yield return problem;
                }
            }
            else if (!CanRead(entry.Value ?? "", property.PropertyType))
            {
                yield return $"{entry.Path} is '{entry.Value}'; it must be {Expected(property.PropertyType)}.";
            }
        }
    }

    /// <summary>What can be set: properties that can be written, and lists and dictionaries that can be filled.</summary>
    public static IEnumerable<PropertyInfo> Keys(Type options) =>
        options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite || ElementOf(p.PropertyType) is not null);

    private static IEnumerable<string> UnreadableInside(IConfigurationSection entry, Type type, List<SettingsSection> sections) => ElementOf(type) switch
    {
        { } element when IsGroup(element) => entry.GetChildren().SelectMany(e => Unreadable(e, element, sections)),
        null when IsGroup(type) => Unreadable(entry, type, sections),
        _ => [],
    };

    private static Type? ElementOf(Type type) => type.IsGenericType && typeof(System.Collections.IEnumerable).IsAssignableFrom(type) ? type.GetGenericArguments()[^1] : null;

    private static bool IsGroup(Type type) => type.IsClass && type != typeof(string) && !typeof(System.Collections.IEnumerable).IsAssignableFrom(type);

    private static bool CanRead(string value, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsEnum)
        {
            return Enum.TryParse(plain, value, ignoreCase: true, out var member) && Enum.IsDefined(plain, member);
        }
        if (plain == typeof(string) || (value.Length == 0 && plain != type))
        {
            return true;
        }
        try
        {
            return TypeDescriptor.GetConverter(plain).ConvertFromInvariantString(value) is not null;
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            return false;
        }
    }

    private static string Expected(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain switch
        {
            { IsEnum: true } => "one of " + string.Join(", ", Enum.GetNames(plain)),
            _ when plain == typeof(bool) => "true or false",
            _ when plain == typeof(TimeSpan) => "a duration such as 00:00:30",
            _ when plain == typeof(int) || plain == typeof(long) => "a whole number",
            _ => "a " + plain.Name,
        };
    }

    private static IEnumerable<string> Refused(IServiceProvider services, Type options)
    {
        try
        {
            _ = ((dynamic)services.GetRequiredService(typeof(IOptionsMonitor<>).MakeGenericType(options))).CurrentValue;
            return [];
        }
        catch (OptionsValidationException refusal)
        {
            return refusal.Failures;
        }
    }
}
