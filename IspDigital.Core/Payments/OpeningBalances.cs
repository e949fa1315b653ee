using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using IspDigital.Core.Live;
using IspDigital.Core.Payments.Rules;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Payments;

/// <summary>
/// Brings balances from an older system: a debt as an invoice of its own, so that it is due, reminded and paid like any other;
/// a credit as an advance, so that it pays the next invoice.
/// </summary>
internal sealed class OpeningBalances(IIdGenerator ids) : IOpeningBalances
{
    /// <inheritdoc/>
    public async Task Bring(UnitOfWork work, long subscriberId, Money owed, CancellationToken cancellation)
    {
        var today = (await work.Day(cancellation)).Today;
        if (owed.IsPositive)
        {
            await BringDebt(work, subscriberId, owed, today, cancellation);
        }
        else
        {
            await BringCredit(work, subscriberId, -owed, today, cancellation);
        }
        work.Record(AuditAction.BalanceAdjusted, nameof(Subscriber), subscriberId, subscriberId, after: new { OpeningBalance = owed });
    }

    private static async Task BringDebt(UnitOfWork work, long subscriberId, Money owed, DateOnly today, CancellationToken cancellation)
    {
        var dates = InvoiceDates.After(today, await TermsOf(work, subscriberId, cancellation));
        var number = (await InvoiceNumbers.Take(work, today.Year, 1, cancellation))[0];
        var days = new DateRange(today, today.AddDays(1));
        var invoice = new Invoice(
            number,
            new InvoiceDraft(subscriberId, InvoiceKind.Adjustment, days, dates.Issue, dates.Due, dates.LastDayToPay,
                [new LineDraft(LineKind.OpeningBalance, "", days, 1, owed, owed, 0, Money.Zero)]),
            runId: null, work.Now);
        work.Db.Invoices.Add(invoice);
        await work.Save(cancellation);
        LedgerWriter.Post(work, ChargePosting.Of(invoice)!);
        work.Announce(new Change(ChangeKind.Invoice, invoice.Id, subscriberId));
    }

    private async Task BringCredit(UnitOfWork work, long subscriberId, Money credit, DateOnly today, CancellationToken cancellation)
    {
        var payment = new Payment(subscriberId, credit, PaymentMethod.Brought, null, null, today, work.Now, work.Actor.Name, ids.Next(), null);
        work.Db.Payments.Add(payment);
        await work.Save(cancellation);
        LedgerWriter.Post(work, PaymentPostings.Received(payment));
        work.Announce(new Change(ChangeKind.Payment, payment.Id, subscriberId));
    }

    private static async Task<BillingTerms> TermsOf(UnitOfWork work, long subscriberId, CancellationToken cancellation)
    {
        var subscriber = await work.Db.Subscribers.SingleAsync(s => s.Id == subscriberId, cancellation);
        var plan = await work.Db.Plans.SingleAsync(p => p.Id == subscriber.PlanId, cancellation);
        return (await work.Settings<BillingSettings>(cancellation)).Terms.With(plan.Terms).With(subscriber.Terms);
    }
}
