using IspDigital.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Subscribers.Import;

/// <summary>
/// Writes the subscribers of a file into the open transaction: a save for some hundreds, not one for each. What is saved is no longer tracked, or it
/// would be looked through again at every save that follows.
/// </summary>
internal sealed class ImportWriter(UnitOfWork work, IOpeningBalances openingBalances, CancellationToken cancellation)
{
    private const int RowsInASave = 500;

    /// <summary>Saves them with everything that belongs to them.</summary>
    public async Task Write(IReadOnlyList<ReadyRow> rows)
    {
        var typed = rows.Select(r => r.Row.Request.Code).OfType<string>().ToHashSet(SubscriberCodes.Comparer);
        foreach (var some in rows.Chunk(RowsInASave))
        {
            work.Db.Subscribers.AddRange(some.Select(r => r.Subscriber));
            await work.Save(cancellation);
            await Name([.. some.Where(r => r.Row.Request.Code is null).Select(r => r.Subscriber)], typed);
            work.Db.ChangeTracker.Clear();
        }
        await openingBalances.Bring(
            work, [.. rows.Where(r => !r.Row.Request.OpeningBalance.IsZero).Select(r => (r.Subscriber.Id, r.Row.Request.OpeningBalance))], cancellation);
        await NewSubscriber.Tell(work, [.. rows.Select(r => (r.Subscriber, r.Row.Request))], cancellation);
    }

    private async Task Name(List<Subscriber> unnamed, HashSet<string> typed)
    {
        if (unnamed.Count == 0)
        {
            return;
        }
        var taken = await Taken(unnamed.ConvertAll(s => NewSubscriber.CodeOf(s.Id)));
        foreach (var subscriber in unnamed)
        {
            var code = NewSubscriber.CodeOf(subscriber.Id);
            subscriber.NameByCode(taken.Contains(code) || typed.Contains(code) ? await Suffixed(code, typed) : code);
        }
        await work.Save(cancellation);
    }

    /// <summary>The code with a number behind it that nobody has, neither here nor further down in the file.</summary>
    private async Task<string> Suffixed(string code, HashSet<string> typed)
    {
        for (var suffix = 2; ; suffix++)
        {
            var other = $"{code}-{suffix}";
            if (!typed.Contains(other) && (await Taken([other])).Count == 0)
            {
                return other;
            }
        }
    }

    /// <summary>Those that somebody has, in capital or small letters: what is made has one letter, so both can be looked up.</summary>
    private async Task<HashSet<string>> Taken(List<string> made)
    {
        List<string> either = [.. made, .. made.Select(code => code.ToLowerInvariant())];
        return (await work.Db.Subscribers.Where(s => EF.Parameter(either).Contains(s.Code)).Select(s => s.Code).ToListAsync(cancellation))
            .ToHashSet(SubscriberCodes.Comparer);
    }
}
