namespace IspDigital.Simulators.RouterOs;

/// <summary>A fault that waits for its command.</summary>
public sealed class ArmedFault
{
    private int _left;
    private int _struck;

    internal ArmedFault(string path, RouterFault fault, int times)
    {
        Path = path;
        Fault = fault;
        _left = times;
    }

    /// <summary>The command path; a <c>*</c> at its end stands for anything.</summary>
    public string Path { get; }

    public RouterFault Fault { get; }

    /// <summary>How often it will still strike.</summary>
    public int Left => Volatile.Read(ref _left);

    /// <summary>How often it has struck.</summary>
    public int Struck => Volatile.Read(ref _struck);

    internal bool Matches(string path) => Path.EndsWith('*')
        ? path.StartsWith(Path[..^1], StringComparison.Ordinal)
        : path == Path;

    internal void Strike()
    {
        Interlocked.Decrement(ref _left);
        Interlocked.Increment(ref _struck);
    }
}

/// <summary>What goes wrong, on demand. Safe to change while the router runs.</summary>
public sealed class RouterFaults
{
    private readonly Lock _gate = new();
    private readonly List<ArmedFault> _armed = [];
    private readonly TimeProvider _time;
    private readonly ChangeSignal _signal;
    private TimeSpan _latency;
    private (int Budget, TimeSpan Spacing, TimeSpan RecoversAfter)? _knee;
    private int _spent;
    private int _held;
    private DateTimeOffset _lastCommand;
    private DateTimeOffset _nextSlot;

    internal RouterFaults(TimeProvider time, ChangeSignal signal, TimeSpan latency)
    {
        _time = time;
        _signal = signal;
        _latency = latency;
    }

    /// <summary>Every sign-in is refused as if the password were wrong.</summary>
    public bool RefuseLogins { get; set; }

    /// <summary>Connections are accepted and never answered: neither what is open nor what comes.</summary>
    public bool BlackHole { get; set; }

    /// <summary>Every new connection is closed as soon as it was accepted, as for a source that is not allowed.</summary>
    public bool CloseOnAccept { get; set; }

    /// <summary>Replies go out in writes of at most so many bytes; 1 shows whether a client joins what TCP splits.</summary>
    public int? WriteSize { get; set; }

    /// <summary>How many commands are held up at this moment, by latency or by a fault.</summary>
    public int Held => Volatile.Read(ref _held);

    /// <summary>Every command waits that long before it is carried out.</summary>
    public TimeSpan Latency
    {
        get
        {
            lock (_gate)
            {
                return _latency;
            }
        }

        set
        {
            lock (_gate)
            {
                _latency = value;
            }
        }
    }

    /// <summary>The next commands with that path (a <c>*</c> at the end stands for anything) meet the fault.</summary>
    public ArmedFault OnNext(string path, RouterFault fault, int times = 1)
    {
        var armed = new ArmedFault(path, fault, times);
        lock (_gate)
        {
            _armed.Add(armed);
        }

        return armed;
    }

    /// <summary>After so many commands, over all connections, one command in each spacing; well again after that long without any.</summary>
    public void ThroughputKnee(int budget, TimeSpan spacing, TimeSpan recoversAfter)
    {
        lock (_gate)
        {
            _knee = (budget, spacing, recoversAfter);
            _spent = 0;
        }
    }

    /// <summary>All is well again.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _armed.Clear();
            _knee = null;
            _latency = TimeSpan.Zero;
        }

        RefuseLogins = BlackHole = CloseOnAccept = false;
        WriteSize = null;
    }

    internal RouterFault? Take(string path)
    {
        lock (_gate)
        {
            var armed = _armed.Find(each => each.Matches(path));
            if (armed is null)
            {
                return null;
            }

            armed.Strike();
            if (armed.Left <= 0)
            {
                _armed.Remove(armed);
            }

            return armed.Fault;
        }
    }

    /// <summary>Holds a command up; who waits for <see cref="Held"/> sees it once the clock will release it.</summary>
    internal async Task Hold(TimeSpan time, CancellationToken stopped)
    {
        var release = Task.Delay(time, _time, stopped);
        Interlocked.Increment(ref _held);
        _signal.Raise();
        try
        {
            await release;
        }
        finally
        {
            Interlocked.Decrement(ref _held);
        }
    }

    /// <summary>How long the next command has to wait before it is carried out.</summary>
    internal TimeSpan Wait()
    {
        lock (_gate)
        {
            if (_knee is not { } knee)
            {
                return _latency;
            }

            var now = _time.GetUtcNow();
            if (now - _lastCommand >= knee.RecoversAfter)
            {
                _spent = 0;
            }

            _lastCommand = now;
            if (++_spent <= knee.Budget)
            {
                return _latency;
            }

            _nextSlot = (_nextSlot > now ? _nextSlot : now) + knee.Spacing;
            return _latency + (_nextSlot - now);
        }
    }
}
