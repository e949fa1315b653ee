using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>
/// Whether drafts can be right at all, told from the facts without the calculation's code: dated when their days allow it, for days that are
/// not settled yet, at a price and a rate that plan or subscriber really have, by the day.
/// </summary>
public static class PlausibleDrafts
{
    /// <summary>What cannot be right about the drafts of one subscriber, or null.</summary>
    public static BillingProblem? Check(IReadOnlyList<InvoiceDraft> drafts, BillingFacts facts, DateOnly upTo, BillingPolicy policy)
    {
        foreach (var draft in drafts)
        {
            if (draft.IssueDate > upTo || (draft.Kind == InvoiceKind.Recurring && !IsOnItsDay(draft, facts, policy)))
            {
                return new(ParkReason.WrongDay, draft.Period.Start);
            }
            foreach (var line in draft.Lines)
            {
                if (line.Kind is LineKind.Recurring or LineKind.Proration && !(IsAtItsPrice(line, facts, policy) && IsByTheDay(line, policy) && IsTaxed(line, policy)))
                {
                    return new(ParkReason.WrongPrice, line.Days.Start, (line.Net + line.Tax).ToString());
                }
            }
        }
        return null;
    }

    /// <summary>In advance not before its lead days, in arrears not before its end, under the terms of one of the subscriber's plans.</summary>
    private static bool IsOnItsDay(InvoiceDraft draft, BillingFacts facts, BillingPolicy policy)
    {
        if (draft.Period.Start < facts.FirstDay)
        {
            return false;
        }
        foreach (var assigned in facts.Plans)
        {
            if (policy.Plans.TryGetValue(assigned.PlanId, out var plan) && policy.TermsOf(plan, facts) is var terms
                && (terms.Timing == BillingTiming.Arrears ? draft.Period.End <= draft.IssueDate : draft.Period.Start.AddDays(-terms.LeadDays) <= draft.IssueDate))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The list price is the plan's or one that was agreed; nothing is taken off that was not agreed.</summary>
    private static bool IsAtItsPrice(LineDraft line, BillingFacts facts, BillingPolicy policy)
    {
        var (isListed, isAgreed) = (false, line.DiscountBasisPoints == 0 && line.Discount.IsZero);
        if (line.PlanId is { } id && policy.Plans.TryGetValue(id, out var plan))
        {
            foreach (var price in plan.Prices)
            {
                isListed |= price.Price == line.ListPrice;
            }
        }
        var isReduced = !isAgreed;
        foreach (var own in facts.OwnPrices)
        {
            isListed |= own.Price == line.ListPrice;
            isAgreed |= own.DiscountBasisPoints == line.DiscountBasisPoints && line.Discount <= own.Discount;
        }
        // What is left after a discount is rounded, to the whole taka perhaps, and can come out above the price it was taken off.
        var roundedUp = isReduced ? policy.Rounding.UnitMinor / 2 : 0;
        return isListed && isAgreed && (isReduced || line.FullPrice == line.ListPrice) && line.FullPrice.Minor <= line.ListPrice.Minor + roundedUp;
    }

    /// <summary>The amount is that of the days, give or take the rounding of where they begin and where they end.</summary>
    private static bool IsByTheDay(LineDraft line, BillingPolicy policy)
    {
        var amount = line.TaxMode == TaxMode.Inclusive ? line.Net + line.Tax : line.Net;
        return line.Days.Days <= line.DaysInPeriod
            && IsWithin((Int128)amount.Minor * line.DaysInPeriod, (Int128)line.FullPrice.Minor * line.Days.Days, line.DaysInPeriod, policy.Rounding);
    }

    /// <summary>The rate is one that the plan's tax has had, and the tax is that of the rate.</summary>
    private static bool IsTaxed(LineDraft line, BillingPolicy policy)
    {
        var isKnown = line.TaxBasisPoints == 0;
        if (line.PlanId is { } id && policy.Plans.TryGetValue(id, out var plan))
        {
            foreach (var rate in plan.Tax.Rates)
            {
                isKnown |= rate.BasisPoints == line.TaxBasisPoints;
            }
        }
        return isKnown && IsWithin((Int128)line.Tax.Minor * 10_000, (Int128)line.Net.Minor * line.TaxBasisPoints, 20_000, policy.Rounding);
    }

    /// <summary>Whether the two are the same share, give or take one unit of the operator's.</summary>
    private static bool IsWithin(Int128 one, Int128 other, long denominator, Rounding rounding) =>
        Int128.Abs(one - other) <= (Int128)denominator * Math.Max(1, rounding.UnitMinor);
}
