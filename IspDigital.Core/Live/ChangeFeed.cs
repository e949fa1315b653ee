using System.Threading.Channels;

namespace IspDigital.Core.Live;

/// <summary>What kind of thing changed.</summary>
public enum ChangeKind
{
    /// <summary>A subscriber's own data.</summary>
    Subscriber,
    /// <summary>A plan.</summary>
    Plan,
    /// <summary>Invoices.</summary>
    Invoice,
    /// <summary>Payments.</summary>
    Payment,
    /// <summary>A billing run's progress.</summary>
    BillingRun,
    /// <summary>A subscriber's access must be decided again.</summary>
    AccessMark,
    /// <summary>Desired state, cuts, reconnections: the disconnection board.</summary>
    Access,
    /// <summary>A router's data or health.</summary>
    Router,
    /// <summary>Messages and reminders.</summary>
    Message,
    /// <summary>Settings, staff.</summary>
    Settings,
    /// <summary>The movable clock of a demo.</summary>
    Clock,
    /// <summary>A job ended a run.</summary>
    Job,
}

/// <summary>Something that was committed.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Id">Its id; null for many or for none in particular.</param>
/// <param name="SubscriberId">The subscriber it concerns, where there is one.</param>
public readonly record struct Change(ChangeKind Kind, long? Id = null, long? SubscriberId = null);

/// <summary>Tells everybody who watches what has been committed. In process; a lost message costs freshness, never truth.</summary>
public interface IChangeFeed
{
    /// <summary>Raised by each publication, before anybody is told of it: a reading made at this version and not raised since is still true.</summary>
    long Version { get; }

    /// <summary>Publishes after a commit. Never blocks and never throws.</summary>
    void Publish(IReadOnlyCollection<Change> changes);

    /// <summary>Starts watching. Subscribe first, then read the snapshot.</summary>
    ChangeWatch Watch(params ReadOnlySpan<ChangeKind> kinds);
}

/// <inheritdoc cref="IChangeFeed"/>
public sealed class ChangeFeed : IChangeFeed
{
    private readonly Lock _lock = new();
    private ChangeWatch[] _watches = [];
    private long _version;

    /// <inheritdoc/>
    public long Version => Volatile.Read(ref _version);

    /// <inheritdoc/>
    public void Publish(IReadOnlyCollection<Change> changes)
    {
        Interlocked.Increment(ref _version);
        foreach (var watch in Volatile.Read(ref _watches))
        {
            watch.Offer(changes);
        }
    }

    /// <inheritdoc/>
    public ChangeWatch Watch(params ReadOnlySpan<ChangeKind> kinds)
    {
        var watch = new ChangeWatch(this, kinds.ToArray());
        lock (_lock)
        {
            _watches = [.. _watches, watch];
        }
        return watch;
    }

    internal void Remove(ChangeWatch watch)
    {
        lock (_lock)
        {
            _watches = [.. _watches.Where(w => w != watch)];
        }
    }
}

/// <summary>
/// One watcher's coalesced view: however much is published between two reads, the reader gets one batch of distinct changes,
/// bounded by <see cref="DistinctMax"/>; beyond that ids are dropped and only the kinds remain.
/// </summary>
public sealed class ChangeWatch : IDisposable
{
    /// <summary>How many distinct changes are kept before only kinds are told.</summary>
    public const int DistinctMax = 256;

    private readonly Lock _lock = new();
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ChangeFeed _feed;
    private readonly ChangeKind[] _kinds;
    private HashSet<Change> _pending = [];

    internal ChangeWatch(ChangeFeed feed, ChangeKind[] kinds) => (_feed, _kinds) = (feed, kinds);

    internal void Offer(IReadOnlyCollection<Change> changes)
    {
        lock (_lock)
        {
            foreach (var change in changes.Where(c => _kinds.Length == 0 || _kinds.Contains(c.Kind)))
            {
                _pending.Add(change);
            }
            if (_pending.Count > DistinctMax)
            {
                _pending = [.. _pending.Select(c => new Change(c.Kind))];
            }
            if (_pending.Count > 0)
            {
                _signal.Writer.TryWrite(true);
            }
        }
    }

    /// <summary>Waits for the next change and returns everything that has gathered.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ChannelClosedException">The watch was disposed.</exception>
    public async Task<IReadOnlyCollection<Change>> Next(CancellationToken cancellation)
    {
        await _signal.Reader.ReadAsync(cancellation);
        lock (_lock)
        {
            var batch = _pending;
            _pending = [];
            return batch;
        }
    }

    /// <summary>Stops watching.</summary>
    public void Dispose()
    {
        _feed.Remove(this);
        _signal.Writer.TryComplete();
    }
}
