using IspDigital.Core.Data;
using IspDigital.Core.Payments;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Reports;

/// <summary>By what somebody was found.</summary>
public enum FoundBy
{
    /// <summary>The name.</summary>
    Name,
    /// <summary>The phone number.</summary>
    Phone,
    /// <summary>The code.</summary>
    Code,
    /// <summary>The PPP name.</summary>
    PppName,
    /// <summary>The number of an invoice.</summary>
    Invoice,
    /// <summary>A payment's transaction id.</summary>
    Transaction,
}

/// <summary>Somebody that was found.</summary>
/// <param name="SubscriberId">The subscriber.</param>
/// <param name="Name">Their name.</param>
/// <param name="Code">Their code.</param>
/// <param name="Phone">Mobile number as stored.</param>
/// <param name="By">By what.</param>
/// <param name="Match">What matched: the invoice's number, the transaction id; else null.</param>
/// <param name="MatchId">The invoice or payment.</param>
public sealed record FoundSubscriber(long SubscriberId, string Name, string Code, string Phone, FoundBy By, string? Match = null, long? MatchId = null);

/// <summary>
/// The one search box: a subscriber by name, phone, code, PPP name, invoice number or transaction id, in Bangla or Latin digits.
/// What matches exactly comes first.
/// </summary>
public sealed class SearchQueries(IspStore store, ICurrentActor actor)
{
    /// <summary>The most that is found at once.</summary>
    public const int HitsMax = 8;

    private const int LettersMin = 2;

    /// <summary>So many are looked at to tell whether what was typed is common; it is where more than a quarter of them have it.</summary>
    private const int Sampled = 100;

    /// <summary>The best hits for what was typed; none below two signs.</summary>
    public async Task<IReadOnlyList<FoundSubscriber>> Find(string typed, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewSubscribers, cancellation);
        var text = SubscriberSearch.Normalise(typed);
        if (text.Length < LettersMin)
        {
            return [];
        }
        var hits = new List<FoundSubscriber>();
        if (actor.Current.May(Permission.ViewMoney))
        {
            hits.AddRange(await ByDocument(db, text, cancellation));
        }
        hits.AddRange(await ByPerson(db, text, typed, cancellation));
        return [.. hits.DistinctBy(h => (h.SubscriberId, h.MatchId)).Take(HitsMax)];
    }

    private static async Task<List<FoundSubscriber>> ByDocument(IspDbContext db, string text, CancellationToken cancellation)
    {
        var number = text.ToUpperInvariant();
        var invoices =
            from i in db.Invoices
            where i.Number == number
            join s in db.Subscribers on i.SubscriberId equals s.Id
            select new FoundSubscriber(s.Id, s.Name, s.Code, s.Phone, FoundBy.Invoice, i.Number, i.Id);
        var transaction = PaymentReference.Normalise(text);
        var payments =
            from p in db.Payments
            where p.TransactionId == transaction
            join s in db.Subscribers on p.SubscriberId equals s.Id
            select new FoundSubscriber(s.Id, s.Name, s.Code, s.Phone, FoundBy.Transaction, p.TransactionId, p.Id);
        return [.. await invoices.Take(HitsMax).ToListAsync(cancellation), .. await payments.Take(HitsMax).ToListAsync(cancellation)];
    }

    private static async Task<List<FoundSubscriber>> ByPerson(IspDbContext db, string text, string typed, CancellationToken cancellation)
    {
        var phone = SubscriberSearch.PhonePart(typed);
        // First who it is, for which the index is read alone; then their rows.
        var ids = await Best(db, typed, cancellation);
        var found = await db.Subscribers.Where(s => EF.Parameter(ids).Contains(s.Id))
            .Select(s => new { s.Id, s.Name, s.Code, s.Phone, s.PppName }).ToDictionaryAsync(s => s.Id, cancellation);
        return [.. ids.Select(id => found[id]).Select(s => new FoundSubscriber(s.Id, s.Name, s.Code, s.Phone, By(s.Code, s.Phone, s.PppName), s.PppName))];

        FoundBy By(string code, string stored, string? pppName) =>
            code.Contains(text, StringComparison.OrdinalIgnoreCase) ? FoundBy.Code
            : phone is not null && stored.Contains(phone, StringComparison.Ordinal) ? FoundBy.Phone
            : pppName?.Contains(text, StringComparison.OrdinalIgnoreCase) == true ? FoundBy.PppName
            : FoundBy.Name;
    }

    // Few matches are ranked at once. What many have (the first letters of all codes) would mean to rank nearly everybody.
    private static async Task<List<long>> Best(IspDbContext db, string typed, CancellationToken cancellation)
    {
        if (await db.Subscribers.OrderBy(s => s.Id).Take(Sampled).Matching(typed).CountAsync(cancellation) <= Sampled / 4)
        {
            return await db.Subscribers.Matching(typed).BestFirst(typed).Take(HitsMax).Select(s => s.Id).ToListAsync(cancellation);
        }
        var ids = new List<long>();
        foreach (var piece in db.Subscribers.BestInPieces(typed))
        {
            if (ids.Count < HitsMax)
            {
                ids.AddRange(await piece.Where(s => !EF.Parameter(ids).Contains(s.Id)).Take(HitsMax - ids.Count).Select(s => s.Id).ToListAsync(cancellation));
            }
        }
        return ids;
    }
}
