namespace IspDigital.Web.Startup.Verbs;

/// <summary>What the process does, named by the first word of the command line. To add one: write the class, list it in <see cref="Verbs"/>.</summary>
public interface IVerb
{
    /// <summary>The word; empty for what runs without one.</summary>
    string Name { get; }

    /// <summary>One line for the list of verbs.</summary>
    string Summary { get; }

    /// <summary>Adds or replaces services before the host is built (a demo brings its own clock and routers).</summary>
    Task Configure(WebApplicationBuilder builder);

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    Task<int> Run(WebApplication app);
}
