using IspDigital.Core.Operations;

namespace IspDigital.Core.Reminders;

/// <summary>
/// Remembers that the computer's clock was set ahead while the portal ran. A reminder that went too early cannot be taken back, so for an hour such a
/// clock is not believed: one that has to be put right is put right by then.
/// </summary>
public sealed class BelievedClock(TimeProvider clock)
{
    /// <summary>A step of more than this is doubted.</summary>
    private static readonly TimeSpan s_stepMax = TimeSpan.FromHours(1);

    private static readonly TimeSpan s_doubt = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly ClockWatch _watch = new(clock);
    private long? _aheadSince;

    /// <summary>Whether the clock was set ahead less than an hour ago, and not back since.</summary>
    public bool IsAhead()
    {
        lock (_lock)
        {
            if (_watch.Jump() is { } jump && jump.Duration() > s_stepMax)
            {
                _aheadSince = jump > TimeSpan.Zero ? clock.GetTimestamp() : null;
            }
            return _aheadSince is { } since && clock.GetElapsedTime(since) < s_doubt;
        }
    }
}
