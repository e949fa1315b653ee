using IspDigital.Core.Live;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Web.Components.Layout;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Dashboard;

/// <summary>The first page: whether anything is wrong, the figures of the billing summary, and what happened last; all live.</summary>
public partial class DashboardPage
{
    private Summary? _summary;
    private IReadOnlyList<Trouble> _troubles = [];
    private IReadOnlyList<(string Key, IReadOnlyList<Figure> Figures)> _figures = [];

    [Inject]
    private SummaryQueries Summaries { get; set; } = default!;

    [Inject]
    private ICurrentActor Actor { get; set; } = default!;

    [Inject]
    private DateText Dates { get; set; } = default!;

    /// <inheritdoc/>
    protected override ChangeKind[] Watches => Enum.GetValues<ChangeKind>();

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation)
    {
        var summary = await Summaries.Now(cancellation);
        if (ReferenceEquals(summary, _summary))
        {
            return;
        }
        var figures = new Figures(L, Dates);
        _troubles = Dashboard.Troubles.Of(summary);
        _figures = summary.Money is { } money
            ? [("ThisMonth", figures.Billing(money, summary.Today)), ("Collection", figures.Collection(money)), ("Service", figures.Service(summary))]
            : [("Service", figures.Service(summary))];
        _summary = summary;
    }

    // Where a list has its place in the navigation, the same right opens it.
    private bool MayOpen(string href) => NavItems.All.Where(p => p.Href != "/" && href.StartsWith(p.Href, StringComparison.Ordinal))
        .All(p => Actor.Current.May(p.Permission));
}
