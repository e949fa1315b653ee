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
            .Where(i => subscriberIds.Contains(i.SubscriberId) && i.Status == InvoiceStatus.Open)
            .Select(i => new OpenInvoice(
                i.Id, i.Number, i.SubscriberId, i.IssueDate, i.DueDate, i.LastDayToPay, i.Total, new Money(i.Total.Minor - i.Paid.Minor)))
            .ToListAsync(cancellation);
        var balances = await db.JournalLines.AsNoTracking()
            .Where(l => subscriberIds.Contains(l.SubscriberId) && (l.Account == Account.Receivable || l.Account == Account.Advances))
            .GroupBy(l => l.SubscriberId)
            .Select(g => new { SubscriberId = g.Key, Minor = g.Sum(l => l.Amount.Minor) })
            .ToDictionaryAsync(b => b.SubscriberId, b => new Money(b.Minor), cancellation);
        var bySubscriber = open.ToLookup(i => i.SubscriberId);
        return subscriberIds.ToDictionary(
            id => id, id => AccountStanding.From(id, bySubscriber[id], balances.GetValueOrDefault(id), today));
    }
}
