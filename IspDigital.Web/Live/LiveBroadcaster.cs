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

    private static readonly TimeSpan s_afterTrouble = TimeSpan.FromSeconds(2);

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
        var newcomers = new List<Listener>();
        try
        {
            while (!audience.IsEmpty)
            {
                newcomers.AddRange(audience.TakeNewcomers());
                if (!await TryTell(told, newcomers, stopping))
                {
                    await Task.Delay(s_afterTrouble, TimeProvider.System, stopping);
                    continue;
                }
                newcomers.Clear();
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

    private async Task<bool> TryTell(Dictionary<(string Group, string Call), string> told, List<Listener> newcomers, CancellationToken stopping)
    {
        try
        {
            await Tell(LiveMessage.Of(await summary.Now(stopping)), told, newcomers);
            return true;
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            log.LogError(failure, "The live hub could not read or tell the summary; it tries again in {Pause}", s_afterTrouble);
            return false;
        }
    }

    private async Task Tell(IReadOnlyList<LiveMessage> messages, Dictionary<(string Group, string Call), string> told, List<Listener> newcomers)
    {
        foreach (var message in messages)
        {
            var key = (message.Group.Name, message.Call);
            if (told.GetValueOrDefault(key) != message.Content)
            {
                await message.Send(hub.Clients.Group(message.Group.Name));
                told[key] = message.Content;
                continue;
            }
            foreach (var newcomer in newcomers.Where(n => n.Groups.Contains(message.Group)))
            {
                await message.Send(hub.Clients.Client(newcomer.Context.ConnectionId));
            }
        }
    }
}
