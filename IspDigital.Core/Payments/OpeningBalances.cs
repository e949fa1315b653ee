using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using IspDigital.Core.Live;
using IspDigital.Core.Payments.Rules;
using IspDigital.Core.Primitives;
using IspDigital.Core.Subscribers;

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
        if (owed.IsPositive)
        {
            await OpeningInvoices.Issue(work, subscriberId, owed, cancellation);
        }
        else
        {
            await BringCredit(work, subscriberId, -owed, (await work.Day(cancellation)).Today, cancellation);
        }
        work.Record(AuditAction.BalanceAdjusted, nameof(Subscriber), subscriberId, subscriberId, after: new { OpeningBalance = owed });
    }

    /// <inheritdoc/>
    public async Task Bring(UnitOfWork work, IReadOnlyList<(long SubscriberId, Money Owed)> balances, CancellationToken cancellation)
    {
        var today = (await work.Day(cancellation)).Today;
        await OpeningInvoices.Issue(work, [.. balances.Where(b => b.Owed.IsPositive)], cancellation);
        List<Payment> credits = [.. balances.Where(b => b.Owed.IsNegative).Select(b => CreditOf(work, b.SubscriberId, -b.Owed, today))];
        work.Db.Payments.AddRange(credits);
        await work.Save(cancellation);
        foreach (var payment in credits)
        {
            LedgerWriter.Post(work, PaymentPostings.Received(payment));
            work.Announce(new Change(ChangeKind.Payment, payment.Id, payment.SubscriberId));
        }
        foreach (var (subscriberId, owed) in balances)
        {
            work.Record(AuditAction.BalanceAdjusted, nameof(Subscriber), subscriberId, subscriberId, after: new { OpeningBalance = owed });
        }
    }

    private Payment CreditOf(UnitOfWork work, long subscriberId, Money credit, DateOnly today) =>
        new(subscriberId, credit, PaymentMethod.Brought, null, null, today, work.Now, work.Actor.Name, ids.Next(), null);

    private async Task BringCredit(UnitOfWork work, long subscriberId, Money credit, DateOnly today, CancellationToken cancellation)
    {
        var payment = CreditOf(work, subscriberId, credit, today);
        work.Db.Payments.Add(payment);
        await work.Save(cancellation);
        LedgerWriter.Post(work, PaymentPostings.Received(payment));
        work.Announce(new Change(ChangeKind.Payment, payment.Id, subscriberId));
    }
}
