using IspDigital.Core.Data;
using IspDigital.Core.Plans;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Subscribers;

/// <summary>Tells Plans who is on a plan.</summary>
internal sealed class PlanLines : IPlanLines
{
    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<long, int>> Count(IspDbContext db, CancellationToken cancellation) =>
        await db.Subscribers.Where(s => s.ClosedOn == null).GroupBy(s => s.PlanId)
            .Select(g => new { PlanId = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.PlanId, g => g.Count, cancellation);

    /// <inheritdoc/>
    public async Task Mark(UnitOfWork work, long planId, string cause, CancellationToken cancellation)
    {
        var onIt = work.Db.Subscribers.Where(s => s.PlanId == planId && s.RouterId != null && s.ClosedOn == null);
        foreach (var id in await onIt.Select(s => s.Id).ToListAsync(cancellation))
        {
            work.MarkAccess(id, cause);
        }
    }
}
