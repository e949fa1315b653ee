using Microsoft.Extensions.Configuration.Json;

namespace IspDigital.Web.Startup;

/// <summary>Begins the host: where its files and its settings are.</summary>
public static class PortalBuilder
{
    private const string SettingsFile = "appsettings.json";

    /// <summary>
    /// A builder that runs the same from source and published, in any working folder. The settings file beside the program is
    /// the first source, so environment variables and arguments win over it.
    /// </summary>
    /// <param name="settings">Settings of the command line: they win over every other source.</param>
    public static WebApplicationBuilder Create(string[] settings)
    {
        var isPublished = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot"));
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = settings,
            ContentRootPath = isPublished ? AppContext.BaseDirectory : null,
        });
        builder.Configuration.Sources.Insert(0, Settings());
        // From source, the files of component libraries are mapped only in the environment Development; the portal runs in any.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        return builder;
    }

    private static JsonConfigurationSource Settings()
    {
        var source = new JsonConfigurationSource
        {
            Path = Path.Combine(AppContext.BaseDirectory, SettingsFile),
            Optional = false,
            ReloadOnChange = false,
        };
        source.ResolveFileProvider();
        return source;
    }
}
