namespace IspDigital.Benchmarks.Simulation;

/// <summary>
/// A clock that stands until it is moved. Running time only goes on, and rings what was set on the way, in order; the wall may be wrong beside
/// it, as when a person or NTP moved it.
/// </summary>
internal sealed class SimulatedClock(DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<Alarm, (DateTimeOffset At, long Order)> _alarms = new();
    private DateTimeOffset _right = start;
    private TimeSpan _leap;
    private long _order;

    /// <summary>The time that it is.</summary>
    public DateTimeOffset Right => _right;

    /// <summary>By how much the wall is wrong.</summary>
    public TimeSpan Leap
    {
        get => _leap;
        set => (_leap, MovedAt) = (value, _right);
    }

    /// <summary>When the wall was moved last.</summary>
    public DateTimeOffset MovedAt { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Moves on; never back.</summary>
    public void GoTo(DateTimeOffset later)
    {
        if (later < _right)
        {
            throw new ArgumentOutOfRangeException(nameof(later), later, $"It is {_right} already.");
        }
        while (RingNext(later))
        {
        }
        _right = later;
    }

    /// <summary>Moves on to the next alarm up to then, and rings it. Returns whether there was one.</summary>
    public bool RingNext(DateTimeOffset upTo)
    {
        while (_alarms.TryPeek(out var alarm, out var when) && when.At <= upTo)
        {
            _alarms.Dequeue();
            if (alarm.IsSetFor(when.Order))
            {
                _right = when.At > _right ? when.At : _right;
                alarm.Ring();
                return true;
            }
        }
        return false;
    }

    public override DateTimeOffset GetUtcNow() => _right + Leap;

    public override long GetTimestamp() => _right.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    private long Set(Alarm alarm, TimeSpan after)
    {
        _alarms.Enqueue(alarm, (_right + after, ++_order));
        return _order;
    }

    private sealed class Alarm(SimulatedClock clock, Action ring) : ITimer
    {
        private long _setFor;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public bool IsSetFor(long order) => _setFor == order;

        public void Ring()
        {
            _setFor = _period > TimeSpan.Zero ? clock.Set(this, _period) : 0;
            ring();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            (_period, _setFor) = (period, dueTime >= TimeSpan.Zero ? clock.Set(this, dueTime) : 0);
            return true;
        }

        public void Dispose() => _setFor = 0;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
