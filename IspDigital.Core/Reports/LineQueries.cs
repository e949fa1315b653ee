using IspDigital.Core.Access;
using IspDigital.Core.Access.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Reports;

/// <summary>Where a subscriber's line is, as the router last proved it.</summary>
public enum LineState
{
    /// <summary>The subscriber has no line on a router.</summary>
    None,
    /// <summary>Allowed, and the router holds it so.</summary>
    On,
    /// <summary>Allowed, and on its way to the router.</summary>
    ComingBack,
    /// <summary>Cut, and the router holds it so.</summary>
    Off,
    /// <summary>To be cut, and on its way to the router.</summary>
    GoingOff,
    /// <summary>The router refuses; a person must look.</summary>
    Stuck,
}

/// <summary>A subscriber's line: wanted, proved, and why.</summary>
/// <param name="State">Where it is.</param>
/// <param name="MayBeOnline">What was decided.</param>
/// <param name="Reasons">Why, the deciding one first.</param>
/// <param name="DecidedAt">When it was decided, UTC.</param>
/// <param name="ConfirmedAt">When the router last proved it, UTC.</param>
/// <param name="Problem">The router's own words where it is stuck.</param>
public sealed record SubscriberLine(
    LineState State, bool MayBeOnline, IReadOnlyList<AccessReason> Reasons, DateTimeOffset? DecidedAt, DateTimeOffset? ConfirmedAt, string? Problem)
{
    /// <summary>No line to speak of.</summary>
    public static SubscriberLine None { get; } = new(LineState.None, true, [], null, null, null);

    /// <summary>Whether it is off, or on its way off, for money alone.</summary>
    public bool IsCutForMoney => !MayBeOnline && Reasons is [{ Code: AccessReasonCode.Overdue }, ..];
}

/// <summary>Reads where lines are.</summary>
public sealed class LineQueries(IspStore store)
{
    /// <summary>One subscriber's line.</summary>
    public async Task<SubscriberLine> Of(long subscriberId, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewSubscribers, cancellation);
        var wanted = await db.DesiredStates.SingleOrDefaultAsync(d => d.SubscriberId == subscriberId, cancellation);
        return wanted is null
            ? SubscriberLine.None
            : new SubscriberLine(StateOf(wanted), wanted.Online, wanted.Reasons, wanted.DecidedAt, wanted.ConfirmedAt, wanted.LastErrorText);
    }

    /// <summary>Where a line is by what is wanted and what was proved.</summary>
    internal static LineState StateOf(DesiredState wanted) => (wanted.Apply, wanted.Online) switch
    {
        (ApplyState.Failed, _) => LineState.Stuck,
        (ApplyState.Done, true) => LineState.On,
        (ApplyState.Done, false) => LineState.Off,
        (ApplyState.Pending, true) => wanted.Change == AccessChange.Sync && wanted.ConfirmedOnline == true ? LineState.On : LineState.ComingBack,
        (ApplyState.Pending, false) => LineState.GoingOff,
    };
}
