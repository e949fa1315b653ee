using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>The lines of an invoice: days of service by plan, days given back, and what is charged once.</summary>
internal static class ChargeLines
{
    /// <summary>The lines for days of service inside one period, one for each plan that holds; or why they cannot be priced.</summary>
    /// <param name="facts">The subscriber.</param>
    /// <param name="policy">The operator.</param>
    /// <param name="period">The full period.</param>
    /// <param name="days">The days charged, in order, inside the period; there is a plan on each.</param>
    /// <param name="issuedOn">The invoice's date: plans and prices of their own are as known then, tax is of that day.</param>
    /// <param name="causeOf">What brought a part of the period about.</param>
    public static (IReadOnlyList<LineDraft> Lines, BillingProblem? Problem) Of(
        BillingFacts facts, BillingPolicy policy, DateRange period, IReadOnlyList<DateRange> days, DateOnly issuedOn, Func<DateRange, LineCause> causeOf)
    {
        List<LineDraft> lines = [];
        foreach (var part in days.SelectMany(d => ByPlan(facts, d, issuedOn)))
        {
            var assigned = facts.PlanOn(part.Start, issuedOn)!.Value;
            if (!policy.Plans.TryGetValue(assigned.PlanId, out var plan))
            {
                return ([], new(ParkReason.NoPlan, part.Start));
            }
            var priceDay = PriceDay(facts, period, BegunOn(facts, assigned, issuedOn));
            var agreed = facts.AgreedOn(priceDay, issuedOn);
            if ((agreed?.Price ?? plan.PriceOn(priceDay)) is not { } list)
            {
                return ([], new(ParkReason.NoPrice, part.Start, plan.Name));
            }
            var charged = new ChargedDays(
                part, period, plan.PlanId, plan.Name, FullPrice.Of(list, agreed, priceDay, policy.Rounding), plan.Tax.Mode, plan.Tax.RateOn(issuedOn), issuedOn);
            lines.Add(Line(charged, part == period ? LineKind.Recurring : LineKind.Proration, part, policy.Rounding, part == period ? LineCause.Period : causeOf(part)));
        }
        return (lines, null);
    }

    /// <summary>Gives back days that stand charged and are not used.</summary>
    public static LineDraft Unused(ChargedDays charged, DateRange days, Rounding rounding, LineCause cause) =>
        Line(charged, LineKind.UnusedDays, days, rounding, cause);

    /// <summary>A charge as a line of an invoice of that date; its tax is its own, or the plan's.</summary>
    public static LineDraft Once(PendingCharge charge, TaxRule planTax, DateOnly issuedOn, Rounding rounding)
    {
        var tax = !charge.IsTaxed ? new ChargeTax(TaxMode.Exclusive, 0) : charge.Tax ?? new ChargeTax(planTax.Mode, planTax.RateOn(issuedOn));
        var (net, amount) = TaxRule.Split(tax.Mode, charge.Amount, tax.BasisPoints, rounding);
        return new(charge.Kind, charge.Text, new(charge.ChargedOn, charge.ChargedOn.AddDays(1)), 1, charge.Amount, net, tax.BasisPoints, amount)
        {
            TaxMode = tax.Mode,
            ChargeId = charge.ChargeId,
        };
    }

    private static LineDraft Line(ChargedDays charged, LineKind kind, DateRange days, Rounding rounding, LineCause cause)
    {
        var price = Proration.PriceOf(charged.Price.Price, charged.Period, days, rounding);
        var (net, tax) = TaxRule.Split(charged.TaxMode, kind == LineKind.UnusedDays ? -price : price, charged.TaxBasisPoints, rounding);
        return new(kind, charged.Text, days, charged.Period.Days, charged.Price.Price, net, charged.TaxBasisPoints, tax)
        {
            PeriodStart = charged.Period.Start,
            PlanId = charged.PlanId,
            ListPrice = charged.Price.List,
            DiscountBasisPoints = charged.Price.DiscountBasisPoints,
            Discount = charged.Price.Discount,
            TaxMode = charged.TaxMode,
            Cause = cause,
        };
    }

    /// <summary>The price is that of the period's start, or of the day within it on which the plan or billing began.</summary>
    private static DateOnly PriceDay(BillingFacts facts, DateRange period, DateOnly planFrom)
    {
        var begun = facts.BillFrom > facts.ActivatedOn ? facts.BillFrom : facts.ActivatedOn;
        begun = begun > planFrom ? begun : planFrom;
        return begun > period.Start ? begun : period.Start;
    }

    /// <summary>The day since which it has been that plan: one that was decided again, or for which another gave way, did not begin anew.</summary>
    private static DateOnly BegunOn(BillingFacts facts, PlanFrom assigned, DateOnly asKnownOn)
    {
        var begun = assigned.From;
        for (var i = facts.Plans.Count - 1; i >= 0; i--)
        {
            var plan = facts.Plans[i];
            if (plan.From <= begun && plan.IsKnownOn(asKnownOn))
            {
                if (plan.PlanId != assigned.PlanId)
                {
                    break;
                }
                begun = plan.From;
            }
        }
        return begun;
    }

    private static IEnumerable<DateRange> ByPlan(BillingFacts facts, DateRange days, DateOnly asKnownOn)
    {
        var start = days.Start;
        foreach (var change in facts.Plans)
        {
            if (change.IsKnownOn(asKnownOn) && change.From > start && change.From < days.End && change.PlanId != facts.PlanOn(start, asKnownOn)!.Value.PlanId)
            {
                yield return new(start, change.From);
                start = change.From;
            }
        }
        yield return new(start, days.End);
    }
}
