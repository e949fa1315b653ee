namespace IspDigital.Core.Billing.Rules;

/// <summary>What a calculation found for one subscriber.</summary>
/// <param name="Drafts">Invoices to issue, in order; empty when there is a problem.</param>
/// <param name="SettledUntil">Every day before this one needs no further look while the facts stay as they are.</param>
/// <param name="NextIssueOn">The day on which the next invoice will be due to be issued; null when none is in sight (closed, open pause).</param>
/// <param name="Problem">Why the subscriber cannot be billed, or null.</param>
public sealed record Calculated(
    IReadOnlyList<InvoiceDraft> Drafts, DateOnly SettledUntil, DateOnly? NextIssueOn, BillingProblem? Problem = null);

/// <summary>
/// What is to be invoiced: everything started and not yet invoiced, corrections of what is, and what is charged once; each with its own
/// dates, however long ago it began. A function of the facts, not of the day on which it is asked: asked every day or once in a year, it
/// gives the same invoices. Pure; preview, issue and forecast are this one calculation.
/// </summary>
public static class InvoiceCalculator
{
    /// <summary>So many missing periods of one subscriber are taken for a wrong date.</summary>
    public const int PeriodsMax = 2_000;

    /// <summary>Everything whose issue date is not after <paramref name="upTo"/>.</summary>
    public static Calculated Calculate(BillingFacts facts, DateOnly upTo, BillingPolicy policy)
    {
        var recurring = new RecurringInvoices(facts, upTo, policy).Draft();
        if (recurring.Problem is not null)
        {
            return recurring;
        }
        var corrected = ServiceCorrections.Of(facts, policy, recurring.Drafts, upTo);
        if (corrected.Problem is { } problem)
        {
            return new([], recurring.SettledUntil, null, problem);
        }
        IReadOnlyList<InvoiceDraft> service = corrected.Drafts.Count == 0
            ? recurring.Drafts : [.. recurring.Drafts.Concat(corrected.Drafts).OrderBy(d => d.IssueDate)];
        var (drafts, chargeOn) = PendingCharges.On(service, facts, upTo, policy);
        var settled = corrected.HeldFrom is { } held && held < recurring.SettledUntil ? held : recurring.SettledUntil;
        return new(drafts, settled, Earliest(recurring.NextIssueOn, Earliest(corrected.NextOn, chargeOn)));
    }

    private static DateOnly? Earliest(DateOnly? one, DateOnly? other) =>
        one is not { } a ? other : other is not { } b ? one : a < b ? a : b;
}
