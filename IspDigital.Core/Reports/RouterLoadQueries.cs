using IspDigital.Core.Access;
using IspDigital.Core.Data;
using IspDigital.Core.Routers;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Reports;

/// <summary>A router with what hangs on it.</summary>
/// <param name="Id">The router.</param>
/// <param name="Name">Its name.</param>
/// <param name="Host">Where it is.</param>
/// <param name="IsActive">Whether it is in service.</param>
/// <param name="Health">How it was seen last.</param>
/// <param name="HealthSince">Since when, UTC.</param>
/// <param name="LastError">Why it is not up.</param>
/// <param name="Identity">What it calls itself.</param>
/// <param name="Version">RouterOS version.</param>
/// <param name="Subscribers">Open accounts with a line on it.</param>
/// <param name="On">Lines that it was proved to let online.</param>
/// <param name="Waiting">Desired states that it does not hold yet.</param>
/// <param name="Failed">Those of them that the router refused: a person must do something.</param>
public sealed record RouterRow(
    long Id, string Name, string Host, bool IsActive, RouterHealth Health, DateTimeOffset? HealthSince, string? LastError,
    string? Identity, string? Version, int Subscribers, int On, int Waiting, int Failed);

/// <summary>Reads routers together with the lines on them.</summary>
public sealed class RouterLoadQueries(IspStore store)
{
    /// <summary>Every router: those in service first, by name.</summary>
    public async Task<IReadOnlyList<RouterRow>> All(CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewRouters, cancellation);
        return await Read(db, null, await store.Today(db, cancellation), cancellation);
    }

    /// <summary>One router, or null.</summary>
    public async Task<RouterRow?> One(long id, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewRouters, cancellation);
        return (await Read(db, id, await store.Today(db, cancellation), cancellation)).SingleOrDefault();
    }

    private static async Task<List<RouterRow>> Read(IspDbContext db, long? id, DateOnly today, CancellationToken cancellation)
    {
        var routers = await db.Routers.Where(r => id == null || r.Id == id)
            .OrderByDescending(r => r.IsActive).ThenBy(r => r.Name).ThenBy(r => r.Id).ToListAsync(cancellation);
        var lines = await db.Subscribers.Where(s => s.RouterId != null && (id == null || s.RouterId == id) && (s.ClosedOn == null || s.ClosedOn > today))
            .GroupBy(s => s.RouterId!.Value).Select(g => new { RouterId = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.RouterId, g => g.Count, cancellation);
        var states = await db.DesiredStates.Where(d => id == null || d.RouterId == id)
            .GroupBy(d => new { d.RouterId, d.Apply, d.ConfirmedOnline })
            .Select(g => new { g.Key.RouterId, g.Key.Apply, g.Key.ConfirmedOnline, Count = g.Count() }).ToListAsync(cancellation);
        var of = states.ToLookup(s => s.RouterId);
        return
        [
            .. routers.Select(r => new RouterRow(
                r.Id, r.Name, r.Host, r.IsActive, r.Health, r.HealthSince, r.LastError, r.Identity, r.RouterOsVersion,
                lines.GetValueOrDefault(r.Id),
                of[r.Id].Where(s => s.ConfirmedOnline == true).Sum(s => s.Count),
                of[r.Id].Where(s => s.Apply != ApplyState.Done).Sum(s => s.Count),
                of[r.Id].Where(s => s.Apply == ApplyState.Failed).Sum(s => s.Count))),
        ];
    }
}
