using IspDigital.Core.Billing;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Billing;

/// <summary>Asks why an invoice is taken back, and whether its period is to be billed anew; answers with a <see cref="VoidInvoiceRequest"/>.</summary>
public partial class VoidInvoiceDialog
{
    private static readonly Dictionary<string, object?> s_reasonAttributes = new() { ["data-testid"] = "confirm-reason" };
    private static readonly Dictionary<string, object?> s_waiveAttributes = new() { ["data-testid"] = "void-waive" };
    private string _reason = "";
    private bool _isPeriodWaived;

    /// <summary>The invoice.</summary>
    [Parameter, EditorRequired]
    public InvoiceRow Invoice { get; set; } = default!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    /// <summary>A one-off charge and a credit note have no period to bill anew: what is not said of all has a sentence of its kind.</summary>
    private string Say(string key, params object[] args)
    {
        var ofItsKind = $"{key}.{Invoice.Kind}";
        return L[L[ofItsKind].ResourceNotFound ? key : ofItsKind, args];
    }

    private void Cancel() => Dialog.Cancel();

    private void Yes() => Dialog.Close(DialogResult.Ok(new VoidInvoiceRequest(Invoice.Id, _reason.Trim(), _isPeriodWaived)));
}
