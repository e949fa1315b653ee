using IspDigital.Core.Access.Rules;
using IspDigital.Core.Routers;
using Microsoft.Extensions.Logging;

namespace IspDigital.Core.Access;

/// <summary>
/// Keeps one router as the desired states say, for as long as it lives: connects, serves, and after any loss connects anew,
/// reads back and converges. A refused sign-in is not knocked at in a loop.
/// </summary>
internal sealed class RouterWorker : IAsyncDisposable
{
    private readonly RouterWorkerParts _parts;
    private readonly AccessOptions _options;
    private readonly long _routerId;
    private readonly string _name;
    private readonly string _passwordAsStored;
    private readonly RouterAddress _address;
    private readonly RouterDesk _desk;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;
    private CancellationTokenSource _knock = new();

    public RouterWorker(Router router, RouterAddress address, RouterWorkerParts parts)
    {
        (_routerId, _name, _passwordAsStored, _address, _parts, _options) =
            (router.Id, router.Name, router.ProtectedPassword, address, parts, parts.Options.Value);
        _desk = new RouterDesk(router.Id, parts);
        _run = Run(_stop.Token);
    }

    /// <summary>Whether the worker serves the router as it is described now.</summary>
    public bool IsAt(Router router) => router.ProtectedPassword == _passwordAsStored
        && (router.Host, router.Port, router.UseTls, router.CertificateThumbprint, router.UserName)
            == (_address.Host, _address.Port, _address.UseTls, _address.CertificateThumbprint, _address.UserName);

    /// <summary>There is something to do.</summary>
    public void Wake() => _desk.Wake();

    /// <summary>Try to connect now instead of waiting on.</summary>
    public void Knock() => _knock.Cancel();

    /// <summary>Ends it; what is under way is cut short.</summary>
    public async ValueTask DisposeAsync()
    {
        _stop.Cancel();
        await _run;
        _stop.Dispose();
    }

    private async Task Run(CancellationToken cancellation)
    {
        await Task.Yield(); // whoever makes a worker does not wait for its first connection
        var failures = 0;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                failures = await Serve(cancellation) ? 0 : failures + 1;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                failures++;
                await WriteDown(error, cancellation);
                await Pause(error is RouterRefusedException ? _options.RefusingAgain : Backoff(failures), cancellation);
                continue;
            }
            if (failures > 0)
            {
                await Pause(Backoff(failures), cancellation); // it answers and hangs up again and again
            }
        }
    }

    /// <summary>One connection, from its opening to its loss. Returns whether anything was achieved on it.</summary>
    private async Task<bool> Serve(CancellationToken cancellation)
    {
        await using var client = await _parts.Connector.Connect(_address, cancellation);
        var identity = await client.Identify(cancellation);
        await _parts.Reports.Saw(_routerId, RouterHealth.Up, null, identity, cancellation);
        return await _desk.Serve(client, cancellation);
    }

    private async Task WriteDown(Exception error, CancellationToken cancellation)
    {
        var (health, text) = error switch
        {
            RouterRefusedException refused => (RouterHealth.Refusing, refused.RouterText),
            RouterUnreachableException or RouterOutcomeUnknownException => (RouterHealth.Down, error.Message),
            _ => (RouterHealth.Unknown, ""),
        };
        try
        {
            if (health == RouterHealth.Unknown)
            {
                _parts.Log.LogError(error, "The worker of router {Router} stumbled and begins again", _name);
                return;
            }
            await _parts.Reports.Saw(_routerId, health, text, null, cancellation);
        }
        catch (Exception second) when (second is not OperationCanceledException)
        {
            _parts.Log.LogError(second, "The state of router {Router} could not be written down", _name);
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private TimeSpan Backoff(int failures) =>
        new Backoff(_options.DownFirst, _options.DownLongest).After(failures, _parts.Chance.Next(100));

    private async Task Pause(TimeSpan wait, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _knock.Token);
        try
        {
            await Task.Delay(wait, _parts.Clock, over.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The worker ends, or somebody knocked.
        }
        if (_knock.IsCancellationRequested)
        {
            _knock = new CancellationTokenSource(); // the old one may be knocked at this very moment, and is left to the collector
        }
    }
}
