using IspDigital.Core.Messaging.Rules;
using IspDigital.Core.Operations;

namespace IspDigital.Tests.Rules.Messaging;

public sealed class QuietHoursTests
{
    private static readonly QuietHours s_default = new(new TimeOnly(9, 0), new TimeOnly(20, 0));

    // Dhaka is six hours ahead: 18:00 UTC is midnight there.
    [Theory]
    [InlineData("2026-01-05T03:00", "2026-01-05T03:00")] // 09:00 sharp
    [InlineData("2026-01-05T13:59", "2026-01-05T13:59")] // 19:59
    [InlineData("2026-01-05T14:00", "2026-01-06T03:00")] // 20:00: the next morning
    [InlineData("2026-01-05T17:59", "2026-01-06T03:00")] // 23:59 on the 5th
    [InlineData("2026-01-05T18:00", "2026-01-06T03:00")] // 00:00 on the 6th: the same morning
    [InlineData("2026-01-06T02:59", "2026-01-06T03:00")] // 08:59
    [InlineData("2025-12-31T18:30", "2026-01-01T03:00")] // half past midnight of New Year
    public void NextOpening_AroundMidnightInDhaka_IsTheNextMorning(string utcNow, string utcOpening)
    {
        var now = DateTimeOffset.Parse(utcNow + "Z", System.Globalization.CultureInfo.InvariantCulture);

        var opening = s_default.NextOpening(BusinessDay.At(now, "Asia/Dhaka"));

        Assert.Equal(DateTimeOffset.Parse(utcOpening + "Z", System.Globalization.CultureInfo.InvariantCulture), opening);
    }

    [Fact]
    public void AreOn_WithEqualHours_IsNever() =>
        Assert.False(new QuietHours(new TimeOnly(9, 0), new TimeOnly(9, 0)).AreOn(BusinessDay.At(new DateTimeOffset(2026, 1, 5, 20, 0, 0, TimeSpan.Zero), "Asia/Dhaka")));

    [Theory]
    [InlineData(1, 24, 36)]
    [InlineData(2, 48, 72)]
    [InlineData(8, 1440, 2160)]
    [InlineData(13, 1440, 2160)]
    public void RetryPause_AfterTries_DoublesUpToHalfAnHour(int attempts, int leastSeconds, int mostSeconds)
    {
        Assert.Equal(leastSeconds, RetrySchedule.PauseAfter(attempts, 0).TotalSeconds, 3);
        Assert.InRange(RetrySchedule.PauseAfter(attempts, RetrySchedule.SpreadBelow - 1).TotalSeconds, leastSeconds, mostSeconds);
    }
}
