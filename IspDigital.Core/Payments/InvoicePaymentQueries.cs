using IspDigital.Core.Data;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Payments;

/// <summary>What a payment pays of one invoice.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="Amount">How much of it.</param>
/// <param name="Method">How it came.</param>
/// <param name="TransactionId">The provider's id.</param>
/// <param name="ReceivedOn">The day it came.</param>
public sealed record InvoicePayment(long PaymentId, Money Amount, PaymentMethod Method, string? TransactionId, DateOnly ReceivedOn);

/// <summary>Reads which payments paid an invoice.</summary>
public sealed class InvoicePaymentQueries(IspStore store)
{
    /// <summary>What pays the invoice now, oldest first; what was released is left out.</summary>
    public async Task<IReadOnlyList<InvoicePayment>> Of(long invoiceId, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        var shares = await db.PaymentAllocations.Where(a => a.InvoiceId == invoiceId)
            .GroupBy(a => a.PaymentId).Select(g => new { PaymentId = g.Key, Minor = g.Sum(a => a.Amount.Minor) })
            .Where(s => s.Minor != 0).ToDictionaryAsync(s => s.PaymentId, s => new Money(s.Minor), cancellation);
        var payments = await db.Payments.Where(p => shares.Keys.Contains(p.Id)).OrderBy(p => p.ReceivedOn).ThenBy(p => p.Id)
            .Select(p => new { p.Id, p.Method, p.TransactionId, p.ReceivedOn }).ToListAsync(cancellation);
        return [.. payments.Select(p => new InvoicePayment(p.Id, shares[p.Id], p.Method, p.TransactionId, p.ReceivedOn))];
    }
}
