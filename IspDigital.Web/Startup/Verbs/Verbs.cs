using IspDigital.Web.Demo;

namespace IspDigital.Web.Startup.Verbs;

/// <summary>Every verb of the command line.</summary>
public static class Verbs
{
    private static readonly IVerb[] s_all = [new Serve(), new DemoVerb()];

    /// <summary>The verb that the arguments name, or null where the word is unknown.</summary>
    public static IVerb? Find(string[] args)
    {
        var word = args.Length > 0 && !args[0].StartsWith('-') && !args[0].Contains('=') ? args[0] : "";
        return Array.Find(s_all, verb => verb.Name == word);
    }

    /// <summary>Says which verbs there are.</summary>
    /// <returns>The exit code of a wrong command line.</returns>
    public static int Explain(string word)
    {
        Console.Error.WriteLine($"'{word}' is not known. Known are:");
        foreach (var verb in s_all)
        {
            Console.Error.WriteLine($"  {(verb.Name.Length == 0 ? "(nothing)" : verb.Name),-12} {verb.Summary}");
        }
        return 2;
    }
}
