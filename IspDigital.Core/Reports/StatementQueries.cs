using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using IspDigital.Core.Operations;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Reports;

/// <summary>One line of a statement of account.</summary>
/// <param name="EntryId">The journal entry.</param>
/// <param name="On">The day it counts for.</param>
/// <param name="Kind">Why it was posted.</param>
/// <param name="Document">Number of the invoice or transaction id of the payment; null where there is none.</param>
/// <param name="Method">How it was paid; null for what is no payment.</param>
/// <param name="InvoiceId">The invoice behind it.</param>
/// <param name="PaymentId">The payment behind it.</param>
/// <param name="Amount">What it added to the balance: above zero is owed.</param>
/// <param name="Balance">The balance after it.</param>
/// <param name="RefundId">The refund behind it.</param>
public sealed record StatementLine(
    long EntryId, DateOnly On, EntryKind Kind, string? Document, PaymentMethod? Method, long? InvoiceId, long? PaymentId, Money Amount, Money Balance, long? RefundId);

/// <summary>A statement of account for some days.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Opening">Balance at the beginning of the first day.</param>
/// <param name="Lines">What changed it, in order.</param>
/// <param name="Company">Whose account it is kept by, for its head on paper.</param>
public sealed record Statement(DateOnly From, DateOnly To, Money Opening, IReadOnlyList<StatementLine> Lines, CompanySettings Company)
{
    /// <summary>Balance at the end of the last day.</summary>
    public Money Closing => Lines.Count == 0 ? Opening : Lines[^1].Balance;
}

/// <summary>Reads statements of account; every figure is the ledger's.</summary>
public sealed class StatementQueries(IspStore store)
{
    /// <summary>The statement of a subscriber from a day to a day, both inside.</summary>
    public async Task<Statement> Of(long subscriberId, DateOnly from, DateOnly to, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        var entries = db.JournalEntries.Where(e => e.SubscriberId == subscriberId)
            .Select(e => new
            {
                e.Id, e.BusinessDate, e.Kind, e.SourceKind, e.SourceId,
                Minor = e.Lines.Where(l => l.Account == Account.Receivable || l.Account == Account.Advances).Sum(l => l.Amount.Minor),
            });
        var opening = await entries.Where(e => e.BusinessDate < from).SumAsync(e => e.Minor, cancellation);
        var within = await entries.Where(e => e.BusinessDate >= from && e.BusinessDate <= to && e.Minor != 0)
            .OrderBy(e => e.BusinessDate).ThenBy(e => e.Id).ToListAsync(cancellation);
        var invoiceIds = within.Where(e => e.SourceKind == nameof(Invoice)).Select(e => e.SourceId).Distinct().ToList();
        var invoices = await db.Invoices.Where(i => invoiceIds.Contains(i.Id)).ToDictionaryAsync(i => i.Id, i => i.Number, cancellation);
        var paymentIds = within.Where(e => e.SourceKind == nameof(Payment)).Select(e => e.SourceId).Distinct().ToList();
        var payments = await db.Payments.Where(p => paymentIds.Contains(p.Id))
            .Select(p => new { p.Id, p.Method, p.TransactionId }).ToDictionaryAsync(p => p.Id, cancellation);
        var refundIds = within.Where(e => e.SourceKind == nameof(Refund)).Select(e => e.SourceId).Distinct().ToList();
        var refunds = await db.Refunds.Where(r => refundIds.Contains(r.Id)).Select(r => new { r.Id, r.Method, r.Reference }).ToDictionaryAsync(r => r.Id, cancellation);
        var balance = new Money(opening);
        var lines = new List<StatementLine>(within.Count);
        foreach (var entry in within)
        {
            balance += new Money(entry.Minor);
            var payment = entry.SourceKind == nameof(Payment) ? payments.GetValueOrDefault(entry.SourceId) : null;
            var number = entry.SourceKind == nameof(Invoice) ? invoices.GetValueOrDefault(entry.SourceId) : null;
            var refund = entry.SourceKind == nameof(Refund) ? refunds.GetValueOrDefault(entry.SourceId) : null;
            lines.Add(new StatementLine(
                entry.Id, entry.BusinessDate, entry.Kind, number ?? payment?.TransactionId ?? refund?.Reference, payment?.Method ?? refund?.Method,
                number is null ? null : entry.SourceId, payment?.Id, new Money(entry.Minor), balance, refund?.Id));
        }
        return new Statement(from, to, new Money(opening), lines, await SettingsRow.Load<CompanySettings>(db, cancellation));
    }
}
