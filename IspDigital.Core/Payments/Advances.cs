using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using IspDigital.Core.Live;
using IspDigital.Core.Payments.Rules;
using IspDigital.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Payments;

/// <summary>Lets money that was received before it was owed pay invoices, oldest money to oldest due.</summary>
public sealed class Advances(IIdGenerator ids) : IAdvances
{
    /// <inheritdoc/>
    public async Task Apply(UnitOfWork work, IReadOnlyCollection<long> subscriberIds, CancellationToken cancellation)
    {
        await work.Save(cancellation);
        var payments = await work.Db.Payments.Include(p => p.Allocations)
            .Where(p => subscriberIds.Contains(p.SubscriberId) && p.ReversedAt == null
                && p.Amount.Minor > p.Allocations.Sum(a => a.Amount.Minor))
            .OrderBy(p => p.ReceivedOn).ThenBy(p => p.Id)
            .ToListAsync(cancellation);
        if (payments.Count == 0)
        {
            return;
        }
        var payers = payments.Select(p => p.SubscriberId).Distinct().ToList();
        var open = (await work.Db.Invoices.Where(i => payers.Contains(i.SubscriberId) && i.Status == InvoiceStatus.Open).ToListAsync(cancellation))
            .ToLookup(i => i.SubscriberId);
        var corrected = await Corrected(work, payments, cancellation);
        var today = (await work.Day(cancellation)).Today;
        foreach (var payment in payments)
        {
            var first = payment.CreditNoteId is { } note && corrected.TryGetValue(note, out var invoiceId) ? new[] { invoiceId } : [];
            Spend(work, payment, [.. open[payment.SubscriberId].Where(i => i.Status == InvoiceStatus.Open)], first, today);
        }
    }

    /// <inheritdoc/>
    public async Task Release(UnitOfWork work, Invoice invoice, string reason, CancellationToken cancellation)
    {
        await work.Save(cancellation);
        var payments = await work.Db.Payments.Include(p => p.Allocations)
            .Where(p => p.Allocations.Any(a => a.InvoiceId == invoice.Id)).ToListAsync(cancellation);
        var today = (await work.Day(cancellation)).Today;
        foreach (var payment in payments)
        {
            if (payment is { Method: PaymentMethod.WriteOff, ReversedAt: null })
            {
                await Unwrite(work, payment, invoice, reason, today, cancellation);
            }
            else
            {
                ReleaseOf(work, payment, invoice, reason, today);
            }
        }
    }

    /// <inheritdoc/>
    public void Credit(UnitOfWork work, Invoice creditNote, Guid? commandId = null) => work.Db.Payments.Add(
        new Payment(
            creditNote.SubscriberId, -creditNote.Total, PaymentMethod.CreditNote, null, null, creditNote.IssueDate, work.Now, work.Actor.Name,
            commandId ?? ids.Next(), creditNote.Reason)
        {
            CreditNoteId = creditNote.Id,
        });

    /// <inheritdoc/>
    public Task<long?> CreditNoteOf(UnitOfWork work, Guid commandId, CancellationToken cancellation) =>
        work.Db.Payments.Where(p => p.CommandId == commandId).Select(p => p.CreditNoteId).SingleOrDefaultAsync(cancellation);

    /// <inheritdoc/>
    public async Task<bool> Uncredit(UnitOfWork work, Invoice creditNote, string reason, CancellationToken cancellation)
    {
        await work.Save(cancellation);
        var credit = await work.Db.Payments.Include(p => p.Allocations).SingleAsync(p => p.CreditNoteId == creditNote.Id, cancellation);
        if (credit.Allocations.Any(a => a.RefundId is not null))
        {
            return false;
        }
        var paid = credit.Allocations.Select(a => a.InvoiceId).OfType<long>().Distinct().ToList();
        var today = (await work.Day(cancellation)).Today;
        foreach (var invoice in await work.Db.Invoices.Where(i => paid.Contains(i.Id)).ToListAsync(cancellation))
        {
            ReleaseOf(work, credit, invoice, reason, today);
        }
        credit.Reverse(reason, work.Now);
        return true;
    }

