using Coravel.Scheduling.Schedule;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IspDigital.Core.Operations;

/// <summary>
/// Wakes the scheduler once a minute. It counts the minutes itself, by a timer that no wall clock moves: the scheduler's own host replays
/// every second that the wall clock leaps over (833 million from 2000 to 2026) and runs what was due in each of them.
/// </summary>
public sealed class Pump(Scheduler scheduler, TimeProvider clock, IOptions<JobOptions> options, ILogger<Pump> log) : BackgroundService
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private readonly List<Task> _running = [];

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        scheduler.CancelAllCancellableTasks();
        await Task.WhenAll(_running).WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
        {
            log.LogWarning("Jobs are switched off by {Key}: nothing is billed, cut or sent by itself", $"{JobOptions.Section}:{nameof(JobOptions.Enabled)}");
            return;
        }
        using var timer = new PeriodicTimer(s_minute, clock);
        var watch = new ClockWatch(clock);
        // Any start will do for counting; this one is a whole minute, hour and day. The first turn is now: what fell due while the
        // portal was down is done at once.
        var counted = DateTime.UnixEpoch;
        do
        {
            if (watch.Jump() is { } jump)
            {
                log.LogWarning("The wall clock jumped by {Jump}; jobs wait for the next minute", jump);
            }
            else
            {
                Wake(counted);
            }
            counted += s_minute;
        }
        while (await NextTick(timer, stoppingToken));
    }

    // Not awaited: a long run must not hold the next minute of the others; the job's own lock keeps it from running twice.
    private void Wake(DateTime minute)
    {
        _running.RemoveAll(t => t.IsCompleted);
        _running.Add(scheduler.RunAtAsync(minute));
    }

    private static async Task<bool> NextTick(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

/// <summary>Compares the wall clock with one that only runs forward, to see when somebody or something moved it.</summary>
internal sealed class ClockWatch(TimeProvider clock)
{
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(30);
    private (DateTimeOffset Wall, long Stamp) _last = (clock.GetUtcNow(), clock.GetTimestamp());

    /// <summary>By how much the wall clock moved of itself since the last look; null while it runs as it should.</summary>
    public TimeSpan? Jump()
    {
        var (wall, stamp) = (clock.GetUtcNow(), clock.GetTimestamp());
        var drift = wall - _last.Wall - clock.GetElapsedTime(_last.Stamp, stamp);
        _last = (wall, stamp);
        return drift.Duration() > s_tolerance ? drift : null;
    }
}
