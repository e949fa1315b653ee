using IspDigital.Core.Messaging;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Reminders;

/// <summary>One message: its text as sent, its way, and what to do where it failed.</summary>
public partial class MessageDialog
{
    private bool _isRunning;

    /// <summary>The message.</summary>
    [Parameter, EditorRequired]
    public MessageRow Message { get; set; } = default!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private RetryMessage RetryMessage { get; set; } = default!;

    [Inject]
    private ICurrentActor Actor { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private ErrorText Errors { get; set; } = default!;

    private bool MayRetry => MessageView.CanRetry(Message) && Actor.Current.May(Permission.ManageReminders);

    private bool IsWaiting => Message.State is Core.Messaging.MessageState.Queued;

    /// <summary>Opens it; a result that is not cancelled means that the message was put into the queue again.</summary>
    public static Task<IDialogReference> Open(IDialogService dialogs, string title, MessageRow message) =>
        dialogs.ShowAsync<MessageDialog>(title, new DialogParameters<MessageDialog> { { d => d.Message, message } }, new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true });

    private async Task Retry()
    {
        _isRunning = true;
        var result = await RetryMessage.Run(new RetryMessageRequest(Message.Id));
        Snackbar.Add(result.IsOk ? M["Retried"] : Errors.Of(result.Error), result.IsOk ? Severity.Success : Severity.Error);
        Dialog.Close(DialogResult.Ok(Message.Id));
    }

    private void Close() => Dialog.Cancel();
}
