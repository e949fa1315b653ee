using System.Linq.Expressions;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing;

/// <summary>How far a run is.</summary>
public enum BillingRunState
{
    /// <summary>Waits until somebody with the right approves or cancels it.</summary>
    AwaitingApproval,
    /// <summary>At work, or waiting to be taken up again after its process ended.</summary>
    Running,
    /// <summary>Everything due was done.</summary>
    Completed,
    /// <summary>Stopped by a person; what it issued stays.</summary>
    Cancelled,
    /// <summary>Stopped by itself: too many subscribers could not be billed.</summary>
    Failed,
    /// <summary>Held by a person; nobody takes it up until it is resumed.</summary>
    Paused,
}

/// <summary>Why a run waits for approval. The sentence for people stands in the resources under <c>HoldReason.{name}</c>.</summary>
public enum HoldReason
{
    /// <summary>The total is far from what the same subscribers were billed last.</summary>
    TotalFarFromLast,
    /// <summary>The last run ended long ago; many periods will be made at once.</summary>
    LongGap,
    /// <summary>The computer's clock jumped while the portal ran.</summary>
    ClockJumped,
}

/// <summary>
/// A durable billing run: what it is for, how far it came, who works on it. The scheduler only wakes it. One run is active
/// at a time (unique index); the process that holds the lease works, and its fencing token proves it in every batch.
/// </summary>
public sealed class BillingRun
{
    /// <summary>Whether a run is not over yet; for queries.</summary>
    internal static readonly Expression<Func<BillingRun, bool>> IsUnfinished =
        r => r.State == BillingRunState.Running || r.State == BillingRunState.AwaitingApproval || r.State == BillingRunState.Paused;

    private BillingRun()
    {
    }

    internal BillingRun(string key, DateOnly throughDate, int dueSubscribers, DateTimeOffset now, string startedBy)
    {
        (Key, ThroughDate, DueSubscribers, StartedAt, StartedBy) = (key, throughDate, dueSubscribers, now, startedBy);
        State = BillingRunState.Running;
    }

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>Unique: through date and number, for example <c>2026-01-05/2</c>.</summary>
    public string Key { get; private set; } = "";

    /// <summary>What the run makes; one active run of a kind.</summary>
    public InvoiceKind Kind { get; private set; } = InvoiceKind.Recurring;

    /// <summary>Everything is issued whose issue date is not after this day.</summary>
    public DateOnly ThroughDate { get; private set; }

    /// <summary>How far it is.</summary>
    public BillingRunState State { get; private set; }

    /// <summary>Why it waits or waited for approval, or null.</summary>
    public HoldReason? Hold { get; private set; }

    /// <summary>Total expected when it was held, to compare with <see cref="LastTotal"/>.</summary>
    public Money ExpectedTotal { get; private set; }

    /// <summary>What the same subscribers would owe for the same days at their last price.</summary>
    public Money LastTotal { get; private set; }

    /// <summary>Subscribers that were due when it began; for the progress bar.</summary>
    public int DueSubscribers { get; private set; }

    /// <summary>Subscribers up to this id are done.</summary>
    public long Cursor { get; private set; }

    /// <summary>Who works on it, or null.</summary>
    public string? LeaseOwner { get; private set; }

    /// <summary>Until when the lease holds unless renewed, UTC.</summary>
    public DateTimeOffset? LeaseUntil { get; private set; }

    /// <summary>Raised with each new holder: a batch of an older one is refused.</summary>
    public long FencingToken { get; private set; }

    /// <summary>Subscribers looked at.</summary>
    public int Processed { get; private set; }

    /// <summary>Invoices issued on their own day.</summary>
    public int Issued { get; private set; }

    /// <summary>Invoices issued after their own day: made up for.</summary>
    public int BackFilled { get; private set; }

    /// <summary>Subscribers whose invoices were there already.</summary>
    public int AlreadyThere { get; private set; }

    /// <summary>Subscribers with nothing to bill, for whatever reason.</summary>
    public int Skipped { get; private set; }

    /// <summary>Of those: closed.</summary>
    public int SkippedClosed { get; private set; }

    /// <summary>Of those: paused without an end.</summary>
    public int SkippedPaused { get; private set; }

