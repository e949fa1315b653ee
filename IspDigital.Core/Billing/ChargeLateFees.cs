using IspDigital.Core.Audit;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>Charge every late fee that is due by now.</summary>
public sealed record ChargeLateFeesRequest;

/// <summary>The day through which late fees are known to be charged; in memory, so that a restart looks once more.</summary>
public sealed class LateFeeWatch
{
    /// <summary>That day, and the settings by which it was looked.</summary>
    internal (DateOnly Day, BillingSettings By)? Done { get; set; }
}

/// <summary>
/// Charges what the settings ask for paying late. A fee is decided by the beginning of its day, so that one look a day is enough; after
/// downtime each day's fees are made up for. The fee stands on the next invoice and names the invoice and the rule.
/// </summary>
public sealed class ChargeLateFees(UseCaseContext context, IPaidShares paid, LateFeeWatch watch, IIdGenerator ids) : UseCase<ChargeLateFeesRequest, int>(context)
{
    /// <summary>How far back fees of invoices that are paid by now are looked for: the longest downtime that is made up for.</summary>
    public const int DaysBack = 93;

    private const int ChunkSize = 500;

    /// <inheritdoc/>
    public override Permission Permission => Permission.IssueInvoices;

    /// <inheritdoc/>
    protected override async Task<Result<int>> Handle(ChargeLateFeesRequest request, CancellationToken cancellation)
    {
        await using var db = await Store.Read(Permission, cancellation);
        var settings = await SettingsRow.Load<BillingSettings>(db, cancellation);
        var today = await Store.Today(db, cancellation);
        if (settings.LateFee == LateFeeKind.Off || watch.Done == (today, settings))
        {
            return 0;
        }
        var company = await SettingsRow.Load<CompanySettings>(db, cancellation);
        var look = new Look(settings.LateFees(company.Rounding), settings.Terms, today, TimeZoneInfo.FindSystemTimeZoneById(company.TimeZone));
        await WithdrawWhatIsNotYet(db, today, cancellation);
        var fees = 0;
        for (var cursor = 0L; ;)
        {
            var next = await Candidates(db, today).Where(i => i.Id > cursor).OrderBy(i => i.Id).Take(ChunkSize).Select(i => new { i.Id, i.SubscriberId }).ToListAsync(cancellation);
            if (next.Count == 0)
            {
                break;
            }
            cursor = next[^1].Id;
            var due = (await Due(db, [.. next.Select(n => n.Id)], look, cancellation)).Select(d => d.Invoice.InvoiceId).ToHashSet();
            if (due.Count > 0)
            {
                var subscribers = next.Where(n => due.Contains(n.Id)).Select(n => n.SubscriberId).Distinct().ToList();
                fees += (await Store.Write<int>(work => Charge(work, [.. due], subscribers, look, settings.IsLateFeeTaxed, cancellation), cancellation)).Value;
            }
        }
        watch.Done = (today, settings);
        return fees;
    }

    /// <summary>A clock that was ahead charged fees whose day has not come: now that it is right again they never were, and come on their day if they must.</summary>
    private async Task WithdrawWhatIsNotYet(IspDbContext db, DateOnly today, CancellationToken cancellation)
    {
        var subscribers = await Early(db, today).Select(c => c.SubscriberId).Distinct().ToListAsync(cancellation);
        if (subscribers.Count == 0)
        {
            return;
        }
        await Store.Write<Done>(async work =>
        {
            await work.LockSubscribers(subscribers, cancellation);
            foreach (var fee in await Early(work.Db, today).OrderBy(c => c.Id).ToListAsync(cancellation))
            {
                work.Db.Charges.Remove(fee);
                work.Record(AuditAction.ChargeCancelled, nameof(Charge), fee.Id, fee.SubscriberId, before: new { fee.Kind, fee.Text, fee.Amount, fee.ChargedOn }, after: new { Because = "ClockPutBack" });
                work.Announce(new Change(ChangeKind.Subscriber, fee.SubscriberId, fee.SubscriberId));
            }
            await ScheduleDoubt.About(work, subscribers, cancellation);
            return new Done();
        }, cancellation);
    }

    private static IQueryable<Charge> Early(IspDbContext db, DateOnly today) => db.Charges.Where(c =>
        c.Kind == LineKind.LateFee && c.Ordinal > 0 && c.InvoiceId == null && c.CancelledAt == null && c.ChargedOn > today);

    private IQueryable<Invoice> Candidates(IspDbContext db, DateOnly today)
    {
        var paidLate = paid.PaidLateSince(db, today.AddDays(-DaysBack));
        return db.Invoices.Where(i => i.Kind != InvoiceKind.CreditNote && i.LastDayToPay < today
            && (i.Status == InvoiceStatus.Open || (i.Status == InvoiceStatus.Paid && paidLate.Contains(i.Id))));
    }

