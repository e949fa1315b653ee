namespace IspDigital.Benchmarks.Simulation;

/// <summary>A clock that stands until it is moved; running time moves with it.</summary>
internal sealed class SimulatedClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Moves on; never back.</summary>
    public void GoTo(DateTimeOffset later) => _now = later > _now ? later : throw new ArgumentOutOfRangeException(nameof(later), later, $"It is {_now} already.");

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.Ticks;
}
