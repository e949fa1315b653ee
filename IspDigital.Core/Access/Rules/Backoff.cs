namespace IspDigital.Core.Access.Rules;

/// <summary>How long to wait before the next try: doubling from the first to the longest, with jitter so that not everybody knocks at once.</summary>
/// <param name="First">After the first failure.</param>
/// <param name="Longest">Never longer.</param>
public readonly record struct Backoff(TimeSpan First, TimeSpan Longest)
{
    /// <summary>The wait after that many failures in a row.</summary>
    /// <param name="failures">From 1.</param>
    /// <param name="jitterPercent">0 to 99: how much of the upper half of the wait is taken off.</param>
    public TimeSpan After(int failures, int jitterPercent)
    {
        var doublings = Math.Clamp(failures - 1, 0, 30);
        var ticks = Math.Min((double)Longest.Ticks, First.Ticks * Math.Pow(2, doublings));
        return TimeSpan.FromTicks((long)(ticks * (1 - (jitterPercent / 200.0))));
    }
}
