using IspDigital.Core.Billing;
using IspDigital.Core.Reports;
using IspDigital.Core.Routers;
using IspDigital.Web.Components.Shared;

namespace IspDigital.Web.Features.Dashboard;

/// <summary>Something that is wrong or waits for a person.</summary>
/// <param name="Key">Resource key of its sentence.</param>
/// <param name="Meaning">How bad it is.</param>
/// <param name="Href">Where to act; null where there is no such place.</param>
/// <param name="Count">How many, for the sentence; zero where it counts nothing.</param>
/// <param name="Name">Which, for the sentence.</param>
/// <param name="Since">Since when, UTC.</param>
public sealed record Trouble(string Key, Meaning Meaning, string? Href, int Count = 0, string Name = "", DateTimeOffset? Since = null)
{
    /// <summary>Resource key of the sentence for that many.</summary>
    public string Sentence => Count == 1 ? Key + ".One" : Key;
}

/// <summary>What is wrong, worst first; nothing when all is well.</summary>
public static class Troubles
{
    /// <summary>From the summary; what the person may not see is not there and so not told.</summary>
    public static IReadOnlyList<Trouble> Of(Summary summary) =>
        [.. Routers(summary.Routers).Concat(Lines(summary.Lines)).Concat(Money(summary.Money)).Concat(Rest(summary)).OrderByDescending(t => t.Meaning)];

    private static IEnumerable<Trouble> Routers(RouterSummary? routers) => (routers?.Troubled ?? []).Select(r => new Trouble(
        r.Health == RouterHealth.Refusing ? "Trouble.RouterRefusing" : "Trouble.RouterDown", Meaning.Bad, $"/routers/{r.Id}", 0, r.Name, r.Since));

    private static IEnumerable<Trouble> Lines(LineSummary? lines)
    {
        if (lines is { HeldBecause.Count: > 0 })
        {
            yield return new("Trouble.CutsHeld", Meaning.Warn, "/disconnections", lines.Planned);
        }
        if (lines is { Failed: > 0 })
        {
            yield return new("Trouble.LinesFailed", Meaning.Bad, "/disconnections", lines.Failed);
        }
    }

    private static IEnumerable<Trouble> Money(MoneySummary? money)
    {
        if (money?.ActiveRun is { State: BillingRunState.AwaitingApproval } waiting)
        {
            yield return new("Trouble.RunWaits", Meaning.Warn, "/billing-runs", waiting.DueSubscribers, Since: waiting.StartedAt);
        }
        if (money is { ActiveRun: null, LastRun.State: BillingRunState.Failed })
        {
            yield return new("Trouble.RunFailed", Meaning.Bad, "/billing-runs", Since: money.LastRun.FinishedAt);
        }
        if (money is { Parked: > 0 })
        {
            yield return new("Trouble.Parked", Meaning.Warn, "/billing-runs/parked", money.Parked);
        }
    }

    private static IEnumerable<Trouble> Rest(Summary summary)
    {
        if (summary.Messages is { Failed: > 0 } messages)
        {
            yield return new("Trouble.MessagesFailed", Meaning.Warn, "/messages?state=Failed", messages.Failed);
        }
        foreach (var job in summary.FailingJobs)
        {
            yield return new("Trouble.JobFails", Meaning.Bad, null, 0, job);
        }
    }
}
