using IspDigital.Core.Data;
using IspDigital.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>What a run would have to do.</summary>
/// <param name="Due">Subscribers that it would look at.</param>
/// <param name="Comparison">Beside what the same subscribers were billed last; a first run has nothing to compare with.</param>
internal sealed record WorkAhead(int Due, RunComparison Comparison);

/// <summary>
/// Looks at everybody who may be due. Where nobody of them has anything to bill — a form was saved, somebody joins next week — only the
/// schedules are brought up to date: no run, no line in anybody's list.
/// </summary>
internal sealed class LookAround(IspStore store, IspDbContext db, BillingBook book, DateOnly through)
{
    private const int ChunkSize = 500;

    /// <summary>What there is to issue or to park, or null where there is nothing.</summary>
    public async Task<WorkAhead?> Find(CancellationToken cancellation)
    {
        var isFirst = !await db.BillingSchedules.AnyAsync(s => s.LastDays > 0, cancellation);
        var comparison = new RunComparison(book.Settings, through);
        List<long> idle = [];
        var due = 0;
        await foreach (var (subscriber, calculated) in BillingScan.Run(db, book, through, withParked: false, cancellation))
        {
            due++;
            comparison.Add(subscriber, calculated);
            if (calculated.Problem is null && calculated.Drafts.Count == 0)
            {
                idle.Add(subscriber.Facts.SubscriberId);
            }
            else if (isFirst)
            {
                return new(await BillingFactsReader.Due(db, through, book.Stamp).CountAsync(cancellation), comparison);
            }
        }
        if (idle.Count < due)
        {
            return new(due, comparison);
        }
        foreach (var ids in idle.Chunk(ChunkSize))
        {
            await store.Write(work => Schedule(work, ids, cancellation), cancellation);
        }
        return null;
    }

    /// <summary>Calculated again inside the transaction: what was changed since the look keeps its old schedule.</summary>
    private async Task<Result<Done>> Schedule(UnitOfWork work, long[] ids, CancellationToken cancellation)
    {
        await work.LockSubscribers(ids, cancellation);
        List<BillingSchedule> schedules = new(ids.Length);
        foreach (var subscriber in await BillingFactsReader.Facts(work.Db, ids, book.Stamp, cancellation))
        {
            var calculated = book.Calculate(subscriber.Facts, through);
            if (calculated.Problem is null && calculated.Drafts.Count == 0)
            {
                schedules.Add(BillingSchedule.Of(subscriber, calculated, book.Stamp));
            }
        }
        await BulkTable<BillingSchedule>.Of(work.Db).Replace(work.Db, schedules, cancellation);
        return new Done();
    }
}
