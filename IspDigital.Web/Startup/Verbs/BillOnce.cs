using IspDigital.Core.Billing;
using IspDigital.Core.Primitives;
using IspDigital.Core.Tables;

namespace IspDigital.Web.Startup.Verbs;

/// <summary>Issues what is due, after waiting for whoever else is at it: a process that was killed is not heard of any more after its lease.</summary>
internal sealed class BillOnce(Tool tool)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_patience = IssueInvoices.Lease + TimeSpan.FromSeconds(15);

    /// <summary>Issues, and writes the run's figures.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Issue(IssueInvoicesRequest request, TableFormat format, IReadOnlyList<string> columns)
    {
        var result = await Run(request);
        if (!result.IsOk)
        {
            return tool.Refuse(result.Error);
        }
        var run = result.Value.RunId is { } id ? await tool.Get<BillingRunQueries>().One(id, tool.Cancellation) : null;
        await tool.Write(format, columns, [Cells(result.Value.Outcome, run)]);
        return Tell(result.Value.Outcome, run);
    }

    private async Task<Result<IssueInvoicesResult>> Run(IssueInvoicesRequest request)
    {
        var issue = tool.Get<IssueInvoices>();
        var (waited, progress) = (TimeSpan.Zero, (int?)null);
        while (true)
        {
            var result = await issue.Run(request, tool.Cancellation);
            if (!result.IsOk || result.Value.Outcome != IssueOutcome.BusyElsewhere || waited > s_patience)
            {
                return result;
            }
            if (waited == TimeSpan.Zero)
            {
                tool.Say($"Another process has the run; waiting until it is done, or silent for {IssueInvoices.Lease.TotalSeconds:0} seconds.");
            }
            var active = await tool.Get<BillingRunQueries>().Active(tool.Cancellation);
            waited = active?.Processed == progress ? waited + s_pause : s_pause;
            progress = active?.Processed;
            await Task.Delay(s_pause, TimeProvider.System, tool.Cancellation);
        }
    }

    private int Tell(IssueOutcome outcome, BillingRun? run)
    {
        if (outcome == IssueOutcome.NothingDue)
        {
            tool.Say($"Nothing is due.");
            return ExitCode.Done;
        }
        if (run is not null)
        {
            tool.Say($"Run {run.Key}: {run.Issued} issued, {run.BackFilled} made up for, {run.AlreadyThere} already there, {run.Skipped} with nothing to bill, {run.Parked} parked; {run.Total} in total.");
        }
        if (outcome == IssueOutcome.Completed)
        {
            return ExitCode.Done;
        }
        tool.Say($"{Why(outcome, run)}");
        return ExitCode.Refused;
    }

    private static FormattableString Why(IssueOutcome outcome, BillingRun? run) => outcome switch
    {
        IssueOutcome.AwaitingApproval => $"The run waits for approval ({run?.Hold}): {run?.ExpectedTotal} expected, {run?.LastTotal} by what the same subscribers were billed last. Look at the preview, then --approve.",
        IssueOutcome.BusyElsewhere => $"Another process works on the run.",
        IssueOutcome.Paused => $"Somebody paused the run; it goes on when it is resumed on the screen.",
        IssueOutcome.Cancelled => $"The run was cancelled; a person may start it again on the screen.",
        IssueOutcome.Failed => $"Too many subscribers could not be billed; see the parked ones on the screen.",
        IssueOutcome.NothingDue or IssueOutcome.Completed => $"{outcome}",
    };

    private static object?[] Cells(IssueOutcome outcome, BillingRun? run) =>
    [
        run?.Key, outcome.ToString(), run?.ThroughDate, run?.Issued ?? 0, run?.BackFilled ?? 0, run?.AlreadyThere ?? 0, run?.Skipped ?? 0, run?.Parked ?? 0, run?.Total ?? Money.Zero,
    ];
}
