using IspDigital.Core.Billing.Rules;

namespace IspDigital.Tests.Rules.Billing;

public sealed class RunPaceTests
{
    private static readonly DateTimeOffset s_taken = new(2026, 1, 1, 4, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1000, 0, 0, null, 0, null, null)] // no batch yet
    [InlineData(1000, 250, 0, 10, 25, 25, 30)]
    [InlineData(1000, 600, 500, 10, 60, 10, 40)] // taken up at 500: only what was done since counts
    [InlineData(1000, 500, 500, 0, 50, null, null)] // taken up again, no batch yet
    [InlineData(1000, 500, 500, 10, 50, null, null)] // ten seconds in, nothing committed since
    [InlineData(1000, 250, 0, 0, 25, null, null)] // the first batch in the very second
    [InlineData(1000, 1000, 0, 20, 100, 50, 0)]
    [InlineData(1000, 1100, 0, 20, 100, 55, 0)] // somebody joined meanwhile
    [InlineData(0, 0, 0, null, 100, null, null)]
    [InlineData(1000, 250, 0, -5, 25, null, null)] // the clock was set back
    public void RunPace_FromWhatWasCommitted_SaysShareRateAndTimeLeft(
        int due, int processed, int before, int? seconds, int percent, int? perSecond, int? secondsLeft)
    {
        var pace = RunPace.Of(due, processed, before, s_taken, seconds is { } s ? s_taken.AddSeconds(s) : null);

        Assert.Equal((percent, perSecond), (pace.Percent, pace.PerSecond));
        Assert.Equal(secondsLeft is { } left ? TimeSpan.FromSeconds(left) : null, pace.Left);
    }
}
