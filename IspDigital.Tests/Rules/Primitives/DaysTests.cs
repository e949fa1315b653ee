using IspDigital.Core.Primitives;

namespace IspDigital.Tests.Rules.Primitives;

/// <summary>Ranges of days and cycles of months or days.</summary>
public sealed class DaysTests
{
    private static readonly DateRange s_january = new(new(2026, 1, 1), new(2026, 2, 1));

    [Fact]
    public void Range_OfAMonth_HoldsItsFirstAndLastDayAndNoOther()
    {
        Assert.Equal((31, false, new DateOnly(2026, 1, 31)), (s_january.Days, s_january.IsEmpty, s_january.LastDay));
        Assert.Equal(
            [false, true, true, false],
            new DateOnly[] { new(2025, 12, 31), new(2026, 1, 1), new(2026, 1, 31), new(2026, 2, 1) }.Select(s_january.Contains));
    }

    [Theory]
    [InlineData(10, 11, 1, false)]
    [InlineData(10, 10, 0, true)]
    [InlineData(10, 5, 0, true)] // the other way round is nothing, not less than nothing
    public void Range_WithoutADay_IsEmptyAndHasNone(int start, int end, int days, bool isEmpty)
    {
        var range = new DateRange(new(2026, 1, start), new(2026, 1, end));

        Assert.Equal((days, isEmpty), (range.Days, range.IsEmpty));
    }

    [Theory]
    [InlineData("2026-01-10", "2026-02-10", "2026-01-10", "2026-02-01")]
    [InlineData("2025-12-10", "2026-01-10", "2026-01-01", "2026-01-10")]
    [InlineData("2026-01-10", "2026-01-20", "2026-01-10", "2026-01-20")]
    [InlineData("2025-12-01", "2026-03-01", "2026-01-01", "2026-02-01")]
    public void Intersect_WithJanuary_IsTheDaysThatBothHave(string start, string end, string from, string to)
    {
        var other = new DateRange(Day(start), Day(end));

        Assert.Equal(new DateRange(Day(from), Day(to)), s_january.Intersect(other));
        Assert.Equal(new DateRange(Day(from), Day(to)), other.Intersect(s_january));
        Assert.True(s_january.Intersect(new(Day("2026-02-01"), Day("2026-03-01"))).IsEmpty);
    }

    [Theory]
    [InlineData(CycleUnit.Month, 1, "2026-01-31", 1, "2026-02-28")]
    [InlineData(CycleUnit.Month, 1, "2026-01-31", 2, "2026-03-31")] // from the anchor, not from February
    [InlineData(CycleUnit.Month, 3, "2026-01-31", 1, "2026-04-30")]
    [InlineData(CycleUnit.Month, 12, "2024-02-29", 4, "2028-02-29")]
    [InlineData(CycleUnit.Month, 3, "2026-01-31", -1, "2025-10-31")]
    [InlineData(CycleUnit.Day, 7, "2026-01-01", 3, "2026-01-22")]
    [InlineData(CycleUnit.Day, 30, "2026-01-01", -2, "2025-11-02")]
    public void StartOf_APeriod_IsCountedFromTheAnchor(CycleUnit unit, int count, string anchor, int index, string expected) =>
        Assert.Equal(Day(expected), new BillingCycle(unit, count).StartOf(Day(anchor), index));

    [Theory]
    [InlineData(CycleUnit.Month, 1, "2026-01-31", "2026-01-31", 0)]
    [InlineData(CycleUnit.Month, 1, "2026-01-31", "2026-02-27", 0)]
    [InlineData(CycleUnit.Month, 1, "2026-01-31", "2026-02-28", 1)] // the last day of a shorter month begins the next period
    [InlineData(CycleUnit.Month, 1, "2026-01-31", "2026-03-30", 1)]
    [InlineData(CycleUnit.Month, 1, "2026-01-31", "2026-01-30", -1)]
    [InlineData(CycleUnit.Month, 3, "2026-01-15", "2027-04-14", 4)]
    [InlineData(CycleUnit.Month, 3, "2026-01-15", "2027-04-15", 5)]
    [InlineData(CycleUnit.Month, 3, "2026-01-15", "2024-12-01", -5)]
    [InlineData(CycleUnit.Day, 7, "2026-01-01", "2026-01-07", 0)]
    [InlineData(CycleUnit.Day, 7, "2026-01-01", "2026-01-08", 1)]
    [InlineData(CycleUnit.Day, 7, "2026-01-01", "2025-12-31", -1)]
    [InlineData(CycleUnit.Day, 7, "2026-01-01", "2025-12-24", -2)]
    public void IndexOf_ADay_IsThePeriodThatHoldsIt(CycleUnit unit, int count, string anchor, string day, int expected) =>
        Assert.Equal(expected, new BillingCycle(unit, count).IndexOf(Day(anchor), Day(day)));

    [Fact]
    public void StartOf_BeyondTheCalendar_IsRefusedAndNeverAnotherDay()
    {
        Assert.Throws<OverflowException>(() => new BillingCycle(CycleUnit.Month, int.MaxValue).StartOf(Day("2026-01-01"), 2));
        Assert.Throws<OverflowException>(() => new BillingCycle(CycleUnit.Day, int.MaxValue).StartOf(Day("2026-01-01"), 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => BillingCycle.Monthly.StartOf(Day("2026-01-01"), 1_000_000));
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
