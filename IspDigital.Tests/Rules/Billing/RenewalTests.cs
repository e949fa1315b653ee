using IspDigital.Core.Billing.Rules;
using static IspDigital.Tests.Rules.Billing.BillingCase;

namespace IspDigital.Tests.Rules.Billing;

/// <summary>When what waits for the next renewal takes effect: monthly from 1 January.</summary>
public sealed class RenewalTests
{
    [Theory]
    [InlineData("2026-01-10", 0, null, "2026-02-01")]
    [InlineData("2026-01-01", 0, null, "2026-02-01")]
    [InlineData("2026-01-31", 0, null, "2026-02-01")]
    [InlineData("2026-01-27", 5, null, "2026-02-01")] // the invoice of that very day knows of it
    [InlineData("2026-01-28", 5, null, "2026-03-01")] // the next period's invoice went out the day before
    [InlineData("2026-01-10", 0, "2026-02-01", "2026-02-01")]
    [InlineData("2026-01-10", 0, "2026-02-02", "2026-03-01")] // a day of February is invoiced: March
    [InlineData("2026-01-10", 0, "2026-04-01", "2026-04-01")]
    public void Renewal_AfterADay_IsTheFirstPeriodThatIsNotInvoiced(string day, int leadDays, string? invoicedUntil, string renewal) =>
        Assert.Equal(Day(renewal), Renewal.After(Day(day), Terms with { LeadDays = leadDays }, Day("2026-01-01"), Day("2026-01-01"), invoicedUntil is null ? null : Day(invoicedUntil)));

    [Theory]
    [InlineData("2026-01-28", "2026-02-02", "2026-02-01")] // the first invoice ever goes out on that very day, for a part of February
    [InlineData("2026-01-29", "2026-02-02", "2026-03-01")]
    [InlineData("2026-01-28", "2026-03-01", "2026-02-01")] // nothing of February is billed, so nothing went out
    [InlineData("2026-01-28", "2026-02-01", "2026-03-01")]
    public void Renewal_BeforeBillingBegins_LooksAtTheInvoiceThatGoesOut(string day, string billFrom, string renewal) =>
        Assert.Equal(Day(renewal), Renewal.After(Day(day), Terms with { LeadDays = 5 }, Day("2026-01-01"), Day(billFrom), null));
}
