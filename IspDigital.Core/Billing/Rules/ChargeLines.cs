using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>The lines of a recurring invoice: one for each plan that holds during the days charged.</summary>
internal static class ChargeLines
{
    /// <summary>The lines for the days, which lie inside the period, in order; or why they cannot be priced.</summary>
    public static (IReadOnlyList<LineDraft> Lines, BillingProblem? Problem) Of(
        BillingFacts facts, BillingPolicy policy, DateRange period, IReadOnlyList<DateRange> days, DateOnly issuedOn)
    {
        List<LineDraft> lines = [];
        foreach (var part in days.SelectMany(d => ByPlan(facts, d)))
        {
            var assigned = facts.PlanOn(part.Start)!.Value;
            if (!policy.Plans.TryGetValue(assigned.PlanId, out var plan))
            {
                return ([], new(ParkReason.NoPlan, part.Start));
            }
            if ((facts.CustomPrice ?? plan.PriceOn(PriceDay(facts, period, assigned.From))) is not { } price)
            {
                return ([], new(ParkReason.NoPrice, part.Start, plan.Name));
            }
            var rate = plan.Tax.RateOn(issuedOn);
            var (net, tax) = plan.Tax.Split(Proration.PriceOf(price, period, part, policy.Rounding), rate, policy.Rounding);
            lines.Add(new(part == period ? LineKind.Recurring : LineKind.Proration, plan.Name, part, period.Days, price, net, rate, tax));
        }
        return (lines, null);
    }

    /// <summary>The price is that of the period's start, or of the day within it on which the plan or billing began.</summary>
    private static DateOnly PriceDay(BillingFacts facts, DateRange period, DateOnly planFrom)
    {
        var begun = facts.BillFrom > facts.ActivatedOn ? facts.BillFrom : facts.ActivatedOn;
        begun = begun > planFrom ? begun : planFrom;
        return begun > period.Start ? begun : period.Start;
    }

    private static IEnumerable<DateRange> ByPlan(BillingFacts facts, DateRange days)
    {
        var start = days.Start;
        foreach (var change in facts.Plans)
        {
            if (change.From > start && change.From < days.End && change.PlanId != facts.PlanOn(start)!.Value.PlanId)
            {
                yield return new(start, change.From);
                start = change.From;
            }
        }
        yield return new(start, days.End);
    }
}
