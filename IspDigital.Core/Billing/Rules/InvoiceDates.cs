using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>The dates on an invoice; they follow from the days it is for, never from the day it happens to be made.</summary>
/// <param name="Issue">The invoice's date.</param>
/// <param name="Due">The day it is due.</param>
/// <param name="LastDayToPay">Due date plus grace.</param>
public readonly record struct InvoiceDates(DateOnly Issue, DateOnly Due, DateOnly LastDayToPay)
{
    /// <summary>
    /// The dates of a charge for days of a period. In advance: lead days before the first of them, never before activation.
    /// In arrears: the day after the last day of the period.
    /// </summary>
    /// <param name="terms">How the subscriber is billed.</param>
    /// <param name="charged">The days charged.</param>
    /// <param name="periodEnd">The day after the last of service in the period: its end, or the closing day inside it.</param>
    /// <param name="activatedOn">The day service began.</param>
    /// <param name="notBefore">The day on which it became known that the days are to be billed.</param>
    public static InvoiceDates Of(BillingTerms terms, DateRange charged, DateOnly periodEnd, DateOnly activatedOn, DateOnly notBefore = default)
    {
        var issue = terms.Timing switch
        {
            BillingTiming.Advance => Later(charged.Start.AddDays(-terms.LeadDays), activatedOn),
            BillingTiming.Arrears => periodEnd,
        };
        return After(Later(issue, notBefore), terms);
    }

    /// <summary>The dates of an invoice with that issue date.</summary>
    public static InvoiceDates After(DateOnly issue, BillingTerms terms)
    {
        var due = issue.AddDays(terms.DueDays);
        return new(issue, due, due.AddDays(terms.GraceDays));
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
