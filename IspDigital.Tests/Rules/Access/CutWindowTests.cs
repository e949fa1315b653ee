using IspDigital.Core.Access;
using IspDigital.Core.Access.Rules;
using IspDigital.Core.Operations;

namespace IspDigital.Tests.Rules.Access;

public sealed class CutWindowTests
{
    private static readonly CutWindow s_default = new AccessSettings { Holidays = [new DateOnly(2026, 1, 4)] }.Window;

    [Theory]
    [InlineData("2026-01-01T09:59", false)]
    [InlineData("2026-01-01T10:00", true)]
    [InlineData("2026-01-01T16:59", true)]
    [InlineData("2026-01-01T17:00", false)]
    [InlineData("2026-01-02T12:00", false)] // Friday
    [InlineData("2026-01-04T12:00", false)] // holiday
    public void Window_ByDayAndHour_OpensInDhaka(string dhaka, bool open) => Assert.Equal(open, s_default.IsOpen(At(dhaka)));

    [Theory]
    [InlineData("2026-01-01T08:00", "2026-01-01")]
    [InlineData("2026-01-01T16:59", "2026-01-01")]
    [InlineData("2026-01-01T17:00", "2026-01-03")] // Thursday evening: Friday is spared
    [InlineData("2026-01-03T18:00", "2026-01-05")] // Saturday evening: Sunday is a holiday
    public void NextCutDay_FromAnyHour_IsTheDayWhoseListStands(string dhaka, string day) =>
        Assert.Equal(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), s_default.NextCutDay(At(dhaka)));

    [Fact]
    public void NextCutDay_EveryWeekdaySpared_IsNever() =>
        Assert.Null((s_default with { SparedWeekdays = Enum.GetValues<DayOfWeek>() }).NextCutDay(At("2026-01-01T08:00")));

    [Theory]
    [InlineData(0, 0, 0, "")]
    [InlineData(10, 0, 30, "")] // ten are always let through
    [InlineData(11, 0, 30, "TooMany")]
    [InlineData(100, 0, 1000, "")]
    [InlineData(101, 0, 1000, "TooMany")]
    [InlineData(50, 51, 1000, "TooMany")] // with those of the last 24 hours
    public void Brake_ByNumber_HoldsOverTenOrTenPercent(int planned, int made, int active, string reasons) =>
        Assert.Equal(reasons, string.Join(',', new CutBrake(10, 10).Check(new BrakeFacts(planned, made, active, 0, null))));

    [Fact]
    public void Brake_AlarmOrUndoneBefore_HoldsHoweverFew()
    {
        Assert.Equal([BrakeReason.PortalWasDown], new CutBrake(10, 10).Check(new BrakeFacts(1, 0, 1000, 0, BrakeReason.PortalWasDown)));
        Assert.Equal([BrakeReason.UndoneBefore], new CutBrake(10, 10).Check(new BrakeFacts(1, 0, 1000, 1, null)));
    }

    [Fact]
    public void Backoff_Failures_DoublesToItsLongestWithJitterInTheUpperHalf()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], Enumerable.Range(1, 8).Select(n => backoff.After(n, 0).TotalSeconds));
        Assert.InRange(backoff.After(3, 99).TotalSeconds, 2, 4);
        Assert.Equal(60, backoff.After(int.MaxValue, 0).TotalSeconds);
    }

    private static BusinessDay At(string dhaka)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Dhaka");
        var local = DateTime.Parse(dhaka, System.Globalization.CultureInfo.InvariantCulture);
        return new BusinessDay(new DateTimeOffset(local, zone.GetUtcOffset(local)), zone);
    }
}
