namespace IspDigital.Web.Live;

/// <summary>
/// What <c>/hubs/live</c> calls at its clients (docs/live.md). A newcomer gets every call that concerns it once, with what is true
/// now; after that each call comes only when its content changed, at most four times a second. Amounts are whole poisha.
/// </summary>
public interface ILiveClient
{
    /// <summary>The summary figures.</summary>
    Task SummaryChanged(LiveFigures figures);

    /// <summary>A billing run began, came further, waits or ended. Only for those who may see money.</summary>
    Task RunProgressed(LiveRun run);

    /// <summary>The disconnection board. Only for those who may see it.</summary>
    Task BoardChanged(LiveBoard board);

    /// <summary>The routers' health. Only for those who may see routers.</summary>
    Task RoutersChanged(LiveRouters routers);
}

/// <summary>The summary figures.</summary>
/// <param name="Today">Today in the operator's zone.</param>
/// <param name="Money">Billing and collection; null for those who may not see money.</param>
/// <param name="Messages">Today's messages; null for those who may not see them.</param>
public sealed record LiveFigures(DateOnly Today, LiveMoney? Money, LiveMessages? Messages);

/// <summary>Billing and collection.</summary>
/// <param name="SubscribersBilled">Subscribers billed this month.</param>
/// <param name="Billed">Invoices of this month.</param>
/// <param name="Paid">Of those: settled in full; and all that was paid on any of them.</param>
/// <param name="Unpaid">Of those: not settled in full; and what is left.</param>
/// <param name="Overdue">Open invoices past their due date.</param>
/// <param name="DueIn7Days">Open invoices due within 7 days.</param>
/// <param name="DueIn30Days">Open invoices due within 30 days.</param>
/// <param name="CollectedToday">Payments of today.</param>
/// <param name="CollectedThisMonth">Payments of this month.</param>
/// <param name="CollectedTodayByMethod">Today's poisha by method.</param>
/// <param name="NextRunOn">The next day on which invoices are issued, or null.</param>
/// <param name="Parked">Subscribers that could not be billed.</param>
public sealed record LiveMoney(
    int SubscribersBilled, LiveTally Billed, LiveTally Paid, LiveTally Unpaid, LiveTally Overdue, LiveTally DueIn7Days, LiveTally DueIn30Days,
    LiveTally CollectedToday, LiveTally CollectedThisMonth, IReadOnlyDictionary<string, long> CollectedTodayByMethod, DateOnly? NextRunOn, int Parked);

/// <summary>How many, and how much together.</summary>
/// <param name="Count">How many.</param>
/// <param name="AmountMinor">Their sum in poisha.</param>
public readonly record struct LiveTally(int Count, long AmountMinor);

/// <summary>Today's messages.</summary>
/// <param name="Sent">Sent today.</param>
/// <param name="Failed">Given up today.</param>
/// <param name="Waiting">Waiting now.</param>
public sealed record LiveMessages(int Sent, int Failed, int Waiting);

/// <summary>A billing run.</summary>
/// <param name="Id">The run.</param>
/// <param name="State"><c>Running</c>, <c>AwaitingApproval</c>, <c>Paused</c>, <c>Completed</c>, <c>Cancelled</c> or <c>Failed</c>.</param>
/// <param name="DueSubscribers">Subscribers that were due when it began.</param>
/// <param name="Processed">Subscribers looked at.</param>
/// <param name="Invoices">Invoices issued.</param>
/// <param name="TotalMinor">Their sum in poisha.</param>
public sealed record LiveRun(long Id, string State, int DueSubscribers, int Processed, int Invoices, long TotalMinor);

/// <summary>The disconnection board in numbers.</summary>
/// <param name="OffForNonPayment">Off for non-payment, confirmed by the router.</param>
/// <param name="Cutting">Cuts on their way.</param>
/// <param name="Reconnecting">Reconnections on their way.</param>
/// <param name="Failed">Refused by a router.</param>
/// <param name="Planned">On the list of the next cut day.</param>
/// <param name="IsHeld">Whether the brake holds that list.</param>
public sealed record LiveBoard(int OffForNonPayment, int Cutting, int Reconnecting, int Failed, int Planned, bool IsHeld);

/// <summary>The routers' health.</summary>
/// <param name="Up">They answer.</param>
/// <param name="All">In service.</param>
/// <param name="Troubled">Those that do not answer or refuse.</param>
public sealed record LiveRouters(int Up, int All, IReadOnlyList<LiveRouter> Troubled);

/// <summary>A router that is not up.</summary>
/// <param name="Id">The router.</param>
/// <param name="Name">Its name.</param>
/// <param name="Health"><c>Down</c> or <c>Refusing</c>.</param>
/// <param name="Since">Since when, UTC.</param>
public sealed record LiveRouter(long Id, string Name, string Health, DateTimeOffset? Since);
