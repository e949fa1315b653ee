using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using IspDigital.Core.Live;
using IspDigital.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>Brings a debt from an older system as an invoice of its own, so that it is due, reminded and paid like any other.</summary>
internal static class OpeningInvoices
{
    /// <summary>Issues it in the transaction, with its posting.</summary>
    public static async Task Issue(UnitOfWork work, long subscriberId, Money owed, CancellationToken cancellation)
    {
        var today = (await work.Day(cancellation)).Today;
        var subscriber = await work.Db.Subscribers.SingleAsync(s => s.Id == subscriberId, cancellation);
        var plan = await work.Db.Plans.SingleAsync(p => p.Id == subscriber.PlanId, cancellation);
        var terms = (await work.Settings<BillingSettings>(cancellation)).Terms.With(plan.Terms).With(subscriber.Terms);
        var dates = InvoiceDates.After(today, terms);
        var days = new DateRange(today, today.AddDays(1));
        var draft = new InvoiceDraft(subscriberId, InvoiceKind.Adjustment, days, dates.Issue, dates.Due, dates.LastDayToPay,
            [new LineDraft(LineKind.OpeningBalance, "", days, 1, owed, owed, 0, Money.Zero)]);
        var invoice = new Invoice(await InvoiceNumbers.TakeOne(work, draft, cancellation), draft, runId: null, work.Now);
        await Corrections.Tell(work, [invoice], cancellation);
        work.Db.Invoices.Add(invoice);
        await work.Save(cancellation);
        LedgerWriter.Post(work, ChargePosting.Of(invoice)!);
        work.Announce(new Change(ChangeKind.Invoice, invoice.Id, subscriberId));
    }
}
