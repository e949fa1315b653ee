namespace IspDigital.Core.Billing;

/// <summary>Notices that the computer's clock was moved while the portal ran: the wall clock and the running time part ways.</summary>
public sealed class ClockGuard(TimeProvider clock)
{
    /// <summary>A step larger than this holds the next run for approval.</summary>
    public static readonly TimeSpan StepMax = TimeSpan.FromHours(36);

    private readonly Lock _lock = new();
    private (DateTimeOffset Wall, long Stamp)? _last;

    /// <summary>Whether the clock was stepped since this was asked last.</summary>
    public bool HasJumped()
    {
        lock (_lock)
        {
            var (wall, stamp) = (clock.GetUtcNow(), clock.GetTimestamp());
            var drift = _last is { } last ? (wall - last.Wall) - clock.GetElapsedTime(last.Stamp, stamp) : TimeSpan.Zero;
            _last = (wall, stamp);
            return drift.Duration() > StepMax;
        }
    }

    /// <summary>Whether a business day can be real: the product was not there before, and nobody plans a century ahead.</summary>
    public static bool IsAbsurd(DateOnly today) => today.Year is < 2024 or > 2100;
}
