using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>Let a run that waits for approval go on.</summary>
/// <param name="RunId">The run.</param>
public sealed record ApproveBillingRunRequest(long RunId);

/// <summary>
/// Approves a held run. The next wake-up, or <see cref="IssueInvoices"/> at once, works on it. Where what it would invoice is far by now from the figures
/// that stand on it, these are brought up to date and it waits on: they are to be read first.
/// </summary>
public sealed class ApproveBillingRun(UseCaseContext context, InvoiceCalculation calculation) : UseCase<ApproveBillingRunRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.IssueInvoices;

    /// <inheritdoc/>
    protected override async Task<Result<Done>> Handle(ApproveBillingRunRequest request, CancellationToken cancellation) =>
        await LookAgain(request.RunId, cancellation) is { } changed ? changed : await Approve(request, cancellation);

    private async Task<RunFiguresChanged?> LookAgain(long runId, CancellationToken cancellation)
    {
        await using var db = await Store.Read(Permission, cancellation);
        var today = await Store.Today(db, cancellation);
        if (await db.BillingRuns.SingleOrDefaultAsync(r => r.Id == runId && r.State == BillingRunState.AwaitingApproval && r.ThroughDate <= today, cancellation) is not { } read)
        {
            return null; // the approval itself says why not
        }
        var book = await BillingFactsReader.Book(db, cancellation) with { Calculation = calculation };
        if (await new LookAround(Store, db, book, read.ThroughDate).Find(cancellation) is not { } ahead || !ahead.Comparison.IsFarFrom(read.ExpectedTotal))
        {
            return null;
        }
        await Store.Write<Done>(async work =>
        {
            if (await RunLease.Locked(work, runId, cancellation) is { State: BillingRunState.AwaitingApproval } run)
            {
                run.WaitOn(ahead.Due, ahead.Comparison.Expected, ahead.Comparison.Last);
                work.Record(AuditAction.BillingRunSteered, nameof(BillingRun), run.Id, runId: run.Id,
                    before: new { read.ExpectedTotal }, after: new { run.ExpectedTotal, Because = "FiguresChanged" });
                work.Announce(new Change(ChangeKind.BillingRun, run.Id));
            }
            return new Done();
        }, cancellation);
        return new(ahead.Comparison.Expected, read.ExpectedTotal);
    }

    private Task<Result<Done>> Approve(ApproveBillingRunRequest request, CancellationToken cancellation) => Store.Write<Done>(async work =>
    {
        if (await RunLease.Locked(work, request.RunId, cancellation) is not { State: BillingRunState.AwaitingApproval } run)
        {
            return new RunNotAwaiting();
        }
        var today = (await work.Day(cancellation)).Today;
        if (run.ThroughDate > today)
        {
            return new ThroughInFuture(today); // the clock was ahead when it began
        }
        run.Approve();
        work.Record(AuditAction.BillingRunSteered, nameof(BillingRun), run.Id, runId: run.Id, after: new { Approved = true, run.Hold });
        work.Announce(new Change(ChangeKind.BillingRun, run.Id));
        return new Done();
    }, cancellation);
}

/// <summary>Hold a run that is at work.</summary>
/// <param name="RunId">The run.</param>
public sealed record PauseBillingRunRequest(long RunId);

/// <summary>Pauses a run: a batch at work is the last. Nobody takes it up, the scheduler neither, until it is resumed.</summary>
public sealed class PauseBillingRun(UseCaseContext context) : UseCase<PauseBillingRunRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.IssueInvoices;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(PauseBillingRunRequest request, CancellationToken cancellation) => Store.Write<Done>(async work =>
    {
        if (await RunLease.Locked(work, request.RunId, cancellation) is not { State: BillingRunState.Running } run)
        {
            return new RunNotAtWork();
        }
        run.Pause();
        work.Record(AuditAction.BillingRunSteered, nameof(BillingRun), run.Id, runId: run.Id, after: new { Paused = true, run.Processed });
        work.Announce(new Change(ChangeKind.BillingRun, run.Id));
        return new Done();
    }, cancellation);
}

/// <summary>Let a paused run go on.</summary>
/// <param name="RunId">The run.</param>
public sealed record ResumeBillingRunRequest(long RunId);

/// <summary>Resumes a paused run where it stopped. The next wake-up, or <see cref="IssueInvoices"/> at once, works on it.</summary>
public sealed class ResumeBillingRun(UseCaseContext context) : UseCase<ResumeBillingRunRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.IssueInvoices;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(ResumeBillingRunRequest request, CancellationToken cancellation) => Store.Write<Done>(async work =>
    {
        if (await RunLease.Locked(work, request.RunId, cancellation) is not { State: BillingRunState.Paused } run)
        {
            return new RunNotPaused();
        }
        run.Resume();
        work.Record(AuditAction.BillingRunSteered, nameof(BillingRun), run.Id, runId: run.Id, after: new { Resumed = true, run.Processed });
        work.Announce(new Change(ChangeKind.BillingRun, run.Id));
        return new Done();
    }, cancellation);
}

/// <summary>Stop a run. What it issued stays.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Reason">Why.</param>
public sealed record CancelBillingRunRequest(long RunId, string Reason);

/// <summary>What a cancellation needs.</summary>
public sealed class CancelBillingRunValidator : AbstractValidator<CancelBillingRunRequest>
{
    /// <summary>The rules.</summary>
    public CancelBillingRunValidator() => RuleFor(r => r.Reason).NotEmpty().MaximumLength(400).WithErrorCode("Billing.Reason");
}

/// <summary>Cancels a run that is active: a batch at work is the last. The scheduler does not start it again on the same day.</summary>
public sealed class CancelBillingRun(UseCaseContext context) : UseCase<CancelBillingRunRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.IssueInvoices;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(CancelBillingRunRequest request, CancellationToken cancellation) => Store.Write<Done>(async work =>
    {
        if (await RunLease.Locked(work, request.RunId, cancellation) is not { IsActive: true } run)
        {
            return new RunNotActive();
        }
        run.End(BillingRunState.Cancelled, work.Now);
        work.Record(AuditAction.BillingRunSteered, nameof(BillingRun), run.Id, reason: request.Reason, runId: run.Id, after: new { Cancelled = true, run.Processed });
        work.Announce(new Change(ChangeKind.BillingRun, run.Id));
        return new Done();
    }, cancellation);
}

/// <summary>Try parked subscribers again.</summary>
/// <param name="SubscriberId">One of them, or null for all.</param>
public sealed record RetryParkedRequest(long? SubscriberId = null);

/// <summary>Hands parked subscribers back to the next run, after the cause was mended.</summary>
public sealed class RetryParked(UseCaseContext context) : UseCase<RetryParkedRequest, int>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.IssueInvoices;

    /// <inheritdoc/>
    /// <returns>How many.</returns>
    protected override Task<Result<int>> Handle(RetryParkedRequest request, CancellationToken cancellation) => Store.Write<int>(async work =>
    {
        var parked = await work.Db.ParkedSubscribers
            .Where(p => p.RetriedAt == null && (request.SubscriberId == null || p.SubscriberId == request.SubscriberId))
            .ToListAsync(cancellation);
        if (parked.Count == 0)
        {
            return new NobodyParked();
        }
        foreach (var one in parked)
        {
            one.Retry(work.Now);
            work.Record(AuditAction.SubscriberUnparked, nameof(Subscribers.Subscriber), one.SubscriberId, one.SubscriberId);
        }
        work.Announce(new Change(ChangeKind.BillingRun));
        return parked.Count;
    }, cancellation);
}
