namespace IspDigital.Core.Messaging;

/// <summary>
/// So many starts a second, with a burst of one second. A gateway's limit is about real time, so this looks at the system's clock
/// even where the business runs on a moved one.
/// </summary>
internal sealed class SendPace(int perSecondMax)
{
    private readonly Lock _lock = new();
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private double _nextSeconds;

    /// <summary>Waits for the next start.</summary>
    public Task Turn(CancellationToken cancellation)
    {
        if (perSecondMax == 0)
        {
            return Task.CompletedTask;
        }
        double wait;
        lock (_lock)
        {
            var now = TimeProvider.System.GetElapsedTime(_start).TotalSeconds;
            _nextSeconds = Math.Max(_nextSeconds, now - 1) + (1.0 / perSecondMax);
            wait = _nextSeconds - now;
        }
        return wait <= 0 ? Task.CompletedTask : Task.Delay(TimeSpan.FromSeconds(wait), TimeProvider.System, cancellation);
    }
}
