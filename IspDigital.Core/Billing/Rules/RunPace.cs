namespace IspDigital.Core.Billing.Rules;

/// <summary>How far a run is, how fast, and how long it will take; from what it committed, so that every screen and process says the same.</summary>
/// <param name="Percent">Share done, 0 to 100.</param>
/// <param name="PerSecond">Subscribers a second since it was taken up last; null before its first batch.</param>
/// <param name="Left">Time left at that rate; null where it cannot be said.</param>
public readonly record struct RunPace(decimal Percent, decimal? PerSecond, TimeSpan? Left)
{
    /// <summary>From what was due, what is done, and when. Hours that the run waited or was paused do not count.</summary>
    /// <param name="due">Subscribers due when it began.</param>
    /// <param name="processed">Subscribers looked at.</param>
    /// <param name="processedBefore">Of those, before it was taken up last.</param>
    /// <param name="takenAt">When it was taken up last; null before that.</param>
    /// <param name="progressAt">When its last batch was committed; null before the first.</param>
    public static RunPace Of(int due, int processed, int processedBefore, DateTimeOffset? takenAt, DateTimeOffset? progressAt)
    {
        var percent = due <= 0 ? 100 : Math.Min(100, 100m * processed / due);
        var ticks = (progressAt - takenAt)?.Ticks ?? 0;
        var done = processed - processedBefore;
        if (ticks <= 0 || done <= 0)
        {
            return new(percent, null, null);
        }
        var left = (decimal)ticks * Math.Max(0, due - processed) / done;
        return new(percent, (decimal)done * TimeSpan.TicksPerSecond / ticks, TimeSpan.FromTicks(decimal.ToInt64(left)));
    }
}
