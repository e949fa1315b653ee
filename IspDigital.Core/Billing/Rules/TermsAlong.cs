using IspDigital.Core.Plans;

namespace IspDigital.Core.Billing.Rules;

/// <summary>The terms along a subscriber's days: plans follow each other, and each may bring terms of its own.</summary>
internal sealed class TermsAlong(BillingFacts facts, BillingPolicy policy)
{
    /// <summary>The terms of a day as known on another; there is a plan.</summary>
    public BillingTerms On(DateOnly day, DateOnly asKnownOn) => policy.TermsOf(policy.Plans[facts.PlanOn(day, asKnownOn)!.Value.PlanId], facts);

    /// <summary>
    /// Where a plan with periods or a timing of its own begins before the end, as known on a day: its days are parts of those periods, at the price of
    /// those, and billed when they are.
    /// </summary>
    public DateOnly PartFrom(DateOnly day, BillingTerms terms, DateOnly end, DateOnly asKnownOn)
    {
        foreach (var change in facts.Plans)
        {
            if (change.From > day && change.From < end && change.IsKnownOn(asKnownOn) && policy.Plans.TryGetValue(change.PlanId, out var plan)
                && policy.TermsOf(plan, facts) is var own
                && (own.Timing != terms.Timing || BillingPeriods.For(own, facts.ActivatedOn) != BillingPeriods.For(terms, facts.ActivatedOn)))
            {
                return change.From;
            }
        }
        return end;
    }

    /// <summary>
    /// Whether a later plan is in advance after one in arrears, or further in advance, as known on a day: its invoices may be due before those of
    /// earlier days.
    /// </summary>
    public bool LaterMayBeDueBefore(DateOnly day, BillingTerms terms, DateOnly asKnownOn)
    {
        foreach (var later in facts.Plans)
        {
            if (later.From > day && later.IsKnownOn(asKnownOn) && policy.Plans.TryGetValue(later.PlanId, out var plan)
                && policy.TermsOf(plan, facts) is { Timing: BillingTiming.Advance } own
                && (terms.Timing == BillingTiming.Arrears || own.LeadDays > terms.LeadDays))
            {
                return true;
            }
        }
        return false;
    }
}
