using IspDigital.Core.Audit;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>What opening found: a lease to work under, or why there is none.</summary>
internal sealed record OpenedRun(IssueOutcome Outcome, long? RunId = null, RunLease? Lease = null);

/// <summary>Decides which run is to be worked on: the unfinished one, a new one, or none; and whether a new one must be approved first.</summary>
internal sealed class BillingRunOpening(IspStore store, Actor actor, InvoiceCalculation calculation, ClockGuard guard, string owner)
{
    /// <summary>Opens or takes up the run.</summary>
    public async Task<Result<OpenedRun>> Open(IssueInvoicesRequest request, CancellationToken cancellation)
    {
        var jumped = guard.HasJumped();
        await using var db = await store.Read(Permission.IssueInvoices, cancellation);
        var day = await store.Today(db, cancellation);
        if (ClockGuard.IsAbsurd(day))
        {
            return new ClockIsAbsurd(day);
        }
        var through = request.Through ?? day;
        if (through > day)
        {
            return new ThroughInFuture(day);
        }
        // The key is taken before all looking: of those who see the same work one can create the run, however late the others come.
        var key = $"{through:yyyy-MM-dd}/{1 + await db.BillingRuns.CountAsync(r => r.ThroughDate == through, cancellation)}";
        await WithdrawWhatIsNotYet(db, day, cancellation);
        NewRun? plan = null;
        if (!await db.BillingRuns.AnyAsync(BillingRun.IsUnfinished, cancellation))
        {
            if (await WasCancelledToday(db, through, cancellation))
            {
                return new OpenedRun(IssueOutcome.Cancelled);
            }
            var book = await BillingFactsReader.Book(db, cancellation) with { Calculation = calculation };
            if (await new LookAround(store, db, book, through).Find(cancellation) is not { } ahead)
            {
                return new OpenedRun(IssueOutcome.NothingDue);
            }
            plan = new(key, through, ahead.Due, jumped ? HoldReason.ClockJumped : ahead.Comparison.Hold, ahead.Comparison.Expected, ahead.Comparison.Last);
        }
        return await Begin(request, plan, day, cancellation);
    }

    /// <summary>
    /// A clock that was far ahead left a run that waits for approval; now that it is right again, that run must neither be approved nor keep the
    /// others from working. A day ahead may be another process whose midnight was a moment earlier.
    /// </summary>
    private async Task WithdrawWhatIsNotYet(IspDbContext db, DateOnly day, CancellationToken cancellation)
    {
        var tomorrow = day.AddDays(1);
        if (await db.BillingRuns.SingleOrDefaultAsync(r => r.State == BillingRunState.AwaitingApproval && r.ThroughDate > tomorrow, cancellation) is not { } early)
        {
            return;
        }
        await store.Write<Done>(async work =>
        {
            if (await RunLease.Locked(work, early.Id, cancellation) is { State: BillingRunState.AwaitingApproval } run)
            {
                run.End(BillingRunState.Cancelled, work.Now);
                work.Record(AuditAction.BillingRunSteered, nameof(BillingRun), run.Id, runId: run.Id, after: new { Cancelled = true, run.Key, Because = "ClockPutBack" });
                work.Announce(new Change(ChangeKind.BillingRun, run.Id));
            }
            return new Done();
        }, cancellation);
    }

    /// <summary>A person stopped it: the scheduler does not start it again on the same day; a person may.</summary>
    private async Task<bool> WasCancelledToday(IspDbContext db, DateOnly through, CancellationToken cancellation)
    {
        var last = await db.BillingRuns.OrderByDescending(r => r.Id).FirstOrDefaultAsync(cancellation);
        return actor.StaffId is null && last is { State: BillingRunState.Cancelled } && last.ThroughDate == through;
    }

    private async Task<Result<OpenedRun>> Begin(IssueInvoicesRequest request, NewRun? plan, DateOnly day, CancellationToken cancellation)
    {
        try
        {
            return await store.Write<OpenedRun>(async work =>
            {
                var active = await work.Db.BillingRuns
                    .Where(BillingRun.IsUnfinished)
                    .Select(r => (long?)r.Id).SingleOrDefaultAsync(cancellation);
                var run = active is { } id ? await RunLease.Locked(work, id, cancellation) : plan is null ? null : await Create(work, plan, cancellation);
                if (run is null)
                {
                    return new OpenedRun(IssueOutcome.BusyElsewhere); // somebody else began or ended it between our look and now
                }
                if (run.State == BillingRunState.Paused)
                {
                    return new OpenedRun(IssueOutcome.Paused, run.Id);
                }
                if (run.State == BillingRunState.AwaitingApproval)
                {
                    if (!request.Approve || run.ThroughDate > day)
                    {
                        return new OpenedRun(IssueOutcome.AwaitingApproval, run.Id);
                    }
                    run.Approve();
                    work.Record(AuditAction.BillingRunSteered, nameof(BillingRun), run.Id, runId: run.Id, after: new { Approved = true, run.Hold });
                }
                if (!run.CanBeTakenBy(owner, work.Now))
                {
                    return new OpenedRun(IssueOutcome.BusyElsewhere, run.Id);
                }
                var token = run.Take(owner, work.Now, work.Now + IssueInvoices.Lease);
                work.Announce(new Change(ChangeKind.BillingRun, run.Id));
                return new OpenedRun(IssueOutcome.Completed, run.Id, new RunLease(run.Id, token, run.ThroughDate < day));
            }, cancellation);
        }
        catch (DbUpdateException failure) when (failure.IsUniqueViolation())
        {
            return new OpenedRun(IssueOutcome.BusyElsewhere); // another process created this run at the same moment: it won
        }
    }

    private static async Task<BillingRun?> Create(UnitOfWork work, NewRun plan, CancellationToken cancellation)
    {
        if (work.Db.Database.IsNpgsql())
        {
            // One after another; SQLite's transaction already is the only writer. The unique indexes stand behind this.
            await work.Db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtext('billing-run'))", cancellation);
        }
        if (await work.Db.BillingRuns.AnyAsync(r => r.Key == plan.Key, cancellation))
        {
            return null; // another process won, and may even be done with it
        }
        var run = new BillingRun(plan.Key, plan.Through, plan.Due, work.Now, work.Actor.Name);
        if (plan.Hold is { } hold)
        {
            run.Await(hold, plan.Expected, plan.Last);
        }
        work.Db.BillingRuns.Add(run);
        await work.Save(cancellation);
        work.Record(AuditAction.BillingRunStarted, nameof(BillingRun), run.Id, runId: run.Id, after: new { run.Key, run.DueSubscribers, run.Hold });
        work.Announce(new Change(ChangeKind.BillingRun, run.Id));
        return run;
    }

    private sealed record NewRun(string Key, DateOnly Through, int Due, HoldReason? Hold, Money Expected, Money Last);
}
