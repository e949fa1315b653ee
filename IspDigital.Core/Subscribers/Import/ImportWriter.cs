using IspDigital.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Subscribers.Import;

/// <summary>Writes the subscribers of a file into the open transaction: a few saves for all, not one for each.</summary>
internal sealed class ImportWriter(UnitOfWork work, IOpeningBalances openingBalances, CancellationToken cancellation)
{
    /// <summary>Saves them with everything that belongs to them.</summary>
    public async Task Write(IReadOnlyList<ReadyRow> rows)
    {
        work.Db.Subscribers.AddRange(rows.Select(r => r.Subscriber));
        await work.Save(cancellation);
        await Name([.. rows.Where(r => r.Row.Request.Code is null).Select(r => r.Subscriber)]);
        // All of it is saved: what is no longer tracked is not looked through again at every save that follows.
        work.Db.ChangeTracker.Clear();
        await openingBalances.Bring(
            work, [.. rows.Where(r => !r.Row.Request.OpeningBalance.IsZero).Select(r => (r.Subscriber.Id, r.Row.Request.OpeningBalance))], cancellation);
        foreach (var row in rows)
        {
            NewSubscriber.Tell(work, row.Subscriber, row.Row.Request);
        }
    }

    private async Task Name(List<Subscriber> unnamed)
    {
        var wanted = unnamed.ConvertAll(s => NewSubscriber.CodeOf(s.Id));
        var taken = (await work.Db.Subscribers.Where(s => EF.Parameter(wanted).Contains(s.Code)).Select(s => s.Code).ToListAsync(cancellation)).ToHashSet();
        foreach (var subscriber in unnamed)
        {
            var code = NewSubscriber.CodeOf(subscriber.Id);
            subscriber.NameByCode(taken.Contains(code) ? await Suffixed(code) : code);
        }
        await work.Save(cancellation);
    }

    private async Task<string> Suffixed(string code)
    {
        for (var suffix = 2; ; suffix++)
        {
            var other = $"{code}-{suffix}";
            if (!await work.Db.Subscribers.AnyAsync(s => s.Code == other, cancellation))
            {
                return other;
            }
        }
    }
}
