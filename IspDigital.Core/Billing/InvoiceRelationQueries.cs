using IspDigital.Core.Data;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>An invoice or a credit note that another one names.</summary>
/// <param name="Id">Which.</param>
/// <param name="Number">Its number.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Total">What it asks; below zero it gives.</param>
/// <param name="Reason">Why staff made it, or null.</param>
public sealed record InvoiceReference(long Id, string Number, InvoiceKind Kind, Money Total, string? Reason);

/// <summary>What is charged about an invoice on another one: a correction upward, or a late fee.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Amount">How much.</param>
/// <param name="Reason">Why, or null.</param>
/// <param name="InvoiceId">The invoice that it stands on; null while it waits for the next one.</param>
/// <param name="Number">That invoice's number.</param>
public sealed record InvoiceDebit(LineKind Kind, Money Amount, string? Reason, long? InvoiceId, string? Number);

/// <summary>How documents hang together.</summary>
/// <param name="Corrects">What this one corrects: what staff named, or the invoices of the days that it gives back or charges anew.</param>
/// <param name="CorrectedBy">What corrects this one.</param>
/// <param name="Reason">Why staff made it, or null.</param>
/// <param name="Debits">What is charged about it elsewhere.</param>
/// <param name="ComesTo">What it comes to with all that staff corrected, what waits for the next invoice included; null where nothing was.</param>
public sealed record InvoiceRelations(
    IReadOnlyList<InvoiceReference> Corrects, IReadOnlyList<InvoiceReference> CorrectedBy, string? Reason, IReadOnlyList<InvoiceDebit> Debits, Money? ComesTo)
{
    /// <summary>A document that stands alone.</summary>
    public static InvoiceRelations None { get; } = new([], [], null, [], null);
}

/// <summary>Reads which document corrects which.</summary>
public sealed class InvoiceRelationQueries(IspStore store)
{
    /// <summary>Of one document, oldest first; what was voided corrects nothing.</summary>
    public async Task<InvoiceRelations> Of(long invoiceId, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        if (await db.Invoices.Include(i => i.Lines).SingleOrDefaultAsync(i => i.Id == invoiceId, cancellation) is not { } invoice)
        {
            return InvoiceRelations.None;
        }
        var others = db.Invoices.Where(i => i.SubscriberId == invoice.SubscriberId && i.Id != invoiceId && i.Status != InvoiceStatus.Void);
        var corrects = invoice.Kind == InvoiceKind.Recurring ? [] : await References(others.Where(Corrected(invoice)), cancellation);
        var correctedBy = await References(
            others.Where(i => i.CorrectsInvoiceId == invoiceId || (invoice.Kind == InvoiceKind.Recurring && i.Kind != InvoiceKind.Recurring && i.CorrectsInvoiceId == null
                && i.IssueDate >= invoice.IssueDate && i.Lines.Any(l => l.PlanId != null && l.From < invoice.PeriodEnd && l.To > invoice.PeriodStart))),
            cancellation);
        var debits = await Debits(db, invoiceId, cancellation);
        return new(corrects, correctedBy, invoice.Reason, debits, await ComesTo(db, invoice, debits, cancellation));
    }

    private static async Task<IReadOnlyList<InvoiceDebit>> Debits(IspDbContext db, long invoiceId, CancellationToken cancellation) => await db.Charges
        .Where(c => c.AboutInvoiceId == invoiceId && c.CancelledAt == null).OrderBy(c => c.Id)
        .Select(c => new InvoiceDebit(c.Kind, c.Amount, c.Reason, c.InvoiceId, db.Invoices.Where(i => i.Id == c.InvoiceId).Select(i => i.Number).FirstOrDefault()))
        .ToListAsync(cancellation);

    private static async Task<Money?> ComesTo(IspDbContext db, Invoice invoice, IReadOnlyList<InvoiceDebit> debits, CancellationToken cancellation)
    {
        var given = await CreditNotes.Given(db, invoice.Id, cancellation);
        var added = debits.Where(d => d.Kind == LineKind.Adjustment).ToList();
        return given.Count + added.Count == 0 ? null : invoice.Total + given.Sum(l => l.Net + l.Tax) + added.Sum(d => d.Amount);
    }

    /// <summary>What staff named; else the periods that its days of service lie in.</summary>
    private static System.Linq.Expressions.Expression<Func<Invoice, bool>> Corrected(Invoice invoice)
    {
        var days = invoice.Lines.Where(l => l.PlanId is not null).ToList();
        if (invoice.CorrectsInvoiceId is not null || days.Count == 0)
        {
            return i => i.Id == invoice.CorrectsInvoiceId;
        }
        var (from, to) = (days.Min(l => l.From), days.Max(l => l.To));
        return i => i.Kind == InvoiceKind.Recurring && i.IssueDate <= invoice.IssueDate && i.PeriodStart < to && i.PeriodEnd > from;
    }

    private static async Task<IReadOnlyList<InvoiceReference>> References(IQueryable<Invoice> invoices, CancellationToken cancellation) =>
        await invoices.OrderBy(i => i.Id).Select(i => new InvoiceReference(i.Id, i.Number, i.Kind, i.Total, i.Reason)).ToListAsync(cancellation);
}
