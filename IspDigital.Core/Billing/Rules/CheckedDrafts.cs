namespace IspDigital.Core.Billing.Rules;

/// <summary>The drafts of a calculation, looked at by bounds that know nothing of how they were made: what a run issues and nothing else.</summary>
public static class CheckedDrafts
{
    /// <summary>What the calculation found, or what cannot be right about it.</summary>
    /// <param name="calculation">How drafts are made.</param>
    /// <param name="facts">The subscriber.</param>
    /// <param name="upTo">Issue dates through this day.</param>
    /// <param name="policy">The operator.</param>
    public static Calculated Of(InvoiceCalculation calculation, BillingFacts facts, DateOnly upTo, BillingPolicy policy)
    {
        var calculated = calculation(facts, upTo, policy);
        var wrong = InvoiceBounds.Check(calculated.Drafts, facts, policy) ?? PlausibleDrafts.Check(calculated.Drafts, facts, upTo, policy);
        return wrong is null ? calculated : new([], calculated.SettledUntil, null, wrong);
    }
}
