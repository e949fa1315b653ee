using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using IspDigital.Core.Live;
using IspDigital.Core.Plans;
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
        var draft = Draft(subscriberId, owed, today, terms);
        var invoice = new Invoice(await InvoiceNumbers.TakeOne(work, draft, cancellation), draft, runId: null, work.Now);
        await Corrections.Tell(work, [invoice], cancellation);
        work.Db.Invoices.Add(invoice);
        await work.Save(cancellation);
        LedgerWriter.Post(work, ChargePosting.Of(invoice)!);
        work.Announce(new Change(ChangeKind.Invoice, invoice.Id, subscriberId));
    }

    /// <summary>The same for many saved subscribers, by the bulk path.</summary>
    public static async Task Issue(UnitOfWork work, IReadOnlyList<(long SubscriberId, Money Owed)> debts, CancellationToken cancellation)
    {
        if (debts.Count == 0)
        {
            return;
        }
        var today = (await work.Day(cancellation)).Today;
        var ids = debts.Select(d => d.SubscriberId).ToList();
        var terms = (await work.Settings<BillingSettings>(cancellation)).Terms;
        var plans = await work.Db.Plans.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Terms, cancellation);
        var owners = await work.Db.Subscribers.AsNoTracking().Where(s => EF.Parameter(ids).Contains(s.Id))
            .Select(s => new { s.Id, s.PlanId, s.Terms }).ToDictionaryAsync(s => s.Id, cancellation);
        await InvoiceBatch.Write(
            work,
            [.. debts.Select(d => new Issue(Draft(d.SubscriberId, d.Owed, today, terms.With(plans[owners[d.SubscriberId].PlanId]).With(owners[d.SubscriberId].Terms)), null))],
            runId: null, today, cancellation);
    }

    private static InvoiceDraft Draft(long subscriberId, Money owed, DateOnly today, BillingTerms terms)
    {
        var dates = InvoiceDates.After(today, terms);
        var days = new DateRange(today, today.AddDays(1));
        return new(subscriberId, InvoiceKind.Adjustment, days, dates.Issue, dates.Due, dates.LastDayToPay,
            [new LineDraft(LineKind.OpeningBalance, "", days, 1, owed, owed, 0, Money.Zero)]);
    }
}
