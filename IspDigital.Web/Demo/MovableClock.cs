namespace IspDigital.Web.Demo;

/// <summary>
/// The clock of a demo: the system's, moved forward by a person. Its monotonic reading moves with it, so that a move
/// looks like time that passed, not like a clock that jumped. Timers keep the system's pace. Never used in production.
/// </summary>
public sealed class MovableClock : TimeProvider
{
    private long _offsetTicks;

    /// <summary>Starts at an instant.</summary>
    public MovableClock(DateTimeOffset start) => MoveTo(start);

    /// <summary>Moves forward to an instant.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies in this clock's past.</exception>
    public void MoveTo(DateTimeOffset instant)
    {
        var offset = (instant - System.GetUtcNow()).Ticks;
        if (_started && offset < Interlocked.Read(ref _offsetTicks))
        {
            throw new ArgumentOutOfRangeException(nameof(instant), instant, "The clock of a demo only moves forward.");
        }
        _started = true;
        Interlocked.Exchange(ref _offsetTicks, offset);
    }

    private bool _started;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _offsetTicks));

    /// <inheritdoc/>
    public override long GetTimestamp() =>
        System.GetTimestamp() + (long)(Interlocked.Read(ref _offsetTicks) * ((double)TimestampFrequency / TimeSpan.TicksPerSecond));
}
