using System.CommandLine;
using System.Globalization;
using IspDigital.Core.Billing;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Benchmarks.Billing;

/// <summary>Hidden: one billing run on a given database folder at a given time, as a process of its own that a test can kill.</summary>
internal static class BillOnce
{
    public static Command Command()
    {
        var folder = new Option<string>("--folder") { Required = true };
        var at = new Option<string>("--at") { Required = true };
        var command = new Command("bill-once") { folder, at };
        command.Hidden = true;
        command.SetAction((parsed, _) => Run(parsed.GetRequiredValue(folder), DateTimeOffset.Parse(parsed.GetRequiredValue(at), CultureInfo.InvariantCulture)));
        return command;
    }

    private static async Task<int> Run(string folder, DateTimeOffset at)
    {
        await using var portal = new BenchPortal(folder, new ShiftedClock(at - TimeProvider.System.GetUtcNow()));
        await using var scope = portal.AsJob("IssueInvoices");
        var issue = scope.ServiceProvider.GetRequiredService<IssueInvoices>();
        await Console.Out.WriteLineAsync("ready");
        await Console.Out.FlushAsync();
        var result = await issue.Run(new());
        await Console.Out.WriteLineAsync(result.Value.Outcome.ToString());
        return 0;
    }

    private sealed class ShiftedClock(TimeSpan shift) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;
    }
}
