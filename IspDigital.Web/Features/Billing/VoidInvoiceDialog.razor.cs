using IspDigital.Core.Billing;
using IspDigital.Core.Primitives;
using IspDigital.Web.Localization;
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

    /// <summary>What of it was written off, and so was never paid.</summary>
    [Parameter]
    public Money WrittenOff { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    /// <summary>A one-off charge and a credit note have no period to bill anew: what is not said of all has a sentence of its kind.</summary>
    private string Say(string key, params object[] args)
    {
        var ofItsKind = $"{key}.{Invoice.Kind}";
        return L[L[ofItsKind].ResourceNotFound ? key : ofItsKind, args];
    }

    /// <summary>What becomes of the money that settled it. A credit note was settled by nobody.</summary>
    private string Settled
    {
        get
        {
            if (Invoice.Kind == InvoiceKind.CreditNote)
            {
                return "";
            }
            var paid = Invoice.Paid - WrittenOff;
            var sentence = paid.IsPositive ? L["Void.Paid", MoneyText.Of(paid)].Value : L["Void.NotPaid"].Value;
            return WrittenOff.IsPositive ? $"{sentence} {L["Void.WrittenOff", MoneyText.Of(WrittenOff)].Value}" : sentence;
        }
    }

    private void Cancel() => Dialog.Cancel();

    private void Yes() => Dialog.Close(DialogResult.Ok(new VoidInvoiceRequest(Invoice.Id, _reason.Trim(), _isPeriodWaived)));
}
