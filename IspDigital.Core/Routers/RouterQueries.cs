using IspDigital.Core.Data;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Routers;

/// <summary>A router to choose.</summary>
/// <param name="Id">The router.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsActive">Whether it is in service.</param>
public sealed record RouterName(long Id, string Name, bool IsActive);

/// <summary>A router as it is stored, but for its password.</summary>
/// <param name="Id">The router.</param>
/// <param name="Input">How it is reached; without the password.</param>
/// <param name="Health">How it was seen last.</param>
/// <param name="HealthSince">Since when, UTC.</param>
/// <param name="LastSeenAt">When it answered last, UTC.</param>
/// <param name="LastError">Why it is not up, as it was seen.</param>
/// <param name="Identity">What it calls itself.</param>
/// <param name="Version">RouterOS version.</param>
public sealed record RouterDetail(
    long Id, RouterInput Input, RouterHealth Health, DateTimeOffset? HealthSince, DateTimeOffset? LastSeenAt, string? LastError,
    string? Identity, string? Version);

/// <summary>Reads the inventory of routers.</summary>
public sealed class RouterQueries(IspStore store)
{
    /// <summary>Names for selects and filters, routers in service first.</summary>
    public async Task<IReadOnlyList<RouterName>> Names(CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewSubscribers, cancellation);
        return await db.Routers.OrderByDescending(r => r.IsActive).ThenBy(r => r.Name).ThenBy(r => r.Id)
            .Select(r => new RouterName(r.Id, r.Name, r.IsActive)).ToListAsync(cancellation);
    }

    /// <summary>One router, or null.</summary>
    public async Task<RouterDetail?> One(long id, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewRouters, cancellation);
        return await db.Routers.SingleOrDefaultAsync(r => r.Id == id, cancellation) is { } router
            ? new RouterDetail(router.Id, InputOf(router), router.Health, router.HealthSince, router.LastSeenAt, router.LastError, router.Identity, router.RouterOsVersion)
            : null;
    }

    private static RouterInput InputOf(Router router) => new()
    {
        Name = router.Name,
        Host = router.Host,
        Port = router.Port,
        UseTls = router.UseTls,
        CertificateThumbprint = router.CertificateThumbprint,
        UserName = router.UserName,
        IsActive = router.IsActive,
    };
}
