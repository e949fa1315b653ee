using CsCheck;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Tests.Support;

namespace IspDigital.Tests.Rules.Billing;

public sealed class BillingPeriodsTests
{
    private static readonly Gen<BillingCycle> s_cycle = Gen.OneOf(
        AnyOf.These(1, 2, 3, 6, 12).Select(n => new BillingCycle(CycleUnit.Month, n)),
        Gen.Int[1, 60].Select(n => new BillingCycle(CycleUnit.Day, n)));

    private static readonly Gen<DateOnly> s_day = Gen.Int[0, 8000].Select(n => new DateOnly(2015, 1, 1).AddDays(n));

    [Theory]
    // The 31st returns after a short month, in a leap year and not.
    [InlineData("2026-01-31", null, 1, "2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31")]
    [InlineData("2024-01-31", null, 1, "2024-01-31 2024-02-29 2024-03-31 2024-04-30 2024-05-31")]
    [InlineData("2024-02-29", null, 12, "2024-02-29 2025-02-28 2026-02-28 2027-02-28 2028-02-29")]
    [InlineData("2025-11-30", null, 3, "2025-11-30 2026-02-28 2026-05-30 2026-08-30 2026-11-30")]
    // Aligned: what lies before the first aligned day is the tail of a period.
    [InlineData("2026-01-21", 1, 1, "2026-01-01 2026-02-01 2026-03-01 2026-04-01 2026-05-01")]
    [InlineData("2026-02-01", 1, 1, "2026-02-01 2026-03-01 2026-04-01 2026-05-01 2026-06-01")]
    [InlineData("2026-02-10", 31, 1, "2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31")]
    [InlineData("2026-02-28", 31, 1, "2026-02-28 2026-03-31 2026-04-30 2026-05-31 2026-06-30")]
    [InlineData("2026-02-01", 1, 3, "2026-02-01 2026-05-01 2026-08-01 2026-11-01 2027-02-01")] // activated on the aligned day: quarters from then
    [InlineData("2026-02-10", 15, 3, "2025-11-15 2026-02-15 2026-05-15 2026-08-15 2026-11-15")]
    public void Periods_OfMonths_StartOnTheAnchorsDay(string activated, int? alignDay, int months, string expected)
    {
        var periods = For(DateOnly.Parse(activated, System.Globalization.CultureInfo.InvariantCulture), alignDay, new(CycleUnit.Month, months));
        var first = periods.Containing(DateOnly.Parse(activated, System.Globalization.CultureInfo.InvariantCulture));

        List<DateOnly> starts = [first.Start];
        while (starts.Count < 5)
        {
            starts.Add(periods.Containing(starts[^1]).End);
        }

        Assert.Equal(expected, string.Join(' ', starts.Select(s => s.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Periods_Weekly_CountDaysFromTheAnchor()
    {
        var periods = For(new DateOnly(2026, 1, 1), null, new(CycleUnit.Day, 7));

        Assert.Equal(new DateRange(new(2026, 2, 26), new(2026, 3, 5)), periods.Containing(new DateOnly(2026, 3, 1)));
    }

    [Fact]
    public void Periods_AnyCycleAndAnchor_HaveNeitherGapNorOverlap() =>
        Gen.Select(s_day, Gen.OneOf(Gen.Const((int?)null), Gen.Int[1, 31].Select(d => (int?)d)), s_cycle, Gen.Int[-24, 60]).Holds((activated, align, cycle, index) =>
        {
            var periods = For(activated, align, cycle);
            var period = periods.Period(index);
            return period.End == periods.Period(index + 1).Start && period.Days > 0 && periods.Containing(period.Start) == period && periods.Containing(period.LastDay) == period;
        });

    /// <summary>An oracle that shares nothing with the code: the day-by-day calendar.</summary>
    [Fact]
    public void Periods_Monthly_AgreeWithACalendarWalkedDayByDay() =>
        Gen.Select(s_day, Gen.Int[1, 31]).Holds((activated, align) =>
        {
            var starts = new List<DateOnly>();
            for (var day = activated; starts.Count < 30; day = day.AddDays(1))
            {
                var isLastOfMonth = day.AddDays(1).Day == 1;
                if (day.Day == align || (isLastOfMonth && day.Day < align))
                {
                    starts.Add(day);
                }
            }
            var periods = For(activated, align, BillingCycle.Monthly);
            return starts.Select((start, k) => periods.StartOf(k) == start).All(same => same);
        }, cases: 500);

    private static BillingPeriods For(DateOnly activated, int? alignDay, BillingCycle cycle) =>
        BillingPeriods.For(new BillingTerms(BillingTiming.Advance, cycle, alignDay, 0, 7, 3), activated);
}
