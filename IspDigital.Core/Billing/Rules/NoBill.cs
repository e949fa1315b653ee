using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>Why nothing is billed to a subscriber. The word for people stands in the resources under <c>NoBillReason.{name}</c>.</summary>
public enum NoBillReason
{
    /// <summary>The account is closed.</summary>
    Closed,
    /// <summary>Service is paused.</summary>
    Paused,
    /// <summary>The line is cut for money, and such days are not billed.</summary>
    Cut,
    /// <summary>Everything is billed as far as can be seen.</summary>
    NothingLeft,
}

/// <summary>Tells why nobody is billed who was: paused, closed, cut.</summary>
public static class NoBill
{
    /// <summary>Why the first unbilled day is not billed, as it is known on the day of the run; null where nothing keeps it from being billed.</summary>
    public static NoBillReason? Why(BillingFacts facts, BillingPolicy policy, DateOnly firstUnbilled, DateOnly through) =>
        facts.ClosedOn is { } closed && (closed <= firstUnbilled || closed <= through) ? NoBillReason.Closed
        : facts.Pauses.Any(p => Holds(p, firstUnbilled, through)) ? NoBillReason.Paused
        : policy.UnbilledCuts(facts).Any(c => Holds(c, firstUnbilled, through)) ? NoBillReason.Cut
        : null;

    /// <summary>
    /// Why somebody who was billed last time is not billed this time; null where they are, or where it is not their turn: the last
    /// period has ended, the one that would follow it holds the day of the run, and nothing is billed for it.
    /// </summary>
    /// <param name="facts">The subscriber.</param>
    /// <param name="policy">The operator.</param>
    /// <param name="last">The days of the last recurring invoice.</param>
    /// <param name="through">The day of the run.</param>
    public static NoBillReason? Gone(BillingFacts facts, BillingPolicy policy, DateRange last, DateOnly through)
    {
        var isArrears = facts.PlanOn(last.LastDay) is { } plan && policy.Plans.TryGetValue(plan.PlanId, out var tariff)
            && policy.TermsOf(tariff, facts).Timing == BillingTiming.Arrears;
        // In arrears the period that follows comes to be billed when it is over.
        var turn = isArrears ? last.End.AddDays(last.Days) : last.End;
        return turn <= through && through < turn.AddDays(last.Days) ? Why(facts, policy, last.End, through) : null;
    }

    private static bool Holds(DaysOff off, DateOnly day, DateOnly knownOn)
    {
        var days = off.AsKnownOn(knownOn);
        return days.Contains(day) || days.Contains(knownOn);
    }
}
