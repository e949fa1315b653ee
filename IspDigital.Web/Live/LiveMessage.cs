using System.Text.Json;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;

namespace IspDigital.Web.Live;

/// <summary>One call that a group of clients gets: to whom, what, and how to tell whether it is news.</summary>
/// <param name="Group">The group.</param>
/// <param name="Call">The name of the call; one of each for a group.</param>
/// <param name="Content">What it says, as JSON: two calls of one content are one.</param>
/// <param name="Send">Makes the call.</param>
internal sealed record LiveMessage(LiveGroup Group, string Call, string Content, Func<ILiveClient, Task> Send)
{
    /// <summary>Everything that a reading says, group by group.</summary>
    public static IReadOnlyList<LiveMessage> Of(Summary summary)
    {
        var messages = new List<LiveMessage>();
        foreach (var group in LiveGroup.All)
        {
            var seen = summary.For(group.Everybody);
            if (group.Shows == Permission.ViewDashboard)
            {
                Add(group, nameof(ILiveClient.SummaryChanged), Figures(seen), (client, figures) => client.SummaryChanged(figures));
            }
            else if (group.Shows == Permission.ViewMoney && (seen.Money!.ActiveRun ?? seen.Money.LastRun) is { } run)
            {
                Add(group, nameof(ILiveClient.RunProgressed), Run(run), (client, progress) => client.RunProgressed(progress));
            }
            else if (group.Shows == Permission.ViewAccess)
            {
                Add(group, nameof(ILiveClient.BoardChanged), Board(seen.Lines!), (client, board) => client.BoardChanged(board));
            }
            else if (group.Shows == Permission.ViewRouters)
            {
                Add(group, nameof(ILiveClient.RoutersChanged), Routers(seen.Routers!), (client, routers) => client.RoutersChanged(routers));
            }
        }
        return messages;

        void Add<T>(LiveGroup group, string call, T content, Func<ILiveClient, T, Task> send) =>
            messages.Add(new LiveMessage(group, call, JsonSerializer.Serialize(content), client => send(client, content)));
    }

    private static LiveFigures Figures(Summary summary) => new(
        summary.Today,
        summary.Money is { } money ? Money(money) : null,
        summary.Messages is { } messages ? new LiveMessages(messages.Sent, messages.Failed, messages.Waiting) : null);

    private static LiveMoney Money(MoneySummary money) => new(
        money.SubscribersBilled, Tally(money.Billed), Tally(money.Paid), Tally(money.Unpaid), Tally(money.Overdue), Tally(money.DueIn7Days),
        Tally(money.DueIn30Days), Tally(money.CollectedToday.Together()), Tally(money.CollectedThisMonth.Together()),
        money.CollectedToday.ToDictionary(m => m.Method.ToString(), m => m.Amount.Minor), money.NextRunOn, money.Parked);

    private static LiveTally Tally(Tally tally) => new(tally.Count, tally.Amount.Minor);

    private static LiveRun Run(RunSummary run) => new(run.Id, run.State.ToString(), run.DueSubscribers, run.Processed, run.Invoices, run.Total.Minor);

    private static LiveBoard Board(LineSummary lines) =>
        new(lines.OffForNonPayment, lines.Cutting, lines.Reconnecting, lines.Failed, lines.Planned, lines.HeldBecause.Count > 0);

    private static LiveRouters Routers(RouterSummary routers) =>
        new(routers.Up, routers.All, [.. routers.Troubled.Select(r => new LiveRouter(r.Id, r.Name, r.Health.ToString(), r.Since))]);
}
