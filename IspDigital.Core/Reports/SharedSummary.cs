using IspDigital.Core.Data;
using IspDigital.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Reports;

/// <summary>
/// One reading of the summary for everybody who looks: however many screens and wallboards wake up at a commit, the database is
/// asked once, never twice at the same time, and at most half of the time. Rights are applied to the reading (<see cref="Summary.For"/>), never skipped.
/// </summary>
public sealed class SharedSummary(IDbContextFactory<IspDbContext> contexts, IChangeFeed feed, TimeProvider clock) : IDisposable
{
    /// <summary>So long a reading may be shown again while nothing is published; days end and runs come due without a commit.</summary>
    private static readonly TimeSpan s_freshFor = TimeSpan.FromSeconds(5);

    /// <summary>A reading so long costs nobody anything.</summary>
    private static readonly TimeSpan s_cheap = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan s_restMax = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _ending = new();
    private Task<Summary>? _waiting;
    private Reading? _last;
    private TimeSpan _took;

    /// <summary>How many readings were begun since the start.</summary>
    public long Readings { get; private set; }

    /// <summary>A reading that began after everything published before the call. Contains everything: trim it by <see cref="Summary.For"/>.</summary>
    public Task<Summary> Now(CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            if (_waiting is null && _last is { } last && IsFresh(last))
            {
                return last.Task.WaitAsync(cancellation);
            }
            // The reading under way may have begun too early: the next one begins when it ends, and serves all who ask until then.
            var (under, ending) = (_last?.Task, _ending.Token);
            _waiting ??= Task.Run(() => ReadAfter(under, ending), CancellationToken.None);
            return _waiting.WaitAsync(cancellation);
        }
    }

    /// <summary>Ends the reading under way; the portal stops.</summary>
    public void Dispose()
    {
        _ending.Cancel();
        _ending.Dispose();
    }

    private bool IsFresh(Reading reading) =>
        reading.Version == feed.Version && !reading.Task.IsFaulted && !reading.Task.IsCanceled && (clock.GetUtcNow() - reading.At).Duration() < s_freshFor;

    private async Task<Summary> ReadAfter(Task<Summary>? before, CancellationToken ending)
    {
        if (before is not null)
        {
            await ((Task)before).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        if (_took > s_cheap)
        {
            // On the system's clock: it is the database that rests, whatever day a demo says it is.
            await Task.Delay(_took < s_restMax ? _took : s_restMax, TimeProvider.System, ending);
        }
        DateTimeOffset now;
        lock (_lock)
        {
            now = clock.GetUtcNow();
            _last = new Reading(feed.Version, now, _waiting!);
            _waiting = null;
            Readings++;
        }
        var began = TimeProvider.System.GetTimestamp();
        await using var db = await contexts.CreateDbContextAsync(ending);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var summary = await SummaryReader.Read(db, now, ending);
        _took = TimeProvider.System.GetElapsedTime(began);
        return summary;
    }

    private sealed record Reading(long Version, DateTimeOffset At, Task<Summary> Task);
}
