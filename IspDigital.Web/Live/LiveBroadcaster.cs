using IspDigital.Core.Live;
using IspDigital.Core.Reports;
using Microsoft.AspNetCore.SignalR;

namespace IspDigital.Web.Live;

/// <summary>
/// The one voice of the hub. While somebody listens it waits for commits, reads the summary once for all, and tells each group what
/// is news for it, at most four times a second; while nobody does, it neither watches nor reads. Newcomers are told everything by
/// the same voice, so that nothing old can reach them after something new.
/// </summary>
public sealed class LiveBroadcaster(
    IHubContext<LiveHub, ILiveClient> hub, LiveAudience audience, IChangeFeed feed, SharedSummary summary, ILogger<LiveBroadcaster> log) : BackgroundService
{
    /// <summary>The least time between two rounds of calls, on the system's clock.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await audience.Moved(stoppingToken);
            if (!audience.IsEmpty)
            {
                await Speak(stoppingToken);
            }
        }
    }

    private async Task Speak(CancellationToken stopping)
    {
        var watch = feed.Watch();
        var (changed, moved) = (Task.CompletedTask, Task.CompletedTask);
        var told = new Dictionary<(string Group, string Call), string>();
        try
        {
            while (!audience.IsEmpty)
            {
                await TellNews(told, stopping);
                await Task.Delay(Pause, TimeProvider.System, stopping);
                changed = changed.IsCompleted ? watch.Next(stopping) : changed;
                moved = moved.IsCompleted ? audience.Moved(stopping) : moved;
                await Task.WhenAny(changed, moved);
            }
        }
        finally
        {
            watch.Dispose();
            await changed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TellNews(Dictionary<(string Group, string Call), string> told, CancellationToken stopping)
    {
        try
        {
            var newcomers = audience.TakeNewcomers();
            var messages = LiveMessage.Of(await summary.Now(stopping));
            foreach (var message in messages)
            {
                if (told.TryGetValue((message.Group.Name, message.Call), out var content) && content == message.Content)
                {
                    foreach (var newcomer in newcomers.Where(n => n.Groups.Contains(message.Group)))
                    {
                        await message.Send(hub.Clients.Client(newcomer.Context.ConnectionId));
                    }
                    continue;
                }
                told[(message.Group.Name, message.Call)] = message.Content;
                await message.Send(hub.Clients.Group(message.Group.Name));
            }
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            log.LogError(failure, "The live hub could not read or tell the summary; it tries again at the next change");
        }
    }
}
