using IspDigital.Core.Access;
using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using IspDigital.Core.Live;
using IspDigital.Core.Messaging;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>A draft on its way to becoming an invoice, with the recipient of its notice; null for none.</summary>
/// <param name="Draft">What was calculated.</param>
/// <param name="Notify">Who is told, or null.</param>
internal readonly record struct Issue(InvoiceDraft Draft, Recipient? Notify);

/// <summary>
/// Writes invoices with everything that belongs to them — lines, journal entries, notices, audit entries, access marks — by the
/// bulk path, in the transaction that is open. The same composing functions serve the paths that write one by one.
/// </summary>
internal static class InvoiceBatch
{
    /// <summary>Issues the drafts, in order.</summary>
    public static async Task<IReadOnlyList<Invoice>> Write(
        UnitOfWork work, IReadOnlyList<Issue> issues, long? runId, DateOnly today, CancellationToken cancellation)
    {
        var db = work.Db;
        var invoices = await Number(work, issues, runId, cancellation);
        var ids = await BulkTable<Invoice>.Of(db).TakeIds(db, invoices.Count, cancellation);
        for (var i = 0; i < invoices.Count; i++)
        {
            invoices[i].Identify(ids[i]);
        }
        var postings = invoices.Select(ChargePosting.Of).OfType<Posting>().ToList();
        var entryIds = await BulkTable<JournalEntry>.Of(db).TakeIds(db, postings.Count, cancellation);
        var entries = postings.Select(p => LedgerWriter.Compose(work, p)).ToList();
        for (var i = 0; i < entries.Count; i++)
        {
            entries[i].Identify(entryIds[i]);
        }
        await BulkTable<Invoice>.Of(db).Insert(db, invoices, cancellation);
        await BulkTable<InvoiceLine>.Of(db).Insert(db, [.. invoices.SelectMany(i => i.Lines)], cancellation);
        await BulkTable<JournalEntry>.Of(db).Insert(db, entries, cancellation);
        await BulkTable<JournalLine>.Of(db).Insert(db, [.. entries.SelectMany(e => e.Lines)], cancellation);
        await BulkTable<OutboxMessage>.Of(db).Insert(db, await Notices(work, issues, invoices, cancellation), cancellation);
        await BulkTable<AuditEntry>.Of(db).Insert(db, [.. invoices.Select(i => Record(work, i))], cancellation);
        await BulkTable<AccessMark>.Of(db).Insert(db, Marks(work, invoices, today), cancellation);
        await BillCharges(work, invoices, cancellation);
        foreach (var invoice in invoices)
        {
            work.Announce(new Change(ChangeKind.Invoice, invoice.Id, invoice.SubscriberId));
        }
        return invoices;
    }

    private static async Task<List<Invoice>> Number(
        UnitOfWork work, IReadOnlyList<Issue> issues, long? runId, CancellationToken cancellation)
    {
        Dictionary<string, Queue<string>> numbers = [];
        foreach (var series in issues.CountBy(i => InvoiceNumbers.SeriesOf(i.Draft)).OrderBy(y => y.Key, StringComparer.Ordinal))
        {
            numbers[series.Key] = new(await InvoiceNumbers.Take(work, series.Key, series.Value, cancellation));
        }
        List<Invoice> invoices = [.. issues.Select(i => new Invoice(numbers[InvoiceNumbers.SeriesOf(i.Draft)].Dequeue(), i.Draft, runId, work.Now))];
        await Corrections.Tell(work, [.. invoices.Where(i => i.Kind != InvoiceKind.Recurring)], cancellation);
        return invoices;
    }

    /// <summary>Notes on each charge which invoice bills it. One that is billed already is a bug, and nothing is saved.</summary>
    private static async Task BillCharges(UnitOfWork work, List<Invoice> invoices, CancellationToken cancellation)
    {
        var bills = invoices.SelectMany(i => i.Lines).Where(l => l.ChargeId is not null).ToDictionary(l => l.ChargeId!.Value, l => l.InvoiceId);
        if (bills.Count == 0)
        {
            return;
        }
        var ids = bills.Keys.ToList();
        var charges = await work.Db.Charges.Where(c => ids.Contains(c.Id) && c.InvoiceId == null && c.CancelledAt == null).ToListAsync(cancellation);
        if (charges.Count != bills.Count)
        {
            throw new InvalidOperationException($"{bills.Count - charges.Count} charges were billed or taken back in between.");
        }
        charges.ForEach(charge => charge.BilledBy(bills[charge.Id]));
    }

    private static AuditEntry Record(UnitOfWork work, Invoice invoice) => work.ComposeRecord(
        invoice.Kind == InvoiceKind.CreditNote ? AuditAction.CreditNoteIssued : AuditAction.InvoiceIssued, nameof(Invoice), invoice.Id, invoice.SubscriberId, invoice.Reason,
        after: new { invoice.Number, invoice.Total, Due = invoice.DueDate }, runId: invoice.RunId);

    private static async Task<IReadOnlyList<OutboxMessage>> Notices(
        UnitOfWork work, IReadOnlyList<Issue> issues, List<Invoice> invoices, CancellationToken cancellation)
    {
        var settings = await work.Settings<NotificationSettings>(cancellation);
        List<OutboxMessage> notices = [];
        for (var i = 0; i < issues.Count; i++)
        {
            if (issues[i].Notify is { } recipient && invoices[i].Total.IsPositive)
            {
                notices.AddRange(Outbox
                    .Notices(work, settings, recipient, MessageKind.InvoiceIssued, $"invoice:{invoices[i].Id}", invoices[i].Id, null)
                    .Select(draft => Outbox.Compose(work, draft)));
            }
        }
        return notices;
    }

    /// <summary>A new invoice touches access at once only where its last day to pay lies behind; later days are found by their date.</summary>
    private static List<AccessMark> Marks(UnitOfWork work, List<Invoice> invoices, DateOnly today) =>
        [.. invoices.Where(i => i.LastDayToPay < today && i.Total.IsPositive).Select(i => i.SubscriberId).Distinct().Select(id =>
        {
            work.Announce(new Change(ChangeKind.AccessMark, null, id));
            return new AccessMark { SubscriberId = id, MarkedAt = work.Now, Cause = nameof(EntryKind.Charge) };
        })];
}
