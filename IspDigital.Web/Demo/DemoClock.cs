using IspDigital.Core.Audit;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Reports;

namespace IspDigital.Web.Demo;

/// <summary>How far a move of the demo's clock has come.</summary>
/// <param name="Now">Where the clock stands, UTC.</param>
/// <param name="Target">Where it goes, or null while it looks for the next event.</param>
public sealed record ClockMove(DateTimeOffset Now, DateTimeOffset? Target);

/// <summary>
/// Moves the time of a demo, stopping at every hour of the day at which something can happen, and runs there what is due:
/// the same jobs that the schedule wakes in earnest.
/// </summary>
public sealed class DemoClock : IDisposable
{
    private static readonly TimeOnly[] s_stops = [new(0, 5), new(9, 5), new(10, 5), new(13, 0), new(16, 0), new(18, 5)];
    private static readonly TimeOnly s_payingHour = new(13, 0);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_searchMax = TimeSpan.FromDays(40);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly MovableClock _clock;
    private readonly RunEverythingDue _due;
    private readonly IServiceScopeFactory _scopes;
    private readonly IChangeFeed _feed;
    private readonly DemoPayers _payers;

    internal DemoClock(MovableClock clock, RunEverythingDue due, IServiceScopeFactory scopes, IChangeFeed feed, DemoPayers payers) =>
        (_clock, _due, _scopes, _feed, _payers) = (clock, due, scopes, feed, payers);

    /// <summary>The move that is under way, or null.</summary>
    public ClockMove? Move { get; private set; }

    /// <summary>The demo's time, UTC.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Whether the invented subscribers pay by themselves.</summary>
    public bool SubscribersPay { get; set; } = true;

    /// <summary>The same time tomorrow.</summary>
    public Task NextDay(CancellationToken cancellation = default) => MoveTo(Now.AddDays(1), cancellation);

    /// <summary>A calendar month on.</summary>
    public Task NextMonth(CancellationToken cancellation = default) => MoveTo(Now.AddMonths(1), cancellation);

    /// <summary>Moves to an instant, stop by stop.</summary>
    public Task MoveTo(DateTimeOffset target, CancellationToken cancellation = default) => InTurn(target, async () =>
    {
        while (await NextStop() is var stop && stop < target)
        {
            await StopAt(stop, cancellation);
        }
        await StopAt(target, cancellation);
    }, cancellation);

    /// <summary>Moves until something is billed, reminded of, cut or brought back; at most 40 days.</summary>
    public Task NextEvent(CancellationToken cancellation = default) => InTurn(null, async () =>
    {
        var (start, before) = (Now, await LastEvent(cancellation));
        while (Now - start < s_searchMax && await LastEvent(cancellation) == before)
        {
            await StopAt(await NextStop(), cancellation);
        }
    }, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task InTurn(DateTimeOffset? target, Func<Task> move, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            Announce(new ClockMove(Now, target));
            await move();
        }
        finally
        {
            Announce(null);
            _turn.Release();
        }
    }

    private void Announce(ClockMove? move)
    {
        Move = move;
        _feed.Publish([new Change(ChangeKind.Clock)]);
    }

    private async Task<DateTimeOffset> NextStop()
    {
        await using var scope = _scopes.CreateAsyncScope();
        var day = await scope.ServiceProvider.GetRequiredService<BusinessClock>().Now();
        var stops = s_stops.Select(time => day.InstantOf(day.Today, time)).Append(day.InstantOf(day.Today.AddDays(1), s_stops[0]));
        return stops.First(stop => stop > day.Now);
    }

    private async Task StopAt(DateTimeOffset instant, CancellationToken cancellation)
    {
        _clock.MoveTo(instant);
        Announce(Move! with { Now = instant });
        await _due.Run(cancellation);
        await using var scope = _scopes.CreateAsyncScope();
        var day = await scope.ServiceProvider.GetRequiredService<BusinessClock>().Now(cancellation);
        if (SubscribersPay && day.TimeOfDay.Hour == s_payingHour.Hour && await _payers.Pay(day.Today, cancellation) > 0)
        {
            await _due.Run(cancellation);
        }
        await AllIsQuiet(cancellation);
    }

    /// <summary>Lets routers and gateways finish before time goes on, so that what they confirm carries the right time.</summary>
    private async Task AllIsQuiet(CancellationToken cancellation)
    {
        await using var scope = _scopes.CreateAsyncScope();
        scope.ActAsDemo();
        var work = scope.ServiceProvider.GetRequiredService<UnfinishedWorkQueries>();
        using var watch = _feed.Watch(ChangeKind.Access, ChangeKind.Message);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(s_patience);
        try
        {
            while (await work.Count(cancellation) > 0)
            {
                await watch.Next(patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // What is switched off is not waited for: time goes on, and the screens show who waits.
        }
    }

    private async Task<long> LastEvent(CancellationToken cancellation)
    {
        await using var scope = _scopes.CreateAsyncScope();
        scope.ActAsDemo();
        return await scope.ServiceProvider.GetRequiredService<LastDeedQueries>().LastOf(
            [AuditAction.InvoiceIssued, AuditAction.ReminderQueued, AuditAction.DisconnectionDecided, AuditAction.ReconnectionDecided], cancellation);
    }
}