    /// <summary>Which invoice each of the credit notes among the payments is about.</summary>
    private static async Task<Dictionary<long, long>> Corrected(UnitOfWork work, List<Payment> payments, CancellationToken cancellation)
    {
        var notes = payments.Select(p => p.CreditNoteId).OfType<long>().ToList();
        return notes.Count == 0 ? [] : await work.Db.Invoices.Where(i => notes.Contains(i.Id) && i.CorrectsInvoiceId != null)
            .ToDictionaryAsync(i => i.Id, i => i.CorrectsInvoiceId!.Value, cancellation);
    }

    /// <summary>A debt that was given up is no money to be spent: with the invoice gone, the giving up is taken back.</summary>
    private static async Task Unwrite(UnitOfWork work, Payment writeOff, Invoice invoice, string reason, DateOnly today, CancellationToken cancellation)
    {
        var key = PaymentPostings.KeyOf(writeOff.Id);
        var entryId = await work.Db.JournalEntries.Where(e => e.IdempotencyKey == key).Select(e => e.Id).SingleAsync(cancellation);
        LedgerWriter.Post(work, PaymentPostings.Reversed(writeOff, today, entryId));
        var amount = writeOff.Amount - writeOff.Unallocated;
        writeOff.Allocate(invoice.Id, -amount, work.Now);
        invoice.Settle(-amount);
        writeOff.Reverse(reason, work.Now);
        work.Announce(new Change(ChangeKind.Payment, writeOff.Id, writeOff.SubscriberId));
        work.Record(AuditAction.PaymentReversed, nameof(Payment), writeOff.Id, writeOff.SubscriberId, reason,
            before: new { writeOff.Amount, writeOff.Method }, after: new { Reopened = new[] { invoice.Number } });
    }

    private static void ReleaseOf(UnitOfWork work, Payment payment, Invoice invoice, string reason, DateOnly today)
    {
        var paid = payment.Allocations.Where(a => a.InvoiceId == invoice.Id).Sum(a => a.Amount);
        if (!paid.IsPositive)
        {
            return;
        }
        var ordinal = payment.Allocations.Count + 1;
        payment.Allocate(invoice.Id, -paid, work.Now);
        invoice.Settle(-paid);
        LedgerWriter.Post(work, PaymentPostings.Applied(payment, invoice.Id, -paid, today, ordinal));
        work.Announce(new Change(ChangeKind.Payment, payment.Id, payment.SubscriberId));
        work.Record(AuditAction.AdvanceReleased, nameof(Payment), payment.Id, payment.SubscriberId, reason, after: new { invoice.Number, Amount = paid });
    }

    private static void Spend(UnitOfWork work, Payment payment, List<Invoice> open, IReadOnlyCollection<long> first, DateOnly today)
    {
        foreach (var share in Settlement.Of(payment.Unallocated, open.Select(StandingFacts.Of), first).Shares)
        {
            var ordinal = payment.Allocations.Count + 1;
            payment.Allocate(share.InvoiceId, share.Amount, work.Now);
            open.Single(i => i.Id == share.InvoiceId).Settle(share.Amount);
            LedgerWriter.Post(work, PaymentPostings.Applied(payment, share.InvoiceId, share.Amount, today, ordinal));
            work.Announce(new Change(ChangeKind.Invoice, share.InvoiceId, payment.SubscriberId));
            work.Announce(new Change(ChangeKind.Payment, payment.Id, payment.SubscriberId));
            work.Record(AuditAction.AdvanceApplied, nameof(Invoice), share.InvoiceId, payment.SubscriberId, after: new
            {
                share.Number,
                share.Amount,
                share.LeftToPay,
                PaymentId = payment.Id,
            });
        }
    }
}
