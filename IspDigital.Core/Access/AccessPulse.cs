using IspDigital.Core.Access.Rules;

namespace IspDigital.Core.Access;

/// <summary>The one row that tells, after a pause of the portal or a jump of its clock, that something was odd.</summary>
public sealed class AccessPulse
{
    private static readonly TimeSpan s_doubtful = TimeSpan.FromDays(2);

    /// <summary>Its only id.</summary>
    public const int OnlyId = 1;

    /// <summary>The id.</summary>
    public int Id { get; init; } = OnlyId;

    /// <summary>When the portal last looked, UTC.</summary>
    public DateTimeOffset LastSeenAt { get; private set; }

    /// <summary>The last business day whose date-driven changes were taken up.</summary>
    public DateOnly LastSweptDay { get; private set; }

    /// <summary>What was odd and not yet answered by a person, or null.</summary>
    public BrakeReason? Alarm { get; private set; }

    /// <summary>When it was last odd, UTC.</summary>
    public DateTimeOffset? AlarmSince { get; private set; }

    /// <summary>Notes a look. What is odd raises the alarm, which stays until a person answers it; what is odd again raises it anew, and a clock that jumped stays the reason.</summary>
    public void Beat(DateTimeOffset now, BrakeReason? odd)
    {
        if (odd is not null)
        {
            (Alarm, AlarmSince) = (Alarm == BrakeReason.ClockJumped ? Alarm : odd, now);
        }
        LastSeenAt = now;
    }

    /// <summary>
    /// Whether the clock was moved a short time ago, before or after, and no person has looked: what would be for ever waits. A portal that was down for long may
    /// have begun again by a clock that is ahead, which nobody can tell apart.
    /// </summary>
    public bool IsClockDoubtful(DateTimeOffset now) => Alarm is not null && now - AlarmSince < s_doubtful;

    /// <summary>The date-driven changes up to that day were taken up.</summary>
    public void Swept(DateOnly today) => LastSweptDay = today;

    /// <summary>A person has looked.</summary>
    public void Answer() => (Alarm, AlarmSince) = (null, null);
}