    /// <summary>Of those: cut for money.</summary>
    public int SkippedCut { get; private set; }

    /// <summary>Subscribers parked because they could not be billed.</summary>
    public int Parked { get; private set; }

    /// <summary>Sum of what was invoiced.</summary>
    public Money Total { get; private set; }

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Who began it: a person or a job.</summary>
    public string StartedBy { get; private set; } = "";

    /// <summary>When its last batch was committed, UTC.</summary>
    public DateTimeOffset? ProgressAt { get; private set; }

    /// <summary>When it was taken up last, UTC: the rate is that since then, not that of the hours it waited.</summary>
    public DateTimeOffset? TakenAt { get; private set; }

    /// <summary>Subscribers looked at before that.</summary>
    public int ProcessedBefore { get; private set; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Whether it is not over yet.</summary>
    public bool IsActive => State is BillingRunState.Running or BillingRunState.AwaitingApproval or BillingRunState.Paused;

    /// <summary>How fast it is, and how long it will take.</summary>
    public RunPace Pace => RunPace.Of(DueSubscribers, Processed, ProcessedBefore, TakenAt, ProgressAt);

    /// <summary>Whether that owner, or nobody, holds the lease at that instant.</summary>
    public bool CanBeTakenBy(string owner, DateTimeOffset now) =>
        State == BillingRunState.Running && (LeaseOwner is null || LeaseOwner == owner || LeaseUntil <= now);

    internal void Await(HoldReason reason, Money expected, Money last) =>
        (State, Hold, ExpectedTotal, LastTotal) = (BillingRunState.AwaitingApproval, reason, expected, last);

    /// <summary>It still waits; what it would do is not any more what it was.</summary>
    internal void WaitOn(int dueSubscribers, Money expected, Money last) => (DueSubscribers, ExpectedTotal, LastTotal) = (dueSubscribers, expected, last);

    internal void Approve() => State = BillingRunState.Running;

    /// <summary>Holds it: a batch at work is the last, since its token is an older one from here on.</summary>
    internal void Pause()
    {
        State = BillingRunState.Paused;
        FencingToken++;
        Release();
    }

    internal void Resume() => State = BillingRunState.Running;

    internal long Take(string owner, DateTimeOffset now, DateTimeOffset until)
    {
        (LeaseOwner, LeaseUntil, TakenAt, ProcessedBefore) = (owner, until, now, Processed);
        return ++FencingToken;
    }

    internal void Release() => (LeaseOwner, LeaseUntil) = (null, null);

    internal void Advance(RunProgress step, DateTimeOffset now, DateTimeOffset leaseUntil)
    {
        Cursor = step.Cursor;
        Processed += step.Processed;
        Issued += step.Issued;
        BackFilled += step.BackFilled;
        AlreadyThere += step.AlreadyThere;
        Skipped += step.Skipped;
        SkippedClosed += step.SkippedClosed;
        SkippedPaused += step.SkippedPaused;
        SkippedCut += step.SkippedCut;
        Parked += step.Parked;
        Total += step.Total;
        (ProgressAt, LeaseUntil) = (now, leaseUntil);
    }

    internal void End(BillingRunState state, DateTimeOffset now)
    {
        (State, FinishedAt) = (state, now);
        Release();
    }
}

/// <summary>What one batch added to a run.</summary>
internal readonly record struct RunProgress(
    long Cursor, int Processed, int Issued, int BackFilled, int AlreadyThere, int Skipped, int Parked, Money Total)
{
    public int SkippedClosed { get; init; }

    public int SkippedPaused { get; init; }

    public int SkippedCut { get; init; }

    /// <summary>Nobody is due beyond it.</summary>
    public bool IsLast { get; init; }

    /// <summary>Counts a subscriber with nothing to bill.</summary>
    public RunProgress Skip(NoBillReason reason) => this with
    {
        Skipped = Skipped + 1,
        SkippedClosed = SkippedClosed + (reason == NoBillReason.Closed ? 1 : 0),
        SkippedPaused = SkippedPaused + (reason == NoBillReason.Paused ? 1 : 0),
        SkippedCut = SkippedCut + (reason == NoBillReason.Cut ? 1 : 0),
    };
}
