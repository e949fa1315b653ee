using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>What happened to many subscribers over time, as the calculation needs it: plans, prices of their own, pauses and cuts, each in order.</summary>
internal sealed record SubscriberLife(
    ILookup<long, PlanFrom> Plans, ILookup<long, OwnPrice> Agreements, ILookup<long, DaysOff> Pauses, ILookup<long, DaysOff> Cuts)
{
    /// <summary>Reads it with one query for each part.</summary>
    public static async Task<SubscriberLife> Read(IspDbContext db, IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        var plans = await db.Set<Subscribers.PlanAssignment>().AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.SubscriberId))
            .Select(p => new { p.SubscriberId, p.From, p.PlanId, p.DecidedOn }).ToListAsync(cancellation);
        var superseded = await db.Set<Subscribers.SupersededPlan>().AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.SubscriberId))
            .Select(p => new { p.SubscriberId, p.From, p.PlanId, p.DecidedOn, p.SupersededOn }).ToListAsync(cancellation);
        var agreements = await db.Set<Subscribers.PriceAgreement>().AsNoTracking().Where(a => EF.Parameter(ids).Contains(a.SubscriberId))
            .OrderBy(a => a.From).ToListAsync(cancellation);
        var pauses = await db.Set<Subscribers.Pause>().AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.SubscriberId))
            .Select(p => new { p.Id, p.SubscriberId, p.From, Ends = p.Ends.OrderBy(e => e.Id).Select(e => new { e.Until, e.DecidedOn }).ToList() })
            .ToListAsync(cancellation);
        var cuts = await db.Set<Subscribers.NonPaymentCut>().AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.SubscriberId))
            .OrderBy(c => c.From).ThenBy(c => c.Id).Select(c => new { c.SubscriberId, c.From, c.Until }).ToListAsync(cancellation);
        return new(
            plans.Select(p => (p.SubscriberId, Plan: new PlanFrom(p.From, p.PlanId, p.DecidedOn)))
                .Concat(superseded.Select(p => (p.SubscriberId, Plan: new PlanFrom(p.From, p.PlanId, p.DecidedOn, p.SupersededOn))))
                .OrderBy(p => p.Plan.From).ThenBy(p => p.Plan.KnownOn).ToLookup(p => p.SubscriberId, p => p.Plan),
            agreements.ToLookup(a => a.SubscriberId, a => new OwnPrice(a.From, a.CustomPrice, a.DiscountBasisPoints, a.Discount, a.DiscountUntil, a.DecidedOn)),
            pauses.OrderBy(p => p.From).ThenBy(p => p.Id).ToLookup(p => p.SubscriberId, p => new DaysOff(
                p.From, [.. p.Ends.Select(e => new KnownEnd(e.Until ?? DateOnly.MaxValue, e.DecidedOn))])),
            cuts.ToLookup(c => c.SubscriberId, c => DaysOff.Cut(c.From, c.Until)));
    }

    /// <summary>Whether something may have changed days that are invoiced, so that their lines have to be read.</summary>
    public bool ChangesInside(long subscriberId, DateOnly? closedOn, IEnumerable<InvoicedDays> invoiced) =>
        invoiced.Any() && (closedOn is not null || PlanFrom.Changes(Plans[subscriberId]).Any() || Pauses[subscriberId].Any());
}
