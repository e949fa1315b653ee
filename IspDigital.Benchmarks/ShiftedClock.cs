namespace IspDigital.Benchmarks;

/// <summary>
/// The system's clock, moved so that it shows a given time now; it runs on from there, or stands. Moved on, it is as if the time between had
/// passed.
/// </summary>
internal sealed class ShiftedClock(DateTimeOffset now) : TimeProvider
{
    private TimeSpan _shift = now - System.GetUtcNow();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    private (DateTimeOffset Time, long Stamp)? _still;

    /// <summary>Shows that time now, and runs on.</summary>
    public void GoTo(DateTimeOffset later) => (_shift, _still) = (later - System.GetUtcNow(), null);

    /// <summary>Shows that time until it is moved again, however long the machine takes.</summary>
    public void StandAt(DateTimeOffset later)
    {
        GoTo(later);
        _still = (later, GetTimestamp());
    }

    public override DateTimeOffset GetUtcNow() => _still?.Time ?? System.GetUtcNow() + _shift;

    public override long GetTimestamp() => _still?.Stamp ?? (System.GetElapsedTime(0) + _shift).Ticks;
}
