using System.Threading.Channels;
using IspDigital.Core.Live;
using IspDigital.Core.Routers;
using Microsoft.Extensions.Logging;

namespace IspDigital.Core.Access;

/// <summary>
/// The work on one connection: takes what is due, keeps a bounded number of accounts under way, and writes the ends down in
/// batches. A newer version of what is under way cuts the older short; two tries at one account never overlap.
/// </summary>
internal sealed class RouterDesk(long routerId, RouterWorkerParts parts)
{
    private readonly AccessOptions _options = parts.Options.Value;

    /// <summary>Ends of tries; null is a wake-up.</summary>
    private readonly Channel<RouterAttempt?> _events = Channel.CreateUnbounded<RouterAttempt?>(new UnboundedChannelOptions { SingleReader = true });

    private readonly Dictionary<string, UnderWay> _underWay = [];
    private readonly Dictionary<string, string> _ids = [];
    private readonly HashSet<string> _doubtful = [];
    private Task _look = Task.CompletedTask;
    private int _woken;

    /// <summary>There is something to do; many calls between two looks are one.</summary>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _woken, 1) == 0)
        {
            _events.Writer.TryWrite(null);
        }
    }

    /// <summary>Serves until the connection is lost. Returns whether the router answered anything.</summary>
    public async Task<bool> Serve(IRouterClient client, CancellationToken cancellation)
    {
        var achieved = false;
        _ids.Clear(); // an id of an older connection may be somebody else's by now
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            while (client.IsUsable)
            {
                achieved |= await Settle(client, cancellation);
                if (!client.IsUsable)
                {
                    break;
                }
                await Fill(client, lost.Token);
                if (!await SomethingHappens(cancellation) && _look.IsCompleted)
                {
                    _look = Look(client, lost.Token);
                }
            }
            return achieved;
        }
        finally
        {
            lost.Cancel();
            await Task.WhenAll([_look, .. _underWay.Values.Select(u => u.Run)]);
            await Settle(client, CancellationToken.None);
        }
    }

    /// <summary>Asks an idle router for its name, beside the work: a slow answer holds nobody up, and none at all ends the connection.</summary>
    private async Task Look(IRouterClient client, CancellationToken cancellation)
    {
        try
        {
            var identity = await client.Identify(cancellation);
            await parts.Reports.Saw(routerId, RouterHealth.Up, null, identity, cancellation);
        }
        catch (Exception error) when (cancellation.IsCancellationRequested || error is RouterUnreachableException or RouterOutcomeUnknownException)
        {
            // The connection is no longer usable, which the desk sees when it wakes; the worker connects anew and says so.
        }
        catch (Exception error)
        {
            parts.Log.LogError(error, "Router {RouterId} could not be looked at", routerId);
        }
        Wake();
    }

    private async Task<bool> SomethingHappens(CancellationToken cancellation)
    {
        using var look = new CancellationTokenSource(_options.LookEvery, parts.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(look.Token, cancellation);
        try
        {
            return await _events.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Starts what is due, as far as the window allows. Who waits to come back never waits behind cuts.</summary>
    private async Task Fill(IRouterClient client, CancellationToken cancellation)
    {
        var started = false;
        var most = _options.AccountsInFlightMax + _options.ReconnectReserve;
        foreach (var state in await parts.Reports.Due(routerId, most + _underWay.Count, cancellation))
        {
            if (_underWay.TryGetValue(state.PppName, out var running))
            {
                if ((running.SubscriberId, running.Version) != (state.SubscriberId, state.Version))
                {
                    running.Supersede.Cancel();
                }
            }
            else if (_underWay.Count < (state.Change == AccessChange.Reconnect ? most : _options.AccountsInFlightMax))
            {
                Start(client, state, cancellation);
                started = true;
            }
        }
        if (started)
        {
            parts.Feed.Publish([new Change(ChangeKind.Access, routerId)]);
        }
    }

    private void Start(IRouterClient client, DesiredState state, CancellationToken cancellation)
    {
        var supersede = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        parts.Progress.Begin(state.SubscriberId, parts.Clock.GetUtcNow());
        var underWay = new UnderWay(state.SubscriberId, state.Version, supersede);
        _underWay.Add(state.PppName, underWay);
        underWay.Run = Try(client, state, supersede.Token);
    }

    private async Task Try(IRouterClient client, DesiredState state, CancellationToken cancellation)
    {
        var target = new AccountTarget(
            state.PppName, state.Online, state.Online ? state.Profile : null, _ids.GetValueOrDefault(state.PppName),
            RestartSessions: state.Online && state.Profile is not null && _doubtful.Contains(state.PppName));
        var attempt = new RouterAttempt(state.SubscriberId, state.Version, state.PppName, AttemptEnd.Answered);
        try
        {
            var evidence = await AccountConvergence.MakeSo(client, target, parts.Clock, parts.RouterOptions.Value.Convergence, cancellation);
            attempt = attempt with { Evidence = evidence };
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            attempt = attempt with { End = AttemptEnd.Superseded };
        }
        catch (Exception error) when (error is RouterOutcomeUnknownException or RouterUnreachableException)
        {
            attempt = attempt with { End = AttemptEnd.Lost };
        }
        catch (Exception error)
        {
            parts.Log.LogError(error, "Subscriber {Subscriber} could not be brought to version {Version}", state.SubscriberId, state.Version);
            attempt = attempt with { End = AttemptEnd.Broken, Error = error };
        }
        _events.Writer.TryWrite(attempt);
    }

    /// <summary>Writes down what has ended since the last look. Returns whether the router answered any of it.</summary>
    private async Task<bool> Settle(IRouterClient client, CancellationToken cancellation)
    {
        Volatile.Write(ref _woken, 0);
        var ended = new List<RouterAttempt>();
        while (_events.Reader.TryRead(out var one))
        {
            if (one is not null)
            {
                ended.Add(one);
            }
        }
        if (ended.Count == 0)
        {
            return false;
        }
        ended.ForEach(Remember);
        try
        {
            await parts.Reports.Settle(routerId, ended, cancellation);
        }
        finally
        {
            // Also where it could not be written: what is not written down as done is still to do.
            ended.ForEach(Clear);
        }
        foreach (var id in ended.Select(e => e.Evidence?.MisdirectedId).OfType<string>().TakeWhile(_ => client.IsUsable))
        {
            await Mend(client, id, cancellation);
        }
        return ended.Exists(e => e.End == AttemptEnd.Answered);
    }

    private void Remember(RouterAttempt ended)
    {
        if (ended.End == AttemptEnd.Answered)
        {
            _doubtful.Remove(ended.PppName);
        }
        else
        {
            _doubtful.Add(ended.PppName);
        }
        if (ended.Evidence?.Seen is { } seen)
        {
            _ids[ended.PppName] = seen.Id;
        }
        else
        {
            _ids.Remove(ended.PppName);
        }
    }

    private void Clear(RouterAttempt ended)
    {
        parts.Progress.End(ended.SubscriberId);
        if (_underWay.Remove(ended.PppName, out var underWay))
        {
            underWay.Supersede.Dispose();
        }
    }

    /// <summary>The router gave the id that we knew to another account: that one was written to and gets its own state again.</summary>
    private async Task Mend(IRouterClient client, string id, CancellationToken cancellation)
    {
        _ids.Clear();
        var accounts = await client.ListAccounts(cancellation);
        if (accounts.FirstOrDefault(a => a.Id == id) is { } hit)
        {
            await parts.Reports.Reopen(routerId, hit.PppName, cancellation);
        }
    }

    private sealed record UnderWay(long SubscriberId, int Version, CancellationTokenSource Supersede)
    {
        public Task Run { get; set; } = Task.CompletedTask;
    }
}
