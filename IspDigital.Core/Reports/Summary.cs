using IspDigital.Core.Access.Rules;
using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Routers;
using IspDigital.Core.Staff;

namespace IspDigital.Core.Reports;

/// <summary>The summary of the whole portal at one moment; what a person may not see is null.</summary>
/// <param name="Today">Today in the operator's zone.</param>
/// <param name="Money">Billing and collection; null without <see cref="Permission.ViewMoney"/>.</param>
/// <param name="Lines">Who is off and what is on its way; null without <see cref="Permission.ViewAccess"/>.</param>
/// <param name="Routers">The routers' health; null without <see cref="Permission.ViewRouters"/>.</param>
/// <param name="Messages">Today's messages; null without <see cref="Permission.ViewReminders"/>.</param>
/// <param name="FailingJobs">Names of jobs whose last runs failed.</param>
/// <param name="Steps">What a new portal still needs.</param>
/// <param name="Happenings">The last things that happened, newest first.</param>
public sealed record Summary(
    DateOnly Today, MoneySummary? Money, LineSummary? Lines, RouterSummary? Routers, MessageSummary? Messages,
    IReadOnlyList<string> FailingJobs, FirstSteps Steps, IReadOnlyList<Happening> Happenings)
{
    /// <summary>How many happenings are shown.</summary>
    public const int HappeningsMax = 10;

    /// <summary>The part of it that the person may see.</summary>
    public Summary For(Actor actor)
    {
        var seesMoney = actor.May(Permission.ViewMoney);
        var seesLines = actor.May(Permission.ViewAccess);
        return this with
        {
            Money = seesMoney ? Money : null,
            Lines = seesLines ? Lines : null,
            Routers = actor.May(Permission.ViewRouters) ? Routers : null,
            Messages = actor.May(Permission.ViewReminders) ? Messages : null,
            Happenings = [.. Happenings.Where(h => h.IsMoney ? seesMoney : seesLines).Take(HappeningsMax)],
        };
    }
}

/// <summary>How many, and how much together.</summary>
/// <param name="Count">How many.</param>
/// <param name="Amount">Their sum.</param>
public readonly record struct Tally(int Count, Money Amount);

/// <summary>Sums of tallies.</summary>
public static class Tallies
{
    /// <summary>What came in by all methods together.</summary>
    public static Tally Together(this IReadOnlyList<MethodTotal> totals) => new(totals.Sum(t => t.Count), totals.Sum(t => t.Amount));
}

/// <summary>Billing and collection. Months and days are the operator's; void invoices and reversed payments count for nothing.</summary>
public sealed record MoneySummary
{
    /// <summary>Subscribers with a recurring invoice issued this month.</summary>
    public required int SubscribersBilled { get; init; }

    /// <summary>The same from the first to the same day of last month.</summary>
    public required int SubscribersBilledBefore { get; init; }

    /// <summary>Recurring invoices issued this month.</summary>
    public required Tally Billed { get; init; }

    /// <summary>What was billed from the first to the same day of last month.</summary>
    public required Money BilledBefore { get; init; }

    /// <summary>Of those of this month: settled in full, and everything that was paid on any of them.</summary>
    public required Tally Paid { get; init; }

    /// <summary>Of those of this month: not settled in full, and what is left to pay. Paid and unpaid sum to billed.</summary>
    public required Tally Unpaid { get; init; }

    /// <summary>Open invoices of any month whose due date has passed.</summary>
    public required Tally Overdue { get; init; }

    /// <summary>Open invoices due from today to 7 days ahead.</summary>
    public required Tally DueIn7Days { get; init; }

    /// <summary>Open invoices due from today to 30 days ahead.</summary>
    public required Tally DueIn30Days { get; init; }

    /// <summary>What came in today, by method.</summary>
    public required IReadOnlyList<MethodTotal> CollectedToday { get; init; }

    /// <summary>What came in since the first of the month, by method.</summary>
    public required IReadOnlyList<MethodTotal> CollectedThisMonth { get; init; }

    /// <summary>What came in from the first to the same day of last month.</summary>
    public required Money CollectedBefore { get; init; }

    /// <summary>What came in on each of the last 30 days, oldest first, today last.</summary>
    public required IReadOnlyList<Money> CollectedByDay { get; init; }

    /// <summary>The billing run that is at work or waits for approval, or null.</summary>
    public required RunSummary? ActiveRun { get; init; }

    /// <summary>The last run that is over, or null.</summary>
    public required RunSummary? LastRun { get; init; }

    /// <summary>The next day on which invoices will be issued, as far as the last run knows; null when none is in sight.</summary>
    public required DateOnly? NextRunOn { get; init; }

    /// <summary>Subscribers with that day.</summary>
    public required int NextRunSubscribers { get; init; }

    /// <summary>Subscribers that could not be billed and wait for a person.</summary>
    public required int Parked { get; init; }
}

