using IspDigital.Core.Live;
using IspDigital.Core.Reports;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Reminders;

/// <summary>Says that a channel is not set up, or in trouble, where messages wait for it; nothing otherwise.</summary>
public partial class MessagingBanner
{
    private IReadOnlyList<ChannelStatus> _channels = [];

    /// <inheritdoc/>
    protected override ChangeKind[] Watches => [ChangeKind.Message];

    [Inject]
    private MessageQueries Messages { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation) => _channels = await Messages.Channels(cancellation);
}
