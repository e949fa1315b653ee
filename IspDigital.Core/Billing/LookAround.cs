using IspDigital.Core.Data;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing;

/// <summary>
/// Looks at everybody whose schedule is missing or was made for other facts. Where nobody of them has anything to bill — a form was
/// saved, somebody joins next week — only the schedules are brought up to date: no run, no line in anybody's list.
/// </summary>
internal sealed class LookAround(IspStore store, IspDbContext db, BillingBook book, DateOnly through)
{
    private const int ChunkSize = 500;

    /// <summary>Whether there is anything to issue or to park.</summary>
    public async Task<bool> FindsWork(CancellationToken cancellation)
    {
        List<long> idle = [];
        await foreach (var (subscriber, calculated) in BillingScan.Run(db, book, through, withParked: false, cancellation))
        {
            if (calculated.Problem is not null || calculated.Drafts.Count > 0)
            {
                return true;
            }
            idle.Add(subscriber.Facts.SubscriberId);
        }
        foreach (var ids in idle.Chunk(ChunkSize))
        {
            await store.Write(work => Schedule(work, ids, cancellation), cancellation);
        }
        return false;
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
