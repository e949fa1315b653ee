using IspDigital.Core.Billing;
using IspDigital.Core.Primitives;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Corrections;

/// <summary>Corrects what an invoice comes to: less is a credit note, more a line on the next invoice.</summary>
public partial class AdjustInvoiceDialog
{
    private readonly AdjustInput _input = new();

    [Inject]
    private AdjustInvoice AdjustInvoice { get; set; } = default!;

    private Money? NewTotal => MoneyText.TryRead(_input.NewTotal, out var total) && !total.IsNegative ? total : null;

    /// <inheritdoc/>
    protected override void Begin(CorrectableInvoice invoice) => _input.NewTotal = Plain(invoice.ComesTo);

    private AdjustInvoiceRequest ToRequest() => new(CommandId, InvoiceId, NewTotal ?? new Money(-1), _input.Reason ?? "");

    private IEnumerable<string> What()
    {
        if (NewTotal is not { } total || total == Invoice!.ComesTo)
        {
            return [L["Preview.NewTotal"]];
        }
        var difference = total - Invoice.ComesTo;
        return difference.IsPositive
            ? [L["Preview.AdjustUp", MoneyText.Of(difference), Invoice.Name]]
            : [L["Preview.AdjustDown", MoneyText.Of(-difference), Invoice.Number]];
    }

    private sealed class AdjustInput
    {
        public string NewTotal { get; set; } = "";

        public string? Reason { get; set; }
    }
}
