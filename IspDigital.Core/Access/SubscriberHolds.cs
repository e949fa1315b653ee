using IspDigital.Core.Data;
using IspDigital.Core.Reminders;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Access;

/// <summary>Tells Reminders who has promised to pay and who is never cut.</summary>
public sealed class SubscriberHolds : ISubscriberHolds
{
    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<long, SubscriberHold>> Of(
        IspDbContext db, IReadOnlyCollection<long> subscriberIds, DateOnly today, CancellationToken cancellation)
    {
        var promised = await db.Promises.Where(p => subscriberIds.Contains(p.SubscriberId) && p.State == PromiseState.Running && p.Until >= today)
            .Select(p => p.SubscriberId).ToListAsync(cancellation);
        var exempt = await db.Exemptions.Where(e => subscriberIds.Contains(e.SubscriberId) && e.EndedAt == null && (e.LastDay == null || e.LastDay >= today))
            .Select(e => e.SubscriberId).ToListAsync(cancellation);
        var keptOn = await db.AccessOverrides.Where(o => subscriberIds.Contains(o.SubscriberId) && o.Online && o.EndedAt == null && (o.LastDay == null || o.LastDay >= today))
            .Select(o => o.SubscriberId).ToListAsync(cancellation);
        var (hasPromised, isNeverCut) = (promised.ToHashSet(), exempt.Concat(keptOn).ToHashSet());
        return hasPromised.Union(isNeverCut).ToDictionary(id => id, id => new SubscriberHold(hasPromised.Contains(id), isNeverCut.Contains(id)));
    }
}
