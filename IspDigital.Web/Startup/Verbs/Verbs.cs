using System.CommandLine;
using System.CommandLine.Invocation;
using IspDigital.Web.Demo;

namespace IspDigital.Web.Startup.Verbs;

/// <summary>The command line of the program. Its first word says what the process does; without one it serves the portal.</summary>
internal static class Verbs
{
    private static readonly Serve s_serve = new();
    private static readonly IVerb[] s_tools = [new ImportVerb(), new EventsVerb(), new BillVerb(), new ExportVerb()];

    /// <summary>Does what the arguments of the process say.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> Run(string[] args)
    {
        await using var output = Console.OpenStandardOutput();
        return await Run(args, new Surroundings(output, Console.Error, Directory.GetCurrentDirectory()));
    }

    /// <summary>Does what the arguments say, in these surroundings.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> Run(string[] args, Surroundings surroundings)
    {
        var isTool = s_tools.Any(t => args.Contains(t.Command(surroundings).Name));
        var (words, settings) = SettingsArguments.Part(args, isTool);
        surroundings = surroundings with { Settings = settings };
        if (Root(surroundings).Parse(words).GetValue(SettingsArguments.TypedIn) is { Length: > 0 } folder)
        {
            surroundings = surroundings with { Folder = folder };
        }
        var parsed = Root(surroundings).Parse(words);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var error in parsed.Errors)
            {
                await surroundings.Messages.WriteLineAsync(error.Message);
            }
            await surroundings.Messages.WriteLineAsync("See --help.");
            return ExitCode.WrongUsage;
        }
        await using var help = new StreamWriter(surroundings.Output, leaveOpen: true);
        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = help,
            Error = surroundings.Messages,
            EnableDefaultExceptionHandler = false,
            // The host hears of Ctrl+C itself and takes its time; a tool is told by its token and gives back what it holds.
            ProcessTerminationTimeout = isTool ? TimeSpan.FromSeconds(30) : null,
        });
    }

    private static RootCommand Root(Surroundings surroundings)
    {
        var root = new RootCommand("IspDigital: bills subscribers, reminds them, cuts off who does not pay and brings back who did. Without a verb it serves the portal.");
        root.Options.Add(SettingsArguments.Data);
        root.Options.Add(SettingsArguments.TypedIn);
        foreach (var verb in (IVerb[])[s_serve, new DemoVerb(), .. s_tools])
        {
            root.Subcommands.Add(verb.Command(surroundings));
        }
        root.SetAction((parsed, _) => Portal.Run(s_serve, parsed, surroundings));
        return root;
    }
}
