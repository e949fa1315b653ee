using IspDigital.Core.Data;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>A charge that waits for an invoice.</summary>
/// <param name="ChargeId">The charge.</param>
/// <param name="Kind">Kind of line.</param>
/// <param name="Text">What it is for.</param>
/// <param name="Amount">How much, before or including tax; below zero is given.</param>
/// <param name="IsTaxed">Whether tax is due on it.</param>
/// <param name="ChargedOn">Its day.</param>
/// <param name="Reason">Why.</param>
/// <param name="RecordedBy">Who decided it.</param>
public sealed record WaitingCharge(
    long ChargeId, LineKind Kind, string Text, Money Amount, bool IsTaxed, DateOnly ChargedOn, string? Reason, string RecordedBy);

/// <summary>What corrections an invoice has, and how far it can be corrected further.</summary>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="Number">Its number.</param>
/// <param name="SubscriberId">Whose.</param>
/// <param name="Name">Their name.</param>
/// <param name="Total">What it asks.</param>
/// <param name="Outstanding">What is still to pay.</param>
/// <param name="LeftToCredit">What was not given back.</param>
/// <param name="ComesTo">What it comes to with all corrections, those that wait for the next invoice included.</param>
public sealed record CorrectableInvoice(
    long InvoiceId, string Number, long SubscriberId, string Name, Money Total, Money Outstanding, Money LeftToCredit, Money ComesTo);

/// <summary>Reads what is charged once, and what an invoice comes to.</summary>
public sealed class ChargeQueries(IspStore store)
{
    /// <summary>What waits for the subscriber's next invoice, oldest first.</summary>
    public async Task<IReadOnlyList<WaitingCharge>> Waiting(long subscriberId, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        return await db.Charges.Where(c => c.SubscriberId == subscriberId && c.InvoiceId == null && c.CancelledAt == null)
            .OrderBy(c => c.ChargedOn).ThenBy(c => c.Id)
            .Select(c => new WaitingCharge(c.Id, c.Kind, c.Text, c.Amount, c.IsTaxed, c.ChargedOn, c.Reason, c.RecordedBy)).ToListAsync(cancellation);
    }

    /// <summary>An invoice before it is corrected, or null where there is none.</summary>
    public async Task<CorrectableInvoice?> Correctable(long invoiceId, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        if (await db.Invoices.SingleOrDefaultAsync(i => i.Id == invoiceId, cancellation) is not { } invoice)
        {
            return null;
        }
        var name = await db.Subscribers.Where(s => s.Id == invoice.SubscriberId).Select(s => s.Name).SingleAsync(cancellation);
        var left = invoice.Total + (await CreditNotes.Given(db, invoiceId, cancellation)).Sum(l => l.Net + l.Tax);
        var debits = await db.Charges.Where(c => c.AboutInvoiceId == invoiceId && c.Kind == LineKind.Adjustment && c.CancelledAt == null)
            .Select(c => c.Amount).ToListAsync(cancellation);
        return new CorrectableInvoice(
            invoice.Id, invoice.Number, invoice.SubscriberId, name, invoice.Total, invoice.Outstanding, left, left + debits.Sum());
    }
}
