namespace IspDigital.Web.Startup.Verbs;

/// <summary>Where a command was typed and where it answers; a test brings its own.</summary>
/// <param name="Output">Takes data, and nothing else.</param>
/// <param name="Messages">Takes words to people.</param>
/// <param name="Folder">The folder that paths of the command line are meant from.</param>
/// <param name="Change">Changes services before they are built, or null.</param>
internal sealed record Surroundings(Stream Output, TextWriter Messages, string Folder, Action<IServiceCollection>? Change = null)
{
    /// <summary>Settings that were typed.</summary>
    public string[] Settings { get; init; } = [];

    /// <summary>The full path of what was typed.</summary>
    public string PathOf(string typed) => Path.GetFullPath(typed, Folder);
}
