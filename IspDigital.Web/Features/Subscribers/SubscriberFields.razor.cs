using IspDigital.Core.Reports;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Subscribers;

/// <summary>The fields that a new and a known subscriber share.</summary>
public partial class SubscriberFields
{
    private IReadOnlyList<(long Id, string Name)> _routers = [];
    private IReadOnlyList<(long Id, string Name)> _groups = [];
    private IReadOnlyList<string> _areas = [];

    /// <summary>What is filled in.</summary>
    [Parameter, EditorRequired]
    public SubscriberForm Form { get; set; } = default!;

    /// <summary>More about the connection.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>More that is seldom needed.</summary>
    [Parameter]
    public RenderFragment? More { get; set; }

    [Inject]
    private SubscriberQueries Subscribers { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _routers = await Subscribers.Routers();
        _groups = await Subscribers.Groups();
        _areas = await Subscribers.Areas();
    }

    private Task<IEnumerable<string>> FindArea(string typed, CancellationToken cancellation) => Task.FromResult(
        string.IsNullOrWhiteSpace(typed) ? _areas : _areas.Where(a => a.Contains(typed, StringComparison.CurrentCultureIgnoreCase)));
}
