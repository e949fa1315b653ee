using IspDigital.Core.Ledger;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing;

/// <summary>What an invoice posts: receivable against revenue and tax, or against the opening balances; a credit note gives an advance.</summary>
public static class ChargePosting
{
    /// <summary>The posting of an invoice that has its id; null where it asks for nothing.</summary>
    public static Posting? Of(Invoice invoice)
    {
        var opening = invoice.Lines.Where(l => l.Kind == LineKind.OpeningBalance).Sum(l => l.Net);
        PostingLine[] lines =
        [
            new(invoice.Kind == InvoiceKind.CreditNote ? Account.Advances : Account.Receivable, invoice.Total),
            new(Account.Revenue, opening - invoice.Subtotal),
            new(Account.TaxPayable, -invoice.Tax),
            new(Account.OpeningBalances, -opening),
        ];
        return invoice.Total.IsZero ? null : new Posting(
            invoice.SubscriberId, invoice.Kind == InvoiceKind.CreditNote ? EntryKind.Credit : opening.IsZero ? EntryKind.Charge : EntryKind.Opening, invoice.IssueDate, nameof(Invoice), invoice.Id,
            KeyOf(invoice.Id), [.. lines.Where(l => !l.Amount.IsZero)]);
    }

    /// <summary>The key under which an invoice's charge is posted.</summary>
    public static string KeyOf(long invoiceId) => $"invoice:{invoiceId}";
}
