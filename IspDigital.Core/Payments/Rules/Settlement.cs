using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Payments.Rules;

/// <summary>Part of a payment that goes to one invoice.</summary>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="Number">Its number.</param>
/// <param name="Amount">How much of the payment.</param>
/// <param name="LeftToPay">What stays open on it.</param>
public sealed record SettledShare(long InvoiceId, string Number, Money Amount, Money LeftToPay);

/// <summary>What an amount settles. The shares and the remainder always sum to the amount.</summary>
/// <param name="Shares">Invoice by invoice; each above zero, none more than the invoice asks.</param>
/// <param name="Remainder">Left over: an advance.</param>
public sealed record Settlement(IReadOnlyList<SettledShare> Shares, Money Remainder)
{
    /// <summary>What goes to invoices.</summary>
    public Money Settled => Shares.Sum(s => s.Amount);

    /// <summary>
    /// Spreads an amount over open invoices: those that staff picked first, then the others, each oldest due first
    /// (product rules, §7). Money never becomes an advance while an invoice is open.
    /// </summary>
    /// <param name="received">The amount; zero or more.</param>
    /// <param name="openInvoices">Unsettled invoices in any order.</param>
    /// <param name="pickedIds">Invoices that staff picked; null or empty for none.</param>
    public static Settlement Of(Money received, IEnumerable<OpenInvoice> openInvoices, IReadOnlyCollection<long>? pickedIds = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(received.Minor, nameof(received));
        var shares = new List<SettledShare>();
        var left = received;
        var inOrder = openInvoices
            .OrderByDescending(i => pickedIds?.Contains(i.InvoiceId) == true).ThenBy(i => i.DueDate).ThenBy(i => i.InvoiceId);
        foreach (var invoice in inOrder)
        {
            var share = Money.Min(left, invoice.Outstanding);
            if (share.IsPositive)
            {
                shares.Add(new SettledShare(invoice.InvoiceId, invoice.Number, share, invoice.Outstanding - share));
                left -= share;
            }
        }
        return new Settlement(shares, left);
    }
}
