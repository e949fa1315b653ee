using IspDigital.Core.Data;

namespace IspDigital.Web.Startup;

/// <summary>Says to a monitor whether the portal works.</summary>
public static class HealthStartup
{
    /// <summary>The address.</summary>
    public const string Path = "/healthz";

    /// <summary>Adds the checks.</summary>
    public static void AddHealth(this WebApplicationBuilder builder) => builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database");

    /// <summary>Maps the address; it answers without a sign-in, and says no more than Healthy or Unhealthy.</summary>
    public static void MapHealth(this WebApplication app) => app.MapHealthChecks(Path).AllowAnonymous();
}