/// <summary>A billing run.</summary>
/// <param name="Id">The run.</param>
/// <param name="State">How far it is.</param>
/// <param name="Hold">Why it waits for approval, or null.</param>
/// <param name="DueSubscribers">Subscribers that were due when it began.</param>
/// <param name="Processed">Subscribers looked at.</param>
/// <param name="Invoices">Invoices issued.</param>
/// <param name="Total">Their sum.</param>
/// <param name="StartedAt">When it began, UTC.</param>
/// <param name="ProgressAt">When its last batch was committed, UTC.</param>
/// <param name="FinishedAt">When it ended, UTC.</param>
public sealed record RunSummary(
    long Id, BillingRunState State, HoldReason? Hold, int DueSubscribers, int Processed, int Invoices, Money Total,
    DateTimeOffset StartedAt, DateTimeOffset? ProgressAt, DateTimeOffset? FinishedAt)
{
    /// <summary>When it was taken up last, UTC.</summary>
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>Subscribers looked at before that.</summary>
    public int ProcessedBefore { get; init; }

    /// <summary>How fast it is, and how long it will take.</summary>
    public RunPace Pace => RunPace.Of(DueSubscribers, Processed, ProcessedBefore, TakenAt, ProgressAt);
}

/// <summary>Who is off, and what is on its way to the routers.</summary>
/// <param name="OffForNonPayment">Off for non-payment, and the router confirmed it.</param>
/// <param name="Cutting">Cuts that a router has not confirmed yet.</param>
/// <param name="Reconnecting">Reconnections that a router has not confirmed yet.</param>
/// <param name="Failed">Lines where the router said no: a person must do something.</param>
/// <param name="Planned">Cuts on the list of today or the next cut day.</param>
/// <param name="PlannedFor">The day of that list; null where there is none.</param>
/// <param name="HeldBecause">Why the brake holds that list; empty while it does not.</param>
public sealed record LineSummary(
    int OffForNonPayment, int Cutting, int Reconnecting, int Failed, int Planned, DateOnly? PlannedFor, IReadOnlyList<BrakeReason> HeldBecause);

/// <summary>The health of the routers in service.</summary>
/// <param name="Up">They answer.</param>
/// <param name="All">In service.</param>
/// <param name="Troubled">Those that do not answer or refuse, longest first.</param>
public sealed record RouterSummary(int Up, int All, IReadOnlyList<TroubledRouter> Troubled);

/// <summary>A router that is not up.</summary>
/// <param name="Id">The router.</param>
/// <param name="Name">Its name.</param>
/// <param name="Health">Down or refusing.</param>
/// <param name="Since">Since when, UTC.</param>
public sealed record TroubledRouter(long Id, string Name, RouterHealth Health, DateTimeOffset? Since);

/// <summary>Today's messages.</summary>
/// <param name="Sent">Taken by a gateway today.</param>
/// <param name="Failed">Given up today.</param>
/// <param name="Waiting">Queued or being sent now, of any day.</param>
public sealed record MessageSummary(int Sent, int Failed, int Waiting);

/// <summary>What a new portal needs before it works by itself.</summary>
/// <param name="HasRouter">A router was added.</param>
/// <param name="HasPlan">A plan was added.</param>
/// <param name="HasSubscriber">A subscriber was added.</param>
/// <param name="HasRun">Invoices were issued once.</param>
public sealed record FirstSteps(bool HasRouter, bool HasPlan, bool HasSubscriber, bool HasRun)
{
    /// <summary>Whether all of them are taken.</summary>
    public bool AreDone => HasRouter && HasPlan && HasSubscriber && HasRun;
}

/// <summary>What happened.</summary>
public enum HappeningKind
{
    /// <summary>A payment was recorded.</summary>
    Payment,
    /// <summary>A payment was reversed.</summary>
    Reversal,
    /// <summary>A router confirmed a cut.</summary>
    Cut,
    /// <summary>A router confirmed a reconnection.</summary>
    Reconnection,
}

/// <summary>One thing that happened to a subscriber.</summary>
/// <param name="Kind">What.</param>
/// <param name="Key">The payment's id, or the record's for a cut and a reconnection.</param>
/// <param name="At">When, UTC.</param>
/// <param name="SubscriberId">To whom.</param>
/// <param name="Name">Their name.</param>
/// <param name="Code">Their code.</param>
/// <param name="Amount">How much, for payments and reversals.</param>
/// <param name="Method">How it was paid, for payments and reversals.</param>
public sealed record Happening(
    HappeningKind Kind, long Key, DateTimeOffset At, long SubscriberId, string Name, string Code, Money? Amount, PaymentMethod? Method)
{
    /// <summary>Whether it speaks of money.</summary>
    public bool IsMoney => Kind is HappeningKind.Payment or HappeningKind.Reversal;
}
