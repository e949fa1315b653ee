using IspDigital.Core.Messaging;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Web.Components.Lists;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Reminders;

/// <summary>Every message: state, error, what to do.</summary>
public partial class MessagesPage
{
    private DataList<MessageRow> _list = default!;

    [Inject]
    private MessageQueries Messages { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    private IEnumerable<(string, string)> States => Enum.GetValues<MessageState>().Select(s => (s.ToString(), M[$"State.{s}"].Value));

    private IEnumerable<(string, string)> Channels => Enum.GetValues<Channel>().Select(c => (c.ToString(), M[$"Channel.{c}"].Value));

    private IEnumerable<(string, string)> MessageChoices => Enum.GetValues<MessageKind>().Select(k => (k.ToString(), M[$"Kind.{k}"].Value));

    private Task<Page<MessageRow>> Read(ListState list, CancellationToken cancellation) => Messages.List(
        new MessageFilter(list.Choice<MessageState>("state"), list.Choice<Channel>("channel"), list.Choice<MessageKind>("kind"), list.Search), list.Page, cancellation);

    private async Task Show(MessageRow message)
    {
        var dialog = await MessageDialog.Open(Dialogs, M["Detail.Title"], message);
        if (await dialog.Result is { Canceled: false })
        {
            await _list.Again();
        }
    }
}
