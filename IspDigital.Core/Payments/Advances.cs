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
        var today = (await work.Day(cancellation)).Today;
        foreach (var payment in payments)
        {
            Spend(work, payment, [.. open[payment.SubscriberId].Where(i => i.Status == InvoiceStatus.Open)], today);
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
            ReleaseOf(work, payment, invoice, reason, today);
        }
    }

    /// <inheritdoc/>
    public void Credit(UnitOfWork work, Invoice creditNote) => work.Db.Payments.Add(
        new Payment(
            creditNote.SubscriberId, -creditNote.Total, PaymentMethod.CreditNote, null, null, creditNote.IssueDate, work.Now, work.Actor.Name, ids.Next(), null)
        {
            CreditNoteId = creditNote.Id,
        });

    /// <inheritdoc/>
    public async Task Uncredit(UnitOfWork work, Invoice creditNote, string reason, CancellationToken cancellation)
    {
        await work.Save(cancellation);
        var credit = await work.Db.Payments.Include(p => p.Allocations).SingleAsync(p => p.CreditNoteId == creditNote.Id, cancellation);
        var paid = credit.Allocations.Select(a => a.InvoiceId).OfType<long>().Distinct().ToList();
        var today = (await work.Day(cancellation)).Today;
        foreach (var invoice in await work.Db.Invoices.Where(i => paid.Contains(i.Id)).ToListAsync(cancellation))
        {
            ReleaseOf(work, credit, invoice, reason, today);
        }
        credit.Reverse(reason, work.Now);
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

    private static void Spend(UnitOfWork work, Payment payment, List<Invoice> open, DateOnly today)
    {
        foreach (var share in Settlement.Of(payment.Unallocated, open.Select(StandingFacts.Of)).Shares)
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
