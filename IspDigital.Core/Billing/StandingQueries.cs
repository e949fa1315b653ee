using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using IspDigital.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>Fills <see cref="AccountStanding"/>; used inside other features' transactions, so it takes their context.</summary>
public static class StandingQueries
{
    /// <summary>The standing of each of the subscribers on a day.</summary>
    public static async Task<IReadOnlyDictionary<long, AccountStanding>> Of(
        IspDbContext db, IReadOnlyCollection<long> subscriberIds, DateOnly today, CancellationToken cancellation)
    {
        var open = await db.Invoices.AsNoTracking()
            .Where(i => EF.Parameter(subscriberIds).Contains(i.SubscriberId) && i.Status == InvoiceStatus.Open)
            .Select(i => new OpenInvoice(
                i.Id, i.Number, i.SubscriberId, i.IssueDate, i.DueDate, i.LastDayToPay, i.Total, new Money(i.Total.Minor - i.Paid.Minor)))
            .ToListAsync(cancellation);
        var balances = await db.JournalLines.AsNoTracking()
            .Where(l => EF.Parameter(subscriberIds).Contains(l.SubscriberId) && (l.Account == Account.Receivable || l.Account == Account.Advances))
            .GroupBy(l => l.SubscriberId)
            .Select(g => new { SubscriberId = g.Key, Minor = g.Sum(l => l.Amount.Minor) })
            .ToDictionaryAsync(b => b.SubscriberId, b => new Money(b.Minor), cancellation);
        var bySubscriber = open.ToLookup(i => i.SubscriberId);
        return subscriberIds.ToDictionary(
            id => id, id => AccountStanding.From(id, bySubscriber[id], balances.GetValueOrDefault(id), today));
    }

    /// <summary>Subscribers with an unsettled invoice whose due date lies in the days; an index read.</summary>
    public static IQueryable<long> OwingWithDueDateIn(IspDbContext db, DateRange days) =>
        Owing(db).Where(i => i.DueDate >= days.Start && i.DueDate < days.End).Select(i => i.SubscriberId).Distinct();

    /// <summary>Subscribers with an unsettled invoice whose last day to pay lies in the days; an index read.</summary>
    public static IQueryable<long> OwingWithLastDayIn(IspDbContext db, DateRange days) =>
        Owing(db).Where(i => i.LastDayToPay >= days.Start && i.LastDayToPay < days.End).Select(i => i.SubscriberId).Distinct();

    /// <summary>Subscribers with an unsettled invoice that was issued after an instant (UTC) and is due on a day or before; an index read.</summary>
    public static IQueryable<long> OwingIssuedSince(IspDbContext db, DateTimeOffset since, DateOnly lastDueDate) =>
        Owing(db).Where(i => i.IssuedAt > since && i.DueDate <= lastDueDate).Select(i => i.SubscriberId).Distinct();

    private static IQueryable<Invoice> Owing(IspDbContext db) => db.Invoices.Where(i => i.Status == InvoiceStatus.Open);

    /// <summary>Who has open invoices whose last day to pay is over on a day, and how much is outstanding on them; to be composed with further conditions.</summary>
    public static IQueryable<OwedBeyondGrace> BeyondGrace(IspDbContext db, DateOnly today) => db.Invoices
        .Where(i => i.Status == InvoiceStatus.Open && i.LastDayToPay < today)
        .GroupBy(i => i.SubscriberId)
        .Select(g => new OwedBeyondGrace { SubscriberId = g.Key, Minor = g.Sum(i => i.Total.Minor - i.Paid.Minor) });

    /// <summary>A row of <see cref="BeyondGrace"/>.</summary>
    public sealed class OwedBeyondGrace
    {
        /// <summary>Who.</summary>
        public long SubscriberId { get; init; }

        /// <summary>How much, in poisha.</summary>
        public long Minor { get; init; }
    }
}
