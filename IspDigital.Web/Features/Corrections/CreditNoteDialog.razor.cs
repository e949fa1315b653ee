using IspDigital.Core.Billing;
using IspDigital.Core.Primitives;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Corrections;

/// <summary>Gives back part or all of an invoice.</summary>
public partial class CreditNoteDialog
{
    private readonly CreditInput _input = new();

    [Inject]
    private IssueCreditNote IssueCreditNote { get; set; } = default!;

    /// <inheritdoc/>
    protected override void Begin(CorrectableInvoice invoice) => _input.Amount = Plain(invoice.LeftToCredit);

    private IssueCreditNoteRequest ToRequest() => new(CommandId, InvoiceId, Typed(_input.Amount), _input.Reason ?? "");

    private IEnumerable<string> What()
    {
        var amount = Typed(_input.Amount);
        if (!amount.IsPositive)
        {
            yield return L["Preview.Amount"];
            yield break;
        }
        if (amount > Invoice!.LeftToCredit)
        {
            yield return L["Preview.CreditTooMuch", MoneyText.Of(Invoice.LeftToCredit)];
            yield break;
        }
        var pays = Money.Min(amount, Invoice.Outstanding);
        if (pays.IsPositive)
        {
            yield return L["Preview.CreditPays", MoneyText.Of(pays), Invoice.Number, MoneyText.Of(Invoice.Outstanding - pays)];
        }
        if (amount > pays)
        {
            yield return L["Preview.CreditRest", MoneyText.Of(amount - pays), Invoice.Name];
        }
    }

    private sealed class CreditInput
    {
        public string Amount { get; set; } = "";

        public string? Reason { get; set; }
    }
}
