using IspDigital.Core.Live;
using IspDigital.Core.Reports;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Subscribers;

/// <summary>What a subscriber was told, and how far it came.</summary>
public partial class MessagesTab
{
    private IReadOnlyList<MessageRow> _messages = [];

    /// <summary>Whose.</summary>
    [Parameter, EditorRequired]
    public long SubscriberId { get; set; }

    /// <inheritdoc/>
    protected override ChangeKind[] Watches => [ChangeKind.Message];

    [Inject]
    private MessageQueries Messages { get; set; } = default!;

    /// <inheritdoc/>
    protected override bool Concerns(IReadOnlyCollection<Change> changes) => changes.Any(c => c.SubscriberId is null || c.SubscriberId == SubscriberId);

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation) => _messages = await Messages.OfSubscriber(SubscriberId, cancellation);
}
