using IspDigital.Core.Access;
using IspDigital.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Benchmarks.Simulation.Routers;

/// <summary>What the routers hold, read from the routers themselves, against what was decided and what must be.</summary>
internal static class RouterOracle
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromHours(1);

    /// <summary>What is said to be done and is not so, but for what a hand changed since; and what waits longer for its next try than anything does.</summary>
    public static async Task<IReadOnlyList<string>> Broken(IspDbContext db, SimulatedRouters routers, DateTimeOffset now)
    {
        var late = now + s_longestWait;
        var waiting = (await db.DesiredStates.AsNoTracking().Where(d => d.Apply != ApplyState.Done && d.NextAttemptAt > late).ToListAsync())
            .Where(d => routers.Of(d.RouterId) is { Offline: false, RefusesLogin: false }); // nobody can try at the others
        var states = await db.DesiredStates.AsNoTracking().Where(d => d.Apply == ApplyState.Done).OrderBy(d => d.SubscriberId).ToListAsync();
        return
        [
            .. states.Where(d => !routers.Touched.Contains((d.RouterId, d.PppName))).Select(d => Difference(d, routers.Of(d.RouterId))).OfType<string>(),
            .. waiting.Select(d => $"subscriber {d.SubscriberId}: {d.Change} is not tried before {d.NextAttemptAt:O}"),
        ];
    }

    /// <summary>What is not done, or not so, once everything was put right and had its time.</summary>
    public static async Task<IReadOnlyList<string>> Unfinished(IspDbContext db, SimulatedRouters routers)
    {
        var states = await db.DesiredStates.AsNoTracking().OrderBy(d => d.SubscriberId).ToListAsync();
        return
        [
            .. states.Where(d => d.Apply != ApplyState.Done)
                .Select(d => $"subscriber {d.SubscriberId}: {d.Change} is still {d.Apply} after {d.Attempts} tries: {d.LastErrorCode} {d.LastErrorText}"),
            .. states.Select(d => Difference(d, routers.Of(d.RouterId))).OfType<string>(),
        ];
    }

    private static string? Difference(DesiredState wanted, FakeRouter router)
    {
        var account = router.Account(wanted.PppName);
        var sessions = router.Sessions(wanted.PppName).Count;
        var isSo = wanted.Online
            ? account is { Disabled: false } && account.Profile == wanted.Profile
            : account is not { Disabled: false } && sessions == 0;
        return isSo ? null
            : $"subscriber {wanted.SubscriberId} is decided {(wanted.Online ? "on" : "off")} with {wanted.Profile} (version {wanted.Version}, {wanted.Apply}); the router holds {account}, {sessions} sessions";
    }
}
