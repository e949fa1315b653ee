using IspDigital.Core.Billing;
using IspDigital.Core.Live;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Billing;

/// <summary>What a run did, in five figures; each opens its list.</summary>
public partial class BillingRunPage
{
    private BillingRun? _run;

    /// <summary>The run.</summary>
    [Parameter]
    public long Id { get; set; }

    [Inject]
    private BillingRunQueries Runs { get; set; } = default!;

    /// <inheritdoc/>
    protected override ChangeKind[] Watches => [ChangeKind.BillingRun];

    private string Title => _run is { } run ? L["Active.Title", DateText.Day(run.ThroughDate)] : L["Runs"];

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation) => _run = await Runs.One(Id, cancellation);

    private string Invoices(DateOnly? from = null, DateOnly? to = null) =>
        FormattableString.Invariant($"/invoices?run={Id}") + (from is { } first ? FormattableString.Invariant($"&from={first:yyyy-MM-dd}") : "")
        + (to is { } last ? FormattableString.Invariant($"&to={last:yyyy-MM-dd}") : "");

    /// <summary>The list of the most frequent reason; the others are one choice away there.</summary>
    private static string SkippedHref(BillingRun run) =>
        run.SkippedCut > Math.Max(run.SkippedClosed, run.SkippedPaused) ? "/subscribers?state=Cut"
        : run.SkippedPaused > run.SkippedClosed ? "/subscribers?state=Paused" : "/subscribers?state=Closed";

    private string Skipped(BillingRun run)
    {
        (string Key, int Count)[] reasons =
        [
            ("Paused", run.SkippedPaused), ("Closed", run.SkippedClosed), ("Cut", run.SkippedCut),
            ("NothingLeft", run.Skipped - run.SkippedPaused - run.SkippedClosed - run.SkippedCut),
        ];
        return run.Skipped == 0 ? R["Run.SkippedHelp"]
            : string.Join(" · ", reasons.Where(r => r.Count > 0).Select(r => $"{R["NoBillReason." + r.Key].Value} {MoneyText.Count(r.Count)}"));
    }
}
