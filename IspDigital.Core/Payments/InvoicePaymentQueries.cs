using IspDigital.Core.Data;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Payments;

/// <summary>What a payment pays of one invoice.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="Amount">How much of it.</param>
/// <param name="Method">How it came.</param>
/// <param name="Reference">The provider's id, or the number of the credit note that pays; null where there is neither.</param>
/// <param name="ReceivedOn">The day it came.</param>
/// <param name="CreditNoteId">The credit note that pays, or null.</param>
public sealed record InvoicePayment(long PaymentId, Money Amount, PaymentMethod Method, string? Reference, DateOnly ReceivedOn, long? CreditNoteId);

/// <summary>What a credit note pays of one invoice.</summary>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="Number">Its number.</param>
/// <param name="Amount">How much.</param>
public sealed record CreditUse(long InvoiceId, string Number, Money Amount);

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
            .Select(p => new { p.Id, p.Method, p.TransactionId, p.ReceivedOn, p.CreditNoteId, CreditNote = db.Invoices.Where(i => i.Id == p.CreditNoteId).Select(i => i.Number).FirstOrDefault() })
            .ToListAsync(cancellation);
        return [.. payments.Select(p => new InvoicePayment(p.Id, shares[p.Id], p.Method, p.CreditNote ?? p.TransactionId, p.ReceivedOn, p.CreditNoteId))];
    }

    /// <summary>Which of the invoices were given up, in whole or for what was left; a write-off that was taken back counts no more.</summary>
    public async Task<IReadOnlySet<long>> WrittenOff(IEnumerable<long> invoiceIds, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        var ids = invoiceIds.ToList();
        return await db.PaymentAllocations
            .Where(a => a.InvoiceId != null && EF.Parameter(ids).Contains(a.InvoiceId.Value))
            .Where(a => db.Payments.Any(p => p.Id == a.PaymentId && p.Method == PaymentMethod.WriteOff && p.ReversedAt == null))
            .Select(a => a.InvoiceId!.Value).ToHashSetAsync(cancellation);
    }

    /// <summary>What a credit note pays now, by invoice; what it does not pay yet waits as an advance.</summary>
    public async Task<IReadOnlyList<CreditUse>> UsesOf(long creditNoteId, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        var shares = await db.PaymentAllocations.Where(a => a.InvoiceId != null && db.Payments.Any(p => p.Id == a.PaymentId && p.CreditNoteId == creditNoteId))
            .GroupBy(a => a.InvoiceId!.Value).Select(g => new { InvoiceId = g.Key, Minor = g.Sum(a => a.Amount.Minor) })
            .Where(s => s.Minor != 0).ToDictionaryAsync(s => s.InvoiceId, s => new Money(s.Minor), cancellation);
        var numbers = await db.Invoices.Where(i => shares.Keys.Contains(i.Id)).OrderBy(i => i.Id).Select(i => new { i.Id, i.Number }).ToListAsync(cancellation);
        return [.. numbers.Select(i => new CreditUse(i.Id, i.Number, shares[i.Id]))];
    }
}
