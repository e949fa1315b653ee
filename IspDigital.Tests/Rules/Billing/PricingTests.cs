using CsCheck;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Tests.Support;

namespace IspDigital.Tests.Rules.Billing;

public sealed class PricingTests
{
    private static readonly DateRange s_january = new(new(2026, 1, 1), new(2026, 2, 1));

    [Theory]
    [InlineData(620.00, 1, 32, 620.00)] // the whole of January
    [InlineData(620.00, 21, 32, 220.00)] // 11 of 31 days
    [InlineData(500.00, 1, 2, 16.13)] // one day: 16.129…
    [InlineData(500.00, 31, 32, 16.13)]
    [InlineData(500.00, 2, 3, 16.13)] // 32.258 → 32.26, less 16.13
    [InlineData(500.00, 4, 5, 16.13)] // 64.516 → 64.52, less 48.39
    public void PriceOf_DaysOfJanuary_IsTheShareByActualDays(decimal price, int from, int to, decimal expected)
    {
        var days = new DateRange(s_january.Start.AddDays(from - 1), s_january.Start.AddDays(to - 1));

        Assert.Equal(Money.FromTaka(expected), Proration.PriceOf(Money.FromTaka(price), s_january, days, Rounding.ToPoisha));
    }

    [Theory]
    [InlineData("2025-12-31", "2026-01-10")]
    [InlineData("2026-01-10", "2026-02-02")]
    [InlineData("2026-01-10", "2026-01-10")]
    [InlineData("2026-01-10", "2026-01-09")]
    public void PriceOf_DaysThatAreNotInsideThePeriod_IsRefused(string start, string end)
    {
        var days = new DateRange(DateOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(end, System.Globalization.CultureInfo.InvariantCulture));

        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => Proration.PriceOf(Money.FromTaka(500), s_january, days, Rounding.ToPoisha));

        Assert.Equal("days", refused.ParamName);
        Assert.Contains(days.ToString(), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PriceOf_PeriodCutAnywhere_PartsSumToTheWhole() =>
        Gen.Select(Gen.Long[0, 100_000_000], Gen.Int[1, 366], Gen.Int[1, 365].Array[0, 6], AnyOf.These(Rounding.ToPoisha, Rounding.ToTaka)).Holds((minor, length, cuts, rounding) =>
        {
            var period = new DateRange(new(2026, 1, 1), new DateOnly(2026, 1, 1).AddDays(length));
            int[] edges = [.. cuts.Where(c => c < length).Append(0).Append(length).Distinct().Order()];
            var parts = edges.Zip(edges.Skip(1))
                .Select(e => Proration.PriceOf(new Money(minor), period, new(period.Start.AddDays(e.First), period.Start.AddDays(e.Second)), rounding));
            return parts.Sum() == rounding.Round(minor);
        }, cases: 20_000);

    [Theory]
    [InlineData(TaxMode.Exclusive, 500.00, 500, 500.00, 25.00)]
    [InlineData(TaxMode.Inclusive, 525.00, 500, 500.00, 25.00)]
    [InlineData(TaxMode.Inclusive, 500.00, 500, 476.19, 23.81)]
    [InlineData(TaxMode.Exclusive, 0.10, 500, 0.10, 0.01)] // 0.5 poisha rounds away from zero
    [InlineData(TaxMode.Exclusive, 500.00, 0, 500.00, 0.00)]
    public void Split_ByTaxMode_PartsNetAndTax(TaxMode mode, decimal amount, int basisPoints, decimal net, decimal tax) =>
        Assert.Equal((Money.FromTaka(net), Money.FromTaka(tax)), new TaxRule(mode, []).Split(Money.FromTaka(amount), basisPoints, Rounding.ToPoisha));

    [Fact]
    public void Split_Inclusive_NetAndTaxSumToTheAmount() =>
        Gen.Select(Gen.Long[0, 1_000_000_000], Gen.Int[0, 5_000]).Holds((minor, rate) =>
        {
            var (net, tax) = new TaxRule(TaxMode.Inclusive, []).Split(new Money(minor), rate, Rounding.ToPoisha);
            return net + tax == new Money(minor) && !tax.IsNegative;
        });

    [Fact]
    public void RateOn_DutyThatCameAndWent_HoldsForItsDaysOnly()
    {
        var tax = new TaxRule(TaxMode.Exclusive, [new(new(2020, 1, 1), 500), new(new(2025, 1, 9), 1550), new(new(2025, 1, 22), 500)]);

        Assert.Equal([0, 500, 1550, 1550, 500], new[] { "2019-12-31", "2025-01-08", "2025-01-09", "2025-01-21", "2025-01-22" }
            .Select(d => tax.RateOn(DateOnly.Parse(d, System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData(BillingTiming.Advance, 0, "2026-03-01", "2026-03-08", "2026-03-11")]
    [InlineData(BillingTiming.Advance, 5, "2026-02-24", "2026-03-03", "2026-03-06")]
    [InlineData(BillingTiming.Advance, 60, "2026-01-20", "2026-01-27", "2026-01-30")] // never before activation
    [InlineData(BillingTiming.Arrears, 5, "2026-04-01", "2026-04-08", "2026-04-11")]
    public void InvoiceDates_OfMarch_FollowFromThePeriod(BillingTiming timing, int leadDays, string issue, string due, string last)
    {
        var terms = new BillingTerms(timing, BillingCycle.Monthly, null, leadDays, 7, 3);

        var dates = InvoiceDates.Of(terms, new(new(2026, 3, 1), new(2026, 4, 1)), new(2026, 4, 1), new(2026, 1, 20));

        Assert.Equal((issue, due, last), (Text(dates.Issue), Text(dates.Due), Text(dates.LastDayToPay)));
    }

    [Fact]
    public void EffectiveTerms_NearestThatSaysSomething_Wins()
    {
        var operatorTerms = new BillingTerms(BillingTiming.Advance, BillingCycle.Monthly, 1, 0, 7, 3);

        var terms = EffectiveTerms.Of(operatorTerms, new() { DueDays = 5, IsAnniversary = true }, new() { GraceDays = 10, DueDays = 2 });

        Assert.Equal(new BillingTerms(BillingTiming.Advance, BillingCycle.Monthly, null, 0, 2, 10), terms.Terms);
        Assert.Equal(
            (TermsOrigin.Operator, TermsOrigin.Plan, TermsOrigin.Subscriber, TermsOrigin.Subscriber),
            (terms.Timing, terms.AlignDay, terms.DueDays, terms.GraceDays));
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
