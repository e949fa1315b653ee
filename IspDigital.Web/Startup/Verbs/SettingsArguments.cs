using System.CommandLine;
using IspDigital.Core.Data;

namespace IspDigital.Web.Startup.Verbs;

/// <summary>Settings on the command line: <c>--Section:Key=value</c> or <c>--Section:Key value</c>; and <c>--data</c>, which stands for two of them.</summary>
internal static class SettingsArguments
{
    /// <summary>The folder of the embedded database, on every verb.</summary>
    public static Option<string?> Data { get; } = new("--data")
    {
        Description = "Folder of the embedded database; made if it is not there. Without it, the database of the settings.",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>Where the command was typed; <c>dotnet run</c> says it (IspDigital.Web.csproj), since it starts the program elsewhere.</summary>
    public static Option<string?> TypedIn { get; } = new("--typed-in") { Hidden = true, Recursive = true };

    /// <summary>What was typed besides the verb's own words, as settings.</summary>
    /// <returns>False where a word means nothing; the messages say which.</returns>
    public static bool Read(ParseResult parsed, Surroundings surroundings, out string[] settings)
    {
        var isPortal = ServesPages(parsed);
        List<string> taken = [];
        var words = parsed.UnmatchedTokens;
        for (var i = 0; i < words.Count; i++)
        {
            if (!IsSetting(words[i], isPortal))
            {
                surroundings.Messages.WriteLine($"'{words[i]}' is not known here. See --help.");
                settings = [];
                return false;
            }
            taken.Add(words[i]);
            if (!words[i].Contains('=') && i + 1 < words.Count && !words[i + 1].StartsWith('-'))
            {
                taken.Add(words[++i]);
            }
        }
        if (parsed.GetValue(Data) is { Length: > 0 } folder)
        {
            taken.Add($"--{DataOptions.Section}:{nameof(DataOptions.Provider)}={nameof(DatabaseProvider.Sqlite)}");
            taken.Add($"--{DataOptions.Section}:{nameof(DataOptions.Folder)}={surroundings.PathOf(folder)}");
        }
        settings = [.. taken];
        return true;
    }

    /// <summary>Whether the host will run, rather than a tool that does one thing and ends.</summary>
    public static bool ServesPages(ParseResult parsed) => parsed.CommandResult.Command is RootCommand or { Name: "serve" or "demo" };

    /// <summary>A tool takes settings with their section only, so that a misspelt option of its own is not taken for one.</summary>
    private static bool IsSetting(string word, bool isPortal) =>
        word.StartsWith("--", StringComparison.Ordinal) ? word.Length > 2 && (isPortal || word.Contains(':')) : isPortal && word.Contains('=');
}
