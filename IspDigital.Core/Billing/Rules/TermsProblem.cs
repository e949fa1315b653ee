namespace IspDigital.Core.Billing.Rules;

/// <summary>Whether a subscriber can be billed on a day at all.</summary>
internal static class TermsProblem
{
    /// <summary>What is wrong with plan or terms, or null.</summary>
    public static BillingProblem? On(DateOnly day, BillingFacts facts, BillingPolicy policy) => On(day, facts, policy, DateOnly.MaxValue);

    /// <summary>The same as it was known on another day.</summary>
    public static BillingProblem? On(DateOnly day, BillingFacts facts, BillingPolicy policy, DateOnly asKnownOn)
    {
        if (facts.PlanOn(day, asKnownOn) is not { } assigned || !policy.Plans.TryGetValue(assigned.PlanId, out var plan))
        {
            return new(ParkReason.NoPlan, day);
        }
        var terms = policy.TermsOf(plan, facts);
        var isSound = terms is { Cycle.Count: >= 1 and <= 366, AlignDay: null or (>= 1 and <= 31) }
            && terms is { LeadDays: >= 0 and <= 366, DueDays: >= 0 and <= 366, GraceDays: >= 0 and <= 366 };
        return isSound ? null : new(ParkReason.BadTerms, day, plan.Name);
    }
}
