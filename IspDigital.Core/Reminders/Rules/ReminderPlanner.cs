using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Messaging;
using IspDigital.Core.Messaging.Rules;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Reminders.Rules;

/// <summary>Why a step was not sent.</summary>
public enum ReminderSkip
{
    /// <summary>It came more than a day ago: the portal was down.</summary>
    TooLate,
    /// <summary>A later step has come as well: only that one is sent.</summary>
    Superseded,
    /// <summary>An advance covers what is open.</summary>
    CoveredByAdvance,
    /// <summary>Service is paused.</summary>
    Paused,
    /// <summary>A promise to pay is running.</summary>
    Promised,
    /// <summary>A final notice to somebody who is never cut would be untrue.</summary>
    Exempt,
    /// <summary>The account is closed.</summary>
    Closed,
    /// <summary>None of the step's channels reaches the subscriber.</summary>
    NoAddress,
}

/// <summary>What the planner knows of an invoice and its subscriber.</summary>
/// <param name="Invoice">An invoice that is not settled.</param>
/// <param name="Balance">The subscriber's balance: positive owes.</param>
/// <param name="IsPaused">Service is paused today.</param>
/// <param name="IsClosed">The account is closed.</param>
/// <param name="Hold">What Access adds.</param>
/// <param name="Reach">The channels that reach the subscriber.</param>
public sealed record ReminderFacts(OpenInvoice Invoice, Money Balance, bool IsPaused, bool IsClosed, SubscriberHold Hold, IReadOnlyList<Channel> Reach);

/// <summary>What is to be done about a step.</summary>
/// <param name="Step">The step.</param>
/// <param name="ScheduledAt">When it was to come, UTC.</param>
/// <param name="Skip">Why it is not sent; null to send.</param>
/// <param name="Channels">By which channels; for a skipped one, those it would have taken.</param>
/// <param name="NotBefore">Not to be sent before, UTC: the end of the quiet hours.</param>
/// <param name="ExpiresAt">Not to be sent after, UTC: a day late is too late.</param>
public sealed record ReminderDecision(
    ReminderStep Step, DateTimeOffset ScheduledAt, ReminderSkip? Skip, IReadOnlyList<Channel> Channels, DateTimeOffset NotBefore, DateTimeOffset ExpiresAt);

/// <summary>Decides which steps of a policy an invoice has come to, and which one of them is sent (product rules, §8).</summary>
public static class ReminderPlanner
{
    /// <summary>What is later than this is not sent any more.</summary>
    public static readonly TimeSpan LatenessMax = TimeSpan.FromDays(1);

    /// <summary>
    /// The decision about each step that has come by now and was not decided before; at most one of them is sent. A step that was to come
    /// before the invoice was issued, or before the step itself was made, is no step of this invoice.
    /// </summary>
    /// <param name="facts">Invoice and subscriber.</param>
    /// <param name="steps">The steps of the policy in force.</param>
    /// <param name="decided">Steps already decided for this invoice.</param>
    /// <param name="day">Now, in the operator's zone.</param>
    /// <param name="quiet">The quiet hours.</param>
    public static IReadOnlyList<ReminderDecision> Decide(
        ReminderFacts facts, IReadOnlyList<ReminderStep> steps, IReadOnlySet<long> decided, BusinessDay day, QuietHours quiet)
    {
        if (!facts.Invoice.Outstanding.IsPositive)
        {
            return [];
        }
        var come = steps
            .Where(step => !decided.Contains(step.Id) && step.DayFor(facts.Invoice.DueDate, facts.Invoice.LastDayToPay) >= facts.Invoice.IssueDate)
            .Select(step => (Step: step, At: day.InstantOf(step.DayFor(facts.Invoice.DueDate, facts.Invoice.LastDayToPay), step.At)))
            .Where(s => s.At <= day.Now && s.At >= s.Step.ActiveFrom)
            .OrderBy(s => s.At).ThenBy(s => s.Step.Kind == MessageKind.FinalNotice).ThenBy(s => s.Step.Id)
            .ToList();
        var hold = Hold(facts);
        var opening = quiet.NextOpening(day);
        return [.. come.Select((s, index) =>
            Decision(facts, s.Step, s.At, hold ?? Judge(facts, s.Step, s.At, opening, isLatest: index == come.Count - 1), opening))];
    }

    /// <summary>Why nothing about the invoice is sent now, or null; looked at when planning and again when sending.</summary>
    public static ReminderSkip? Hold(ReminderFacts facts) => facts switch
    {
        { IsClosed: true } => ReminderSkip.Closed,
        { IsPaused: true } => ReminderSkip.Paused,
        { Hold.IsPromised: true } => ReminderSkip.Promised,
        { Balance.IsPositive: false } => ReminderSkip.CoveredByAdvance,
        _ => null,
    };

    private static ReminderSkip? Judge(ReminderFacts facts, ReminderStep step, DateTimeOffset at, DateTimeOffset opening, bool isLatest) =>
        opening - at > LatenessMax ? ReminderSkip.TooLate
        : !isLatest ? ReminderSkip.Superseded
        : step.Kind == MessageKind.FinalNotice && facts.Hold.IsNeverCut ? ReminderSkip.Exempt
        : !step.Channels.Any(facts.Reach.Contains) ? ReminderSkip.NoAddress
        : null;

    private static ReminderDecision Decision(ReminderFacts facts, ReminderStep step, DateTimeOffset at, ReminderSkip? skip, DateTimeOffset opening)
    {
        var channels = step.Channels.Where(facts.Reach.Contains).ToList();
        return new ReminderDecision(step, at, skip, channels.Count > 0 ? channels : step.Channels, opening, at + LatenessMax);
    }
}
