using System.CommandLine;
using System.Globalization;
using IspDigital.Core.Billing;
using IspDigital.Core.Live;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Benchmarks.Billing;

/// <summary>
/// Hidden: one billing run at a given time on the database that the environment names, as a process of its own that a test can kill.
/// It says <c>ready</c>, and <c>committed</c> after each step of the run; after each of these it goes on when it is sent a line.
/// </summary>
internal static class BillOnce
{
    public static Command Command()
    {
        var at = new Option<string>("--at") { Required = true };
        var batch = new Option<int?>("--batch");
        var command = new Command("bill-once") { at, batch };
        command.Hidden = true;
        command.SetAction((parsed, _) => Run(
            DateTimeOffset.Parse(parsed.GetRequiredValue(at), CultureInfo.InvariantCulture), parsed.GetValue(batch)));
        return command;
    }

    private static async Task<int> Run(DateTimeOffset at, int? batchSizeMax)
    {
        var clock = new ShiftedClock(at);
        await using var portal = new BenchPortal(folder: null, clock, services => services.AddSingleton<IChangeFeed, StepByStepFeed>());
        await using var scope = portal.AsJob("IssueInvoices");
        var issue = scope.ServiceProvider.GetRequiredService<IssueInvoices>();
        Say("ready");
        var result = await issue.Run(new(BatchSizeMax: batchSizeMax));
        Console.WriteLine(result.Value.Outcome);
        return 0;
    }

    /// <summary>Tells where the process stands and waits until it is sent on.</summary>
    private static void Say(string what)
    {
        Console.WriteLine(what);
        Console.Out.Flush();
        Console.ReadLine();
    }

    /// <summary>Stops the process after every committed step of the run until it is sent on.</summary>
    private sealed class StepByStepFeed : IChangeFeed
    {
        private readonly ChangeFeed _feed = new();

        public long Version => _feed.Version;

        public void Publish(IReadOnlyCollection<Change> changes)
        {
            _feed.Publish(changes);
            if (changes.Any(c => c.Kind == ChangeKind.BillingRun))
            {
                Say("committed");
            }
        }

        public ChangeWatch Watch(params ReadOnlySpan<ChangeKind> kinds) => _feed.Watch(kinds);
    }
}
