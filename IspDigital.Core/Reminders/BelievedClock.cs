using IspDigital.Core.Operations;

namespace IspDigital.Core.Reminders;

/// <summary>
/// Remembers by how much the computer's clock was moved while the portal ran. A reminder that went too early cannot be taken back, so a clock that was
/// set ahead is not believed for an hour: one that has to be put right is put right by then. One that was behind for minutes and is right again is not ahead.
/// </summary>
public sealed class BelievedClock(TimeProvider clock)
{
    /// <summary>A step of more than this is doubted.</summary>
    private static readonly TimeSpan s_stepMax = TimeSpan.FromHours(1);

    private static readonly TimeSpan s_doubt = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly ClockWatch _watch = new(clock);
    private TimeSpan _moved;
    private long _movedAt;

    /// <summary>Whether the clock is ahead of where it would be had it not been moved within the last hour.</summary>
    public bool IsAhead()
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            if (_moved != TimeSpan.Zero && clock.GetElapsedTime(_movedAt, now) >= s_doubt)
            {
                _moved = TimeSpan.Zero;
            }
            if (_watch.Jump() is { } jump)
            {
                (_moved, _movedAt) = (_moved + jump, now);
            }
            return _moved > s_stepMax;
        }
    }
}
