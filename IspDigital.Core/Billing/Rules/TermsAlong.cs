using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>The terms along a subscriber's days: plans follow each other, and each may bring terms of its own.</summary>
internal sealed class TermsAlong(BillingFacts facts, BillingPolicy policy)
{
    /// <summary>
    /// The terms, the period and the dates of the day's invoice. Another plan may bring other terms: they hold from the day it was decided,
    /// unless the invoice had gone out under the terms before.
    /// </summary>
    /// <param name="day">The first day that it is for.</param>
    /// <param name="notBefore">It is not dated before this day.</param>
    public (BillingTerms Terms, DateRange Period, DateOnly ServiceEnd, InvoiceDates Dates) On(DateOnly day, DateOnly notBefore)
    {
        for (var knownOn = DateOnly.MinValue; ;)
        {
            var decided = NextDecided(day, knownOn);
            if (decided is null || TermsProblem.On(day, facts, policy, knownOn) is null)
            {
                var next = Under(day, policy.TermsOf(policy.Plans[facts.PlanOn(day, knownOn)!.Value.PlanId], facts), notBefore);
                if (decided is not { } later || next.Dates.Issue < later)
                {
                    return next;
                }
                notBefore = later > notBefore ? later : notBefore;
            }
            knownOn = decided.Value;
        }
    }

    /// <summary>The next day on which it was decided which plan holds on the day.</summary>
    private DateOnly? NextDecided(DateOnly day, DateOnly after)
    {
        DateOnly? next = null;
        foreach (var plan in facts.Plans)
        {
            if (plan.From <= day && plan.KnownOn > after && !(next <= plan.KnownOn))
            {
                next = plan.KnownOn;
            }
        }
        return next;
    }

    private (BillingTerms Terms, DateRange Period, DateOnly ServiceEnd, InvoiceDates Dates) Under(DateOnly day, BillingTerms terms, DateOnly notBefore)
    {
        var period = BillingPeriods.For(terms, facts.ActivatedOn).Containing(day);
        var serviceEnd = period.End;
        if (terms.Timing == BillingTiming.Arrears)
        {
            serviceEnd = PartFrom(day, terms, serviceEnd);
            serviceEnd = facts.ClosedOn is { } closed && closed < serviceEnd && closed > day ? closed : serviceEnd;
        }
        return (terms, period, serviceEnd, InvoiceDates.Of(terms, new(day, serviceEnd), serviceEnd, facts.ActivatedOn, notBefore));
    }

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

    /// <summary>The same with all that is known.</summary>
    public DateOnly PartFrom(DateOnly day, BillingTerms terms, DateOnly end) => PartFrom(day, terms, end, DateOnly.MaxValue);

    /// <summary>Whether a later plan is in advance after one in arrears, or further in advance: its invoices may be due before those of earlier days.</summary>
    public bool LaterMayBeDueBefore(DateOnly day, BillingTerms terms)
    {
        foreach (var later in facts.Plans)
        {
            if (later.From > day && policy.Plans.TryGetValue(later.PlanId, out var plan) && policy.TermsOf(plan, facts) is { Timing: BillingTiming.Advance } own
                && (terms.Timing == BillingTiming.Arrears || own.LeadDays > terms.LeadDays))
            {
                return true;
            }
        }
        return false;
    }
}
