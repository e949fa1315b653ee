using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Primitives;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>Finds who was billed last time and is not this time. Only those who are paused, cut or closed can be: nobody else is looked at.</summary>
internal static class GoneReader
{
    private const int ChunkSize = 1_000;

    // A year of closed accounts and more: the longest cycle is 366 days, and after as many the turn is over.
    private const int ClosedDaysMax = 800;

    /// <summary>Those who are not among the ones that are billed or parked.</summary>
    public static async Task<IReadOnlyList<PreviewedSubscriber>> Read(
        IspDbContext db, BillingBook book, DateOnly through, HashSet<long> others, CancellationToken cancellation)
    {
        List<PreviewedSubscriber> gone = [];
        foreach (var ids in (await Off(db, book.Policy, through, cancellation)).Except(others).Order().Chunk(ChunkSize))
        {
            var last = (await Last(db, ids, cancellation)).Where(l => l.Days.End <= through && through < l.Days.End.AddDays(2 * l.Days.Days))
                .ToDictionary(l => l.SubscriberId);
            foreach (var subscriber in await BillingFactsReader.Facts(db, [.. last.Keys], book.Stamp, cancellation))
            {
                var was = last[subscriber.Facts.SubscriberId];
                if (NoBill.Gone(subscriber.Facts, book.Policy, was.Days, through) is { } reason)
                {
                    gone.Add(new(was.SubscriberId, "", "", new(DifferenceKind.Gone, Money.Zero, was.Total), [], Gone: reason));
                }
            }
        }
        return gone;
    }

    private static async Task<IReadOnlyList<long>> Off(IspDbContext db, BillingPolicy policy, DateOnly through, CancellationToken cancellation)
    {
        var closedAfter = through.AddDays(-ClosedDaysMax);
        var closed = await db.Subscribers.Where(s => s.ClosedOn != null && s.ClosedOn <= through && s.ClosedOn > closedAfter).Select(s => s.Id).ToListAsync(cancellation);
        var paused = await db.Set<Pause>().Where(p => p.From <= through && (p.Until == null || p.Until > through)).Select(p => p.SubscriberId).ToListAsync(cancellation);
        var cut = policy.BillsWhileCut ? []
            : await db.Set<NonPaymentCut>().Where(c => c.From <= through && (c.Until == null || c.Until > through)).Select(c => c.SubscriberId).ToListAsync(cancellation);
        return [.. closed.Concat(paused).Concat(cut).Distinct()];
    }

    private static async Task<List<LastInvoice>> Last(IspDbContext db, IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        var invoices = db.Invoices.Where(i => i.Kind == InvoiceKind.Recurring && i.Status != InvoiceStatus.Void);
        var rows = await invoices
            .Where(i => EF.Parameter(ids).Contains(i.SubscriberId) && i.PeriodStart == invoices.Where(o => o.SubscriberId == i.SubscriberId).Max(o => o.PeriodStart))
            .Select(i => new { i.SubscriberId, i.PeriodStart, i.PeriodEnd, i.Total }).ToListAsync(cancellation);
        return [.. rows.Select(r => new LastInvoice(r.SubscriberId, new(r.PeriodStart, r.PeriodEnd), r.Total))];
    }

    private sealed record LastInvoice(long SubscriberId, DateRange Days, Money Total);
}