    private async Task<IReadOnlyList<(LateInvoice Invoice, IReadOnlyList<LateFee> Fees)>> Due(
        IspDbContext db, IReadOnlyList<long> invoiceIds, Look look, CancellationToken cancellation)
    {
        var invoices = await db.Invoices.AsNoTracking().Where(i => EF.Parameter(invoiceIds).Contains(i.Id) && i.Status != InvoiceStatus.Void)
            .OrderBy(i => i.Id).ToListAsync(cancellation);
        var shares = await paid.Of(db, invoiceIds, cancellation);
        var fees = (await db.Charges.AsNoTracking()
            .Where(c => c.Kind == LineKind.LateFee && c.AboutInvoiceId != null && EF.Parameter(invoiceIds).Contains(c.AboutInvoiceId!.Value))
            .ToListAsync(cancellation)).ToLookup(c => c.AboutInvoiceId!.Value, c => new ChargedFee(c.Ordinal, c.CancelledAt is null ? c.Amount : Money.Zero));
        var cycles = await Cycles(db, [.. invoices.Select(i => i.SubscriberId).Distinct()], look.Terms, cancellation);
        return
        [
            .. invoices.Select(i => new LateInvoice(
                    i.Id, i.Number, i.SubscriberId, i.LastDayToPay, new BusinessDay(i.IssuedAt, look.Zone).Today, i.Total, cycles[i.SubscriberId],
                    [.. shares[i.Id]], [.. fees[i.Id]]))
                .Select(late => (late, LateFees.Due(late, look.Policy, look.Today))).Where(d => d.Item2.Count > 0),
        ];
    }

    private static Task<Dictionary<long, BillingCycle>> Cycles(IspDbContext db, IReadOnlyList<long> ids, BillingTerms terms, CancellationToken cancellation) =>
        (from subscriber in db.Subscribers.AsNoTracking()
         where EF.Parameter(ids).Contains(subscriber.Id)
         join plan in db.Plans.AsNoTracking() on subscriber.PlanId equals plan.Id
         select new { subscriber.Id, subscriber.Terms, OfPlan = plan.Terms })
        .ToDictionaryAsync(s => s.Id, s => terms.With(s.OfPlan).With(s.Terms).Cycle, cancellation);

    /// <summary>Judges again with the subscribers locked, and charges.</summary>
    private async Task<Result<int>> Charge(
        UnitOfWork work, IReadOnlyList<long> invoiceIds, List<long> subscriberIds, Look look, bool isTaxed, CancellationToken cancellation)
    {
        await work.LockSubscribers(subscriberIds, cancellation);
        List<(LateInvoice Invoice, LateFee Fee, Charge Charge)> charged = [];
        foreach (var (invoice, fees) in await Due(work.Db, invoiceIds, look, cancellation))
        {
            foreach (var fee in fees)
            {
                var terms = new ChargeTerms(
                    LineKind.LateFee, look.Words(invoice, fee), fee.Amount, fee.On, IsTaxed: isTaxed, AboutInvoiceId: invoice.InvoiceId, Ordinal: fee.Ordinal);
                charged.Add((invoice, fee, new Charge(ids.Next(), invoice.SubscriberId, terms, work.Now, work.Actor.Name)));
            }
        }
        work.Db.Charges.AddRange(charged.Select(c => c.Charge));
        await work.Save(cancellation);
        foreach (var (invoice, fee, charge) in charged)
        {
            work.Record(AuditAction.LateFeeCharged, nameof(Charge), charge.Id, charge.SubscriberId, after: new
            {
                invoice.Number, fee.Amount, fee.On, fee.Unpaid, look.Policy.Kind, look.Policy.BasisPoints, fee.Ordinal,
            });
            work.Announce(new Change(ChangeKind.Subscriber, charge.SubscriberId, charge.SubscriberId));
        }
        await ScheduleDoubt.About(work, subscriberIds, cancellation);
        return charged.Count;
    }

    /// <summary>One look at everybody.</summary>
    private sealed record Look(LateFeePolicy Policy, BillingTerms Terms, DateOnly Today, TimeZoneInfo Zone)
    {
        /// <summary>What stands on the invoice: which invoice, which rule, which fee.</summary>
        public string Words(LateInvoice invoice, LateFee fee) => (Policy.Kind == LateFeeKind.Percent
            ? new LateFeeText(invoice.Number, Policy.BasisPoints, fee.Unpaid, fee.Ordinal) : new LateFeeText(invoice.Number, 0, Policy.Fixed, fee.Ordinal)).ToString();
    }
}
