namespace IspDigital.Benchmarks;

/// <summary>
/// How far the process grows above what it holds when it is idle: what is no longer used is given back first, then the working set is read
/// fifty times a second.
/// </summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly long _idle;
    private readonly Timer _reading;
    private long _peak;

    /// <summary>Begins: the process is idle now.</summary>
    public PeakMemory()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _peak = _idle = Environment.WorkingSet;
        _reading = new(_ => Read(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(20));
    }

    /// <summary>Bytes above idle at the highest reading so far.</summary>
    public long GrownBytes
    {
        get
        {
            Read();
            return _peak - _idle;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private void Read()
    {
        var now = Environment.WorkingSet;
        for (var peak = Volatile.Read(ref _peak); now > peak; peak = Volatile.Read(ref _peak))
        {
            Interlocked.CompareExchange(ref _peak, now, peak);
        }
    }
}
