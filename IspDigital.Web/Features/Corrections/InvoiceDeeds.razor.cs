using IspDigital.Core.Billing;
using IspDigital.Core.Staff;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Corrections;

/// <summary>What can be done with an issued invoice, each by who may.</summary>
public partial class InvoiceDeeds
{
    /// <summary>The invoice.</summary>
    [Parameter, EditorRequired]
    public InvoiceRow Row { get; set; } = default!;

    /// <summary>It is to be taken back.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnVoid { get; set; }

    /// <summary>Something was done.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnDone { get; set; }

    [Inject]
    private ICurrentActor Actor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    private bool IsOpen => Row is { Status: InvoiceStatus.Open, Kind: not InvoiceKind.CreditNote };

    private bool MayMarkPaid => IsOpen && Actor.Current.May(Permission.RecordPayments);

    private bool MayCorrect => Row.Status != InvoiceStatus.Void && Actor.Current.May(Permission.CorrectMoney);

    private Task Ask<TDialog>(string title)
        where TDialog : InvoiceCorrectionDialog => After(Correcting.Ask<TDialog>(Dialogs, Snackbar, title, new() { { d => d.InvoiceId, Row.Id } }));

    private Task WriteOff() => After(Correcting.Ask<WriteOffDialog>(
        Dialogs, Snackbar, L["WriteOff"], new() { { d => d.SubscriberId, Row.SubscriberId }, { d => d.InvoiceId, Row.Id } }));

    private async Task After(Task<bool> asked)
    {
        if (await asked)
        {
            await OnDone.InvokeAsync();
        }
    }
}
