using IspDigital.Core.Live;
using IspDigital.Core.Reports;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Subscribers;

/// <summary>Everything that happened with a subscriber, newest first.</summary>
public partial class TimelineTab
{
    private const string JobPrefix = "job:";
    private const int PageSize = 50;
    private List<TimelineItem> _items = [];
    private DateTimeOffset? _before;
    private int _pages = 1;

    /// <summary>Whose.</summary>
    [Parameter, EditorRequired]
    public long SubscriberId { get; set; }

    /// <inheritdoc/>
    protected override ChangeKind[] Watches =>
        [ChangeKind.Subscriber, ChangeKind.Invoice, ChangeKind.Payment, ChangeKind.Message, ChangeKind.Access];

    [Inject]
    private TimelineQueries Timeline { get; set; } = default!;

    /// <inheritdoc/>
    protected override bool Concerns(IReadOnlyCollection<Change> changes) => changes.Any(c => c.SubscriberId is null || c.SubscriberId == SubscriberId);

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation)
    {
        var page = await Timeline.Of(SubscriberId, null, PageSize * _pages, cancellation);
        (_items, _before) = ([.. page.Items], page.Before);
    }

    private async Task Older()
    {
        var page = await Timeline.Of(SubscriberId, _before, PageSize, Ending);
        _items.AddRange(page.Items);
        _before = page.Before;
        _pages++;
    }

    private string Who(string actorName) => actorName.StartsWith(JobPrefix, StringComparison.Ordinal) ? L["Timeline.Portal"] : actorName;
}
