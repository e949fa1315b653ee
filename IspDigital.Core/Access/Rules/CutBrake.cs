namespace IspDigital.Core.Access.Rules;

/// <summary>Why the brake holds the cuts. The sentence stands in the web resources under <c>Brake.{name}</c>.</summary>
public enum BrakeReason
{
    /// <summary>More cuts in 24 hours than the operator lets happen unseen.</summary>
    TooMany,
    /// <summary>The clock jumped.</summary>
    ClockJumped,
    /// <summary>The portal was down for more than a day: payments may not have been entered.</summary>
    PortalWasDown,
    /// <summary>The cut of somebody on the list was undone within the last week.</summary>
    UndoneBefore,
}

/// <summary>What the brake looks at.</summary>
/// <param name="PlannedUnseen">Cuts on the list that no person approved.</param>
/// <param name="MadeUnseen">Cuts made in the last 24 hours that no person approved.</param>
/// <param name="ActiveSubscribers">Subscribers whose account is open.</param>
/// <param name="UndoneBefore">Planned, not approved, and undone within the last week.</param>
/// <param name="Alarm">The clock's or the portal's alarm that nobody has answered, or null.</param>
public readonly record struct BrakeFacts(int PlannedUnseen, int MadeUnseen, int ActiveSubscribers, int UndoneBefore, BrakeReason? Alarm);

/// <summary>The disconnection brake (product rules, §9): over the limit, or when something is odd, a person must look first.</summary>
/// <param name="LeastCuts">Up to so many cuts are always let through.</param>
/// <param name="Percent">Share of active subscribers that may be cut in 24 hours.</param>
public readonly record struct CutBrake(int LeastCuts, int Percent)
{
    /// <summary>How many cuts may be made in 24 hours without a person.</summary>
    public int Limit(int activeSubscribers) => Math.Max(LeastCuts, (int)((long)activeSubscribers * Percent / 100));

    /// <summary>Why the cuts must wait; empty lets them go.</summary>
    public IReadOnlyList<BrakeReason> Check(BrakeFacts facts)
    {
        if (facts.PlannedUnseen == 0)
        {
            return [];
        }
        var reasons = new List<BrakeReason>();
        if (facts.PlannedUnseen + facts.MadeUnseen > Limit(facts.ActiveSubscribers))
        {
            reasons.Add(BrakeReason.TooMany);
        }
        if (facts.Alarm is { } alarm)
        {
            reasons.Add(alarm);
        }
        if (facts.UndoneBefore > 0)
        {
            reasons.Add(BrakeReason.UndoneBefore);
        }
        return reasons;
    }
}
