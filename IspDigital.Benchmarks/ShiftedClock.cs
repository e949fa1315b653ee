namespace IspDigital.Benchmarks;

/// <summary>The system's clock, moved so that it shows a given time now. Moved on, it is as if the time between had passed.</summary>
internal sealed class ShiftedClock(DateTimeOffset now) : TimeProvider
{
    private TimeSpan _shift = now - System.GetUtcNow();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void GoTo(DateTimeOffset later) => _shift = later - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;

    public override long GetTimestamp() => (System.GetElapsedTime(0) + _shift).Ticks;
}
