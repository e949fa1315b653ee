using IspDigital.Core.Live;
using IspDigital.Core.Primitives;
using IspDigital.Core.Routers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IspDigital.Core.Access;

/// <summary>
/// Keeps one worker for each router in service, so that a dead router delays no other. Starts and stops them as routers come, go
/// or move, and wakes the one that a committed decision concerns.
/// </summary>
public sealed class RouterWorkers : BackgroundService
{
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(5);
    private readonly Dictionary<long, RouterWorker> _workers = [];
    private readonly RouterWorkerParts _parts;
    private readonly RouterCredentials _credentials;
    private readonly IChangeFeed _feed;
    private readonly ILogger _log;

    internal RouterWorkers(RouterWorkerParts parts, RouterCredentials credentials, IChangeFeed feed, ILogger<RouterWorkers> log) =>
        (_parts, _credentials, _feed, _log) = (parts, credentials, feed, log);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watch = _feed.Watch(ChangeKind.Access, ChangeKind.Router);
        try
        {
            await Reload(stoppingToken);
            while (true)
            {
                var changes = await watch.Next(stoppingToken);
                if (changes.Any(c => c.Kind == ChangeKind.Router))
                {
                    await Reload(stoppingToken);
                }
                Wake(changes);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops: what is under way is cut short and found again, still to do, after the next start.
        }
        finally
        {
            await Task.WhenAll(_workers.Values.Select(w => w.DisposeAsync().AsTask()));
        }
    }

    private void Wake(IReadOnlyCollection<Change> changes)
    {
        var access = changes.Where(c => c.Kind == ChangeKind.Access).ToList();
        var all = access.Exists(c => c.Id is null);
        foreach (var (routerId, worker) in _workers)
        {
            if (all || access.Exists(c => c.Id == routerId))
            {
                worker.Wake();
            }
        }
    }

    private async Task Reload(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                var routers = await _parts.Reports.ActiveRouters(cancellation);
                await StopMissing(routers);
                foreach (var router in routers)
                {
                    await StartOrMove(router, cancellation);
                }
                return;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                _log.LogError(error, "The routers could not be read; tried again in {Wait}", s_again);
                await Task.Delay(s_again, _parts.Clock, cancellation);
            }
        }
    }

    private async Task StopMissing(List<Router> routers)
    {
        foreach (var gone in _workers.Keys.Except(routers.Select(r => r.Id)).ToList())
        {
            _workers.Remove(gone, out var worker);
            await worker!.DisposeAsync();
        }
    }

    private async Task StartOrMove(Router router, CancellationToken cancellation)
    {
        var running = _workers.GetValueOrDefault(router.Id);
        if (running is not null && running.IsAt(router))
        {
            if (router.Health == RouterHealth.Unknown)
            {
                running.Knock(); // a person asks for another try
            }
            return;
        }
        if (running is not null)
        {
            _workers.Remove(router.Id);
            await running.DisposeAsync();
        }
        try
        {
            _workers[router.Id] = new RouterWorker(router, _credentials.AddressOf(router), _parts);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            await _parts.Reports.Saw(router.Id, RouterHealth.Refusing, "PasswordUnreadable", null, cancellation);
        }
    }
}

/// <summary>What every router's worker needs.</summary>
/// <param name="Connector">Opens connections.</param>
/// <param name="Reports">The database.</param>
/// <param name="Progress">What is under way, for the board.</param>
/// <param name="Feed">Tells the board.</param>
/// <param name="Options">How patient and how many at once.</param>
/// <param name="RouterOptions">How an account is brought to its target.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Chance">Jitter.</param>
/// <param name="Log">The log.</param>
internal sealed record RouterWorkerParts(
    IRouterConnector Connector, RouterReports Reports, AccessProgress Progress, IChangeFeed Feed, IOptions<AccessOptions> Options,
    IOptions<RouterOptions> RouterOptions, TimeProvider Clock, IRandomSource Chance, ILogger<RouterWorkers> Log);
