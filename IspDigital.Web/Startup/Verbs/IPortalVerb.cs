namespace IspDigital.Web.Startup.Verbs;

/// <summary>A verb that serves pages.</summary>
internal interface IPortalVerb : IVerb
{
    /// <summary>Adds or replaces services before the host is built (a demo brings its own clock and routers).</summary>
    Task Configure(WebApplicationBuilder builder);

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    Task<int> Run(WebApplication app);
}
