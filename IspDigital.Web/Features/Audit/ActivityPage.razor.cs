using IspDigital.Core.Audit;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Web.Components.Lists;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Audit;

/// <summary>The record: who did what, to whom, when and why. What it shows stands in its address and can be exported as it is.</summary>
public partial class ActivityPage
{
    private static readonly ChangeKind[] s_all = Enum.GetValues<ChangeKind>();
    private (string Value, string Text)[] _areas = [];
    private (string Value, string Text)[] _actors = [];
    private (string Value, string Text)[] _spans = [];

    [Inject]
    private ActivityQueries Activity { get; set; } = default!;

    [Inject]
    private BusinessClock Clock { get; set; } = default!;

    [Inject]
    private ICurrentActor Actor { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string ExportHref => ActivityExport.Path + new Uri(Navigation.Uri).Query;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _areas = [.. Enum.GetNames<AuditArea>().Select(a => (a, L["Area." + a].Value))];
        _spans = [.. Enum.GetNames<ActivitySpan>().Select(s => (s, L["Since." + s].Value))];
        _actors = [.. (await Activity.Actors()).Select(a => (a, ActivityView.Who(a) is { IsJob: true } job ? L["Job", job.Name].Value : a))];
    }

    private async Task<Page<ActivityRow>> Read(ListState list, CancellationToken cancellation)
    {
        StateHasChanged();
        return await Activity.List(ActivityExport.FilterOf(list, (await Clock.Now(cancellation)).Today), list.Page, cancellation);
    }
}
