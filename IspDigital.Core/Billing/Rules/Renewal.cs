using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>When something that waits for the next renewal takes effect.</summary>
public static class Renewal
{
    /// <summary>
    /// The start of the first period that begins after the day and is not invoiced: an invoice in advance with lead days may have gone out
    /// before the day, and one that goes out on the day knows of it.
    /// </summary>
    /// <param name="day">The day on which it is decided; not before activation.</param>
    /// <param name="terms">The terms that hold.</param>
    /// <param name="activatedOn">The day service began.</param>
    /// <param name="billFrom">The first billed day: for the days before it no invoice goes out.</param>
    /// <param name="invoicedUntil">The first day that no recurring invoice is for, or null before the first.</param>
    public static DateOnly After(DateOnly day, BillingTerms terms, DateOnly activatedOn, DateOnly billFrom, DateOnly? invoicedUntil)
    {
        var periods = BillingPeriods.For(terms, activatedOn);
        var period = periods.Containing(periods.Containing(day).End);
        while (period.Start < invoicedUntil || WentOutBefore(period))
        {
            period = periods.Containing(period.End);
        }
        return period.Start;

        bool WentOutBefore(DateRange period)
        {
            var first = period.Start > billFrom ? period.Start : billFrom;
            return InvoiceDates.Of(terms, new(first, first.AddDays(1)), period.End, activatedOn).Issue < day;
        }
    }
}
