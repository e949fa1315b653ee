using IspDigital.Core.Live;
using IspDigital.Core.Reports;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Reminders;

/// <summary>A subscriber's messages with their text and state, live; for the subscriber's page.</summary>
public partial class MessagesPanel
{
    private IReadOnlyList<MessageRow> _messages = [];

    /// <summary>Whose.</summary>
    [Parameter, EditorRequired]
    public long SubscriberId { get; set; }

    /// <inheritdoc/>
    protected override ChangeKind[] Watches => [ChangeKind.Message];

    [Inject]
    private MessageQueries Messages { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    /// <inheritdoc/>
    protected override bool Concerns(IReadOnlyCollection<Change> changes) => changes.Any(c => c.SubscriberId is null || c.SubscriberId == SubscriberId);

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation) => _messages = await Messages.OfSubscriber(SubscriberId, cancellation);

    private async Task Show(MessageRow message)
    {
        var dialog = await MessageDialog.Open(Dialogs, M["Detail.Title"], message);
        if (await dialog.Result is { Canceled: false })
        {
            await Reload();
        }
    }
}
