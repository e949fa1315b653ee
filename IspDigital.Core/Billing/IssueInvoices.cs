using IspDigital.Core.Audit;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.Extensions.Logging;

namespace IspDigital.Core.Billing;

/// <summary>Issue everything started and not yet invoiced.</summary>
/// <param name="Through">Issue dates through this day; null for today, which is also the latest.</param>
/// <param name="Approve">Go on where the run would wait for approval.</param>
/// <param name="BatchSizeMax">Subscribers one transaction takes at most; null leaves it to the measured time.</param>
public sealed record IssueInvoicesRequest(DateOnly? Through = null, bool Approve = false, int? BatchSizeMax = null);

/// <summary>How issuing ended.</summary>
public enum IssueOutcome
{
    /// <summary>There was nothing to issue.</summary>
    NothingDue,
    /// <summary>Everything due was issued, apart from parked subscribers.</summary>
    Completed,
    /// <summary>The run waits for approval.</summary>
    AwaitingApproval,
    /// <summary>Another process works on the run.</summary>
    BusyElsewhere,
    /// <summary>Somebody cancelled the run, today or while it was at work.</summary>
    Cancelled,
    /// <summary>Too many subscribers could not be billed.</summary>
    Failed,
    /// <summary>A person holds the run; it goes on when it is resumed.</summary>
    Paused,
}

/// <summary>What a run did.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="RunId">The run; null where there was nothing to do.</param>
public sealed record IssueInvoicesResult(IssueOutcome Outcome, long? RunId = null);

/// <summary>
/// Opens the run of the day, or takes up the one that is unfinished, and bills batch by batch until nobody is left.
/// May be called at any time, by several processes at once, and be killed anywhere.
/// </summary>
public sealed class IssueInvoices(
    UseCaseContext context, IAdvances advances, InvoiceCalculation calculation, ClockGuard guard, IIdGenerator ids, TimeProvider clock, ILogger<IssueInvoices> log)
    : UseCase<IssueInvoicesRequest, IssueInvoicesResult>(context)
{
    /// <summary>How long a process may be silent before another one takes up its run.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(45);

    private readonly string _owner = ids.Next().ToString("N");

    /// <inheritdoc/>
    public override Permission Permission => Permission.IssueInvoices;

    /// <inheritdoc/>
    protected override async Task<Result<IssueInvoicesResult>> Handle(IssueInvoicesRequest request, CancellationToken cancellation)
    {
        var opening = new BillingRunOpening(Store, Actor, calculation, guard, _owner);
        IssueInvoicesResult? resumed = null;
        while (true)
        {
            var opened = await opening.Open(request, cancellation);
            if (!opened.IsOk)
            {
                return opened.Error;
            }
            if (opened.Value.Lease is not { } lease)
            {
                return resumed is not null && opened.Value.Outcome == IssueOutcome.NothingDue ? resumed : new(opened.Value.Outcome, opened.Value.RunId);
            }
            var result = new IssueInvoicesResult(await Work(lease, new BatchPace(clock, request.BatchSizeMax), cancellation), lease.RunId);
            if (result.Outcome != IssueOutcome.Completed || !lease.IsOfAnEarlierDay)
            {
                return result;
            }
            resumed = result; // an unfinished run of an earlier day is done; now what became due since
        }
    }

    private async Task<IssueOutcome> Work(RunLease lease, BatchPace pace, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                var step = await Step(lease, pace, cancellation);
                if (step is { } outcome)
                {
                    return outcome;
                }
            }
        }
        catch (OperationCanceledException)
        {
            await GiveBack(lease);
            throw;
        }
    }

    /// <summary>One batch. A batch that fails is tried smaller; a single subscriber that fails is parked.</summary>
    private async Task<IssueOutcome?> Step(RunLease lease, BatchPace pace, CancellationToken cancellation)
    {
        try
        {
            var result = await Commit(lease, (batch, today) => batch.Bill(pace.Size, today, cancellation), pace, cancellation);
            pace.Went();
            return result;
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !DatabaseTrouble.Is(failure))
        {
            if (pace.Size > 1)
            {
                pace.Failed();
                return null;
            }
            log.LogError(failure, "Billing run {RunId}: a subscriber cannot be billed and is parked", lease.RunId);
            var result = await Commit(lease, (batch, _) => batch.ParkNext(BillingScan.Unexpected(failure), cancellation), pace, cancellation);
            pace.Went();
            return result;
        }
    }

    private async Task<IssueOutcome?> Commit(
        RunLease lease, Func<BillingRunBatch, DateOnly, Task<RunProgress?>> act, BatchPace pace, CancellationToken cancellation)
    {
        var result = await Store.Write<IssueOutcome?>(async work =>
        {
            pace.Begin();
            var run = await lease.Row(work, cancellation);
            if (!lease.Holds(run))
            {
                return run.State switch
                {
                    BillingRunState.Cancelled => IssueOutcome.Cancelled,
                    BillingRunState.Paused => IssueOutcome.Paused,
                    _ => IssueOutcome.BusyElsewhere,
                };
            }
            var book = await BillingFactsReader.Book(work.Db, cancellation) with { Calculation = calculation };
            var today = (await work.Day(cancellation)).Today;
            var progress = await act(new BillingRunBatch(work, run, book, advances), today);
            work.Announce(new Change(ChangeKind.BillingRun, run.Id));
            return progress is { } step ? Advance(work, run, step) : End(work, run, BillingRunState.Completed);
        }, cancellation);
        return result.Value;
    }

    /// <summary>Lets another process, or the next start of this one, go on at once.</summary>
    private Task<Result<Done>> GiveBack(RunLease lease) => Store.Write<Done>(async work =>
    {
        var run = await lease.Row(work, CancellationToken.None);
        if (lease.Holds(run))
        {
            run.Release();
        }
        return new Done();
    }, CancellationToken.None);

    private static IssueOutcome? Advance(UnitOfWork work, BillingRun run, RunProgress step)
    {
        run.Advance(step, work.Now, work.Now + Lease);
        var tooMany = Math.Max(50, run.DueSubscribers / 5);
        return run.Parked > tooMany ? End(work, run, BillingRunState.Failed) : step.IsLast ? End(work, run, BillingRunState.Completed) : null;
    }

    private static IssueOutcome End(UnitOfWork work, BillingRun run, BillingRunState state)
    {
        run.End(state, work.Now);
        work.Record(AuditAction.BillingRunFinished, nameof(BillingRun), run.Id, runId: run.Id, after: new
        {
            state, run.Issued, run.BackFilled, run.AlreadyThere, run.Skipped, run.Parked, run.Total,
        });
        return state == BillingRunState.Failed ? IssueOutcome.Failed : IssueOutcome.Completed;
    }
}
