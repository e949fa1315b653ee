using System.CommandLine;
using IspDigital.Core.Data;

namespace IspDigital.Web.Startup.Verbs;

/// <summary>Settings on the command line: <c>--Section:Key=value</c> or <c>--Section:Key value</c>; and <c>--data</c>, which stands for two of them.</summary>
internal static class SettingsArguments
{
    private static readonly string[] s_noSettings = ["--data", "--typed-in", "--help", "--version"];

    /// <summary>The folder of the embedded database, on every verb.</summary>
    public static Option<string?> Data { get; } = new("--data")
    {
        Description = "Folder of the embedded database; made if it is not there. Without it, the database of the settings.",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>Why the folder that was typed cannot hold a database, or null; it is made where it is not there.</summary>
    public static string? Trouble(ParseResult parsed, Surroundings surroundings)
    {
        if (parsed.GetValue(Data) is not { Length: > 0 } folder)
        {
            return null;
        }
        try
        {
            Directory.CreateDirectory(surroundings.PathOf(folder));
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return $"--data {folder} cannot be used as a folder: {refused.Message}";
        }
    }

    /// <summary>Where the command was typed; <c>dotnet run</c> says it (IspDigital.Web.csproj), since it starts the program elsewhere.</summary>
    public static Option<string?> TypedIn { get; } = new("--typed-in") { Hidden = true, Recursive = true };

    /// <summary>
    /// Parts what was typed into words of the command line and settings. Where pages are served whatever looks like a setting is one, such as
    /// <c>--urls</c>; a tool takes settings with their section only, so that a misspelt option of its own is not taken for one.
    /// </summary>
    public static (string[] Words, string[] Settings) Part(string[] args, bool isTool)
    {
        List<string> words = [];
        List<string> settings = [];
        for (var i = 0; i < args.Length; i++)
        {
            var taker = IsSetting(args[i], isTool) ? settings : words;
            taker.Add(args[i]);
            var hasValue = args[i].StartsWith("--", StringComparison.Ordinal) && !args[i].Contains('=') && i + 1 < args.Length && !args[i + 1].StartsWith('-');
            if (hasValue && (taker == settings || args[i] is "--data" or "--typed-in"))
            {
                taker.Add(args[++i]);
            }
        }
        return ([.. words], [.. settings]);
    }

    /// <summary>The settings that the host is built with.</summary>
    public static string[] Of(ParseResult parsed, Surroundings surroundings) => parsed.GetValue(Data) is not { Length: > 0 } folder ? surroundings.Settings :
    [
        .. surroundings.Settings,
        $"--{DataOptions.Section}:{nameof(DataOptions.Provider)}={nameof(DatabaseProvider.Sqlite)}",
        $"--{DataOptions.Section}:{nameof(DataOptions.Folder)}={surroundings.PathOf(folder)}",
    ];

    private static bool IsSetting(string word, bool isTool)
    {
        var name = word.Split('=')[0];
        return name.StartsWith("--", StringComparison.Ordinal)
            ? name.Length > 2 && (isTool ? name.Contains(':') : !s_noSettings.Contains(name))
            : !isTool && word.Contains('=') && !word.StartsWith('-');
    }
}
