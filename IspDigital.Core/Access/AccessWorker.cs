using IspDigital.Core.Live;
using IspDigital.Core.Staff;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IspDigital.Core.Access;

/// <summary>
/// Decides right after a commit that left a mark: this is what brings a subscriber back within milliseconds of the payment.
/// What it misses, the sweep finds.
/// </summary>
public sealed class AccessWorker(IChangeFeed feed, IServiceScopeFactory scopes, ILogger<AccessWorker> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watch = feed.Watch(ChangeKind.AccessMark);
        try
        {
            while (true)
            {
                await Decide(stoppingToken); // the first time for what a process before this one left
                await watch.Next(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; marks that are left wait in the database.
        }
    }

    private async Task Decide(CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Job("DecideAccess"));
            _ = (await scope.ServiceProvider.GetRequiredService<DecideAccess>().Run(new DecideAccessRequest(), cancellation)).Value;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "Access could not be decided after a commit; the sweep of the next minute does it");
        }
    }
}
