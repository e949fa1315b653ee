using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>Credit notes that staff give on an invoice. They have no service days, so that no later correction of days meets them.</summary>
internal static class CreditNotes
{
    /// <summary>Lines of what was given back of an invoice and stands.</summary>
    public static Task<List<InvoiceLine>> Given(IspDbContext db, long invoiceId, CancellationToken cancellation) => (
        from note in db.Invoices
        where note.CorrectsInvoiceId == invoiceId && note.Kind == InvoiceKind.CreditNote && note.Status != InvoiceStatus.Void
        join line in db.Set<InvoiceLine>().AsNoTracking() on note.Id equals line.InvoiceId
        select line).ToListAsync(cancellation);

    /// <summary>Issues one in the transaction: number, lines, entry in the books, record; its amount is an advance that pays the invoice first.</summary>
    /// <param name="work">The transaction; the subscriber is locked in it.</param>
    /// <param name="advances">Whose advance it becomes.</param>
    /// <param name="invoice">The invoice, with its lines.</param>
    /// <param name="amount">How much; not more than is left of it.</param>
    /// <param name="given">What <see cref="Given"/> says.</param>
    /// <param name="deed">The deed and its reason.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<Invoice> Issue(
        UnitOfWork work, IAdvances advances, Invoice invoice, Money amount, IReadOnlyList<InvoiceLine> given, Deed deed, CancellationToken cancellation)
    {
        var today = (await work.Day(cancellation)).Today;
        var day = new DateRange(today, today.AddDays(1));
        var parts = CreditParts.Of(amount, CreditParts.ByRate(invoice.Lines), CreditParts.GivenByRate(given));
        var draft = new InvoiceDraft(
            invoice.SubscriberId, InvoiceKind.CreditNote, day, today, today, today, [.. parts.Select(p => Line(p, invoice.Number, day))])
        {
            CorrectsInvoiceId = invoice.Id,
            Reason = deed.Reason,
        };
        await work.Save(cancellation);
        var note = (await InvoiceBatch.Write(work, [new(draft, Notify: null)], runId: null, today, cancellation))[0];
        advances.Credit(work, note, deed.CommandId);
        await advances.Apply(work, [invoice.SubscriberId], cancellation);
        return note;
    }

    private static LineDraft Line(TaxedPart part, string corrected, DateRange day) => new(
        part.IsOpening ? LineKind.OpeningBalance : LineKind.Adjustment, corrected, day, 1,
        part.Mode == Plans.TaxMode.Inclusive ? -part.Gross : -part.Net, -part.Net, part.BasisPoints, -part.Tax)
    {
        TaxMode = part.Mode,
        Cause = LineCause.Corrected,
    };
}

/// <summary>A deed of staff: which one, and why.</summary>
/// <param name="CommandId">Made when the form opened: the same deed is done once.</param>
/// <param name="Reason">Why.</param>
internal readonly record struct Deed(Guid CommandId, string Reason);
