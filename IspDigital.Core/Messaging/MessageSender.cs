using IspDigital.Core.Live;
using IspDigital.Core.Staff;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IspDigital.Core.Messaging;

/// <summary>Sends right after the commit that queued a message: a receipt is on the phone before the subscriber has left the counter.</summary>
public sealed class MessageSender(IServiceScopeFactory scopes, IChangeFeed feed, ILogger<MessageSender> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watch = feed.Watch(ChangeKind.Message, ChangeKind.Clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Send(stoppingToken);
            try
            {
                await watch.Next(stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task Send(CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Job(nameof(SendMessages)));
            await scope.ServiceProvider.GetRequiredService<SendMessages>().Run(new SendMessagesRequest(), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            log.LogInformation("Sending messages was stopped with the host");
        }
        catch (Exception wrong) // a broken machine (disk full, database away): the next wake or the minute's job tries again
        {
            log.LogError(wrong, "Messages could not be sent");
        }
    }
}
