using IspDigital.Core.Access.Rules;
using IspDigital.Core.Primitives;
using IspDigital.Core.Routers;

namespace IspDigital.Core.Access;

/// <summary>Where a line stands on the board.</summary>
public enum BoardPlace
{
    /// <summary>The router is asked at this moment, or as soon as it is its turn.</summary>
    InProgress,
    /// <summary>The router does not answer; it is done as soon as it does.</summary>
    WaitingForRouter,
    /// <summary>The router said no; somebody must do something.</summary>
    Failed,
    /// <summary>Read back from the router today.</summary>
    Done,
}

/// <summary>How many stand where.</summary>
/// <param name="Planned">On the list of the next cuts.</param>
/// <param name="Held">Of those, how many wait for a person because of the brake.</param>
/// <param name="InProgress">Cuts and reconnections that the routers are being asked for.</param>
/// <param name="Waiting">Those whose router does not answer.</param>
/// <param name="Failed">Those that a router refused.</param>
/// <param name="DoneToday">Cuts and reconnections proved today.</param>
/// <param name="Off">Open accounts that are to be off now, for whatever reason: active disconnections.</param>
/// <param name="PaidButOff">Those that should be on and are still proved off.</param>
public sealed record BoardCounts(int Planned, int Held, int InProgress, int Waiting, int Failed, int DoneToday, int Off, int PaidButOff);

/// <summary>A line on the board.</summary>
/// <param name="SubscriberId">Whose.</param>
/// <param name="Code">Their code.</param>
/// <param name="Name">Their name.</param>
/// <param name="RouterId">The router.</param>
/// <param name="RouterName">Its name.</param>
/// <param name="RouterHealth">How it was seen last.</param>
/// <param name="PppName">The login name there.</param>
/// <param name="Change">What kind of work it is.</param>
/// <param name="Online">What is wanted.</param>
/// <param name="ConfirmedOnline">What the router was last proved to hold.</param>
/// <param name="Since">When it was decided, UTC; where it is done, when it was proved.</param>
/// <param name="Because">What decided.</param>
/// <param name="Amount">What is or was overdue; null where nothing is or the person may not see money.</param>
/// <param name="ErrorCode">Resource key of what went wrong, or null.</param>
/// <param name="ErrorText">The router's own words, or null.</param>
/// <param name="NextAttemptAt">When it is tried again, UTC.</param>
/// <param name="IsUnderWay">Whether the router is being asked at this very moment.</param>
/// <param name="WaitsForWindow">Whether the router is not told now, for the hours of cuts for money are over: it is in the next ones.</param>
public sealed record BoardLine(
    long SubscriberId, string Code, string Name, long RouterId, string RouterName, RouterHealth RouterHealth, string PppName,
    AccessChange Change, bool Online, bool? ConfirmedOnline, DateTimeOffset Since, AccessReason? Because, Money? Amount,
    string? ErrorCode, string? ErrorText, DateTimeOffset? NextAttemptAt, bool IsUnderWay, bool WaitsForWindow)
{
    /// <summary>Should be on and is proved off: the phone is about to ring.</summary>
    public bool IsPaidButOff => Online && ConfirmedOnline == false;
}

/// <summary>The lines of one place, as far as the board shows them.</summary>
/// <param name="Place">Which.</param>
/// <param name="Lines">The first of them.</param>
/// <param name="Total">How many there are.</param>
public sealed record BoardSection(BoardPlace Place, IReadOnlyList<BoardLine> Lines, int Total);

/// <summary>Somebody on a list of cuts.</summary>
/// <param name="CutId">The planned cut.</param>
/// <param name="SubscriberId">Who.</param>
/// <param name="Code">Their code.</param>
/// <param name="Name">Their name.</param>
/// <param name="RouterName">Their router.</param>
/// <param name="Amount">What is overdue beyond grace; null where the person may not see money.</param>
/// <param name="InvoiceNumber">The invoice that is overdue longest.</param>
/// <param name="IsApproved">Whether a person approved it.</param>
public sealed record PlannedLine(
    long CutId, long SubscriberId, string Code, string Name, string? RouterName, Money? Amount, string InvoiceNumber, bool IsApproved);

/// <summary>A list of cuts.</summary>
/// <param name="Id">The list.</param>
/// <param name="Day">The day of the cuts.</param>
/// <param name="OpensAt">When they begin, UTC.</param>
/// <param name="HeldBecause">Why the brake holds it; empty while it does not.</param>
/// <param name="Planned">How many are still to be cut.</param>
/// <param name="Unapproved">Of those, how many no person has approved.</param>
/// <param name="Total">What they owe together; null where the person may not see money.</param>
/// <param name="Made">How many were cut by it: what <see cref="UndoBatch"/> would bring back at most.</param>
/// <param name="UndoneBy">Who undid it, or null.</param>
/// <param name="Lines">The first of those still to be cut, the largest amount first.</param>
public sealed record CutListView(
    long Id, DateOnly Day, DateTimeOffset OpensAt, IReadOnlyList<BrakeReason> HeldBecause, int Planned, int Unapproved, Money? Total, int Made,
    string? UndoneBy, IReadOnlyList<PlannedLine> Lines);

/// <summary>The live board.</summary>
/// <param name="Counts">How many stand where.</param>
/// <param name="Next">The list of the next cuts, or null.</param>
/// <param name="Last">The newest list by which somebody was cut, to be undone; null where there is none of this or the last day.</param>
/// <param name="Sections">The lines, place by place.</param>
public sealed record DisconnectionBoard(BoardCounts Counts, CutListView? Next, CutListView? Last, IReadOnlyList<BoardSection> Sections)
{
    /// <summary>The lines of a place.</summary>
    public BoardSection Of(BoardPlace place) => Sections.Single(s => s.Place == place);
}
