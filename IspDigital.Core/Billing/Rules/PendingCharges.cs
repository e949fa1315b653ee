namespace IspDigital.Core.Billing.Rules;

/// <summary>Puts what is charged once on invoices: on the next one, or on one of its own.</summary>
internal static class PendingCharges
{
    /// <summary>The drafts with the charges on them, and the day on which a charge will make an invoice of its own; in order of issue.</summary>
    public static (IReadOnlyList<InvoiceDraft> Drafts, DateOnly? NextOn) On(
        IReadOnlyList<InvoiceDraft> drafts, BillingFacts facts, DateOnly upTo, BillingPolicy policy)
    {
        if (facts.Charges.Count == 0)
        {
            return (drafts, null);
        }
        List<InvoiceDraft> result = [.. drafts.OrderBy(d => d.IssueDate)];
        DateOnly? next = null;
        foreach (var charge in facts.Charges)
        {
            var alone = AloneOn(charge, facts);
            if (!charge.IsBilledAlone && Carrier(result, charge, facts, policy) is { } at)
            {
                result[at] = With(result[at], charge, facts, policy);
            }
            else if (alone is { } day && day <= upTo)
            {
                var carrier = !charge.Amount.IsPositive ? -1
                    : result.FindIndex(d => d.Kind == InvoiceKind.Adjustment && d.Lines[0].ChargeId is not null && d.IssueDate == day);
                if (carrier >= 0)
                {
                    result[carrier] = With(result[carrier], charge, facts, policy);
                }
                else
                {
                    // In order of date, so that what comes after it finds the first invoice first.
                    var after = result.FindIndex(d => d.IssueDate > day);
                    result.Insert(after < 0 ? result.Count : after, Alone(charge, day, facts, policy));
                }
            }
            else if (alone is { } later && !(next <= later))
            {
                next = later;
            }
        }
        return (result, next);
    }

    /// <summary>The day of an invoice of its own: asked for, or no other invoice will come since the account is closed.</summary>
    private static DateOnly? AloneOn(PendingCharge charge, BillingFacts facts) =>
        charge.IsBilledAlone ? charge.ChargedOn
        : facts.ClosedOn is not { } closed ? null
        : charge.ChargedOn > closed ? charge.ChargedOn : closed;

    /// <summary>The first invoice on its day or later; what lowers an amount waits for one that stays at zero or above.</summary>
    private static int? Carrier(List<InvoiceDraft> drafts, PendingCharge charge, BillingFacts facts, BillingPolicy policy)
    {
        for (var i = 0; i < drafts.Count; i++)
        {
            if (drafts[i].Kind != InvoiceKind.CreditNote && drafts[i].IssueDate >= charge.ChargedOn
                && (charge.Amount.IsPositive || !With(drafts[i], charge, facts, policy).Total.IsNegative))
            {
                return i;
            }
        }
        return null;
    }

    private static InvoiceDraft With(InvoiceDraft draft, PendingCharge charge, BillingFacts facts, BillingPolicy policy) =>
        draft with { Lines = [.. draft.Lines, ChargeLines.Once(charge, TaxOn(draft.IssueDate, facts, policy), draft.IssueDate, policy.Rounding)] };

    /// <summary>A charge on an invoice of its own, or on a credit note where it gives.</summary>
    public static InvoiceDraft Alone(PendingCharge charge, DateOnly on, BillingFacts facts, BillingPolicy policy)
    {
        var dates = InvoiceDates.After(on, policy.TermsOf(policy.Plans[PlanOn(on, facts)], facts));
        return new(
            facts.SubscriberId, charge.Amount.IsNegative ? InvoiceKind.CreditNote : InvoiceKind.Adjustment, new(on, on.AddDays(1)), dates.Issue, dates.Due, dates.LastDayToPay,
            [ChargeLines.Once(charge, TaxOn(on, facts, policy), on, policy.Rounding)]);
    }

    private static TaxRule TaxOn(DateOnly day, BillingFacts facts, BillingPolicy policy) => policy.Plans[PlanOn(day, facts)].Tax;

    private static long PlanOn(DateOnly day, BillingFacts facts) => facts.PlanOn(day)?.PlanId ?? facts.Plans[0].PlanId;
}
