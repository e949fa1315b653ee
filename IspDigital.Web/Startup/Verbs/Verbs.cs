using System.CommandLine;
using System.CommandLine.Invocation;
using IspDigital.Web.Demo;

namespace IspDigital.Web.Startup.Verbs;

/// <summary>The command line of the program. Its first word says what the process does; without one it serves the portal.</summary>
internal static class Verbs
{
    /// <summary>Every verb besides serving, in the order of the help.</summary>
    private static IReadOnlyList<IVerb> All { get; } = [new Serve(), new DemoVerb(), new ImportVerb(), new EventsVerb(), new BillVerb(), new ExportVerb()];

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
        var typedIn = Root(surroundings).Parse(args).GetValue(SettingsArguments.TypedIn);
        surroundings = typedIn is null ? surroundings : surroundings with { Folder = typedIn };
        var parsed = Root(surroundings).Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
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
            ProcessTerminationTimeout = SettingsArguments.ServesPages(parsed) ? null : TimeSpan.FromSeconds(30),
        });
    }

    private static RootCommand Root(Surroundings surroundings)
    {
        var root = new RootCommand("IspDigital: bills subscribers, reminds them, cuts off who does not pay and brings back who did. Without a verb it serves the portal.");
        root.Options.Add(SettingsArguments.Data);
        root.Options.Add(SettingsArguments.TypedIn);
        foreach (var verb in All)
        {
            root.Subcommands.Add(verb.Command(surroundings));
        }
        root.SetAction((parsed, _) => Portal.Run(new Serve(), parsed, surroundings));
        TakeSettings(root);
        return root;
    }

    /// <summary>What no command knows may be a setting; <see cref="SettingsArguments"/> looks at it.</summary>
    private static void TakeSettings(Command command)
    {
        command.TreatUnmatchedTokensAsErrors = false;
        foreach (var inner in command.Subcommands)
        {
            TakeSettings(inner);
        }
    }
}
