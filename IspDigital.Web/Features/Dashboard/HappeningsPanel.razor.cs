using IspDigital.Core.Reports;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Dashboard;

/// <summary>The last things that happened, newest first; what came after the page was opened glows once.</summary>
public partial class HappeningsPanel
{
    private HashSet<(HappeningKind Kind, long Key)>? _first;

    /// <summary>Newest first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<Happening> Happenings { get; set; } = [];

    /// <inheritdoc/>
    protected override void OnParametersSet() => _first ??= [.. Happenings.Select(h => (h.Kind, h.Key))];

    private bool IsNew(Happening happening) => !_first!.Contains((happening.Kind, happening.Key));
}
