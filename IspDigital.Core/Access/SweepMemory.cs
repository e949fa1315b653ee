using IspDigital.Core.Access.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Access;

/// <summary>What this process remembers between two sweeps, and the pulse it keeps in the database.</summary>
public sealed class SweepMemory(TimeProvider clock)
{
    /// <summary>A jump of the wall clock beyond this raises the brake's alarm.</summary>
    private static readonly TimeSpan s_jumpMax = TimeSpan.FromHours(1);

    /// <summary>A look so much before the last one is a clock that was set back.</summary>
    private static readonly TimeSpan s_backMax = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly ClockWatch _watch = new(clock);

    /// <summary>Whether this process has swept at all: after a start everything is looked at once.</summary>
    internal bool SweptOnce { get; set; }

    /// <summary>
    /// Notes in this transaction that the portal looks now, and raises the alarm where it had not for too long or where the clock
    /// was moved. Whoever makes cuts calls it first, so that no cut can come before the alarm.
    /// </summary>
    internal async Task<AccessPulse> Beat(UnitOfWork work, CancellationToken cancellation)
    {
        var settings = await work.Settings<AccessSettings>(cancellation);
        var pulse = await work.Db.AccessPulses.SingleOrDefaultAsync(cancellation);
        if (pulse is null)
        {
            pulse = new AccessPulse();
            work.Db.AccessPulses.Add(pulse);
            pulse.Swept((await work.Day(cancellation)).Today.AddDays(-1));
            pulse.Beat(work.Now, odd: null);
            return pulse;
        }
        var gap = work.Now - pulse.LastSeenAt;
        pulse.Beat(work.Now, ClockJumped() || gap < -s_backMax ? BrakeReason.ClockJumped
            : gap > TimeSpan.FromHours(settings.PortalDownHoursMax) ? BrakeReason.PortalWasDown
            : null);
        return pulse;
    }

    private bool ClockJumped()
    {
        lock (_lock)
        {
            return _watch.Jump() is { } jump && jump.Duration() > s_jumpMax;
        }
    }
}
