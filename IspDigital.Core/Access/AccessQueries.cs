using IspDigital.Core.Access.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Routers;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Access;

/// <summary>Why a subscriber is on or off, and what the router was proved to hold.</summary>
/// <param name="SubscriberId">Who.</param>
/// <param name="Today">The day of the decision, in the operator's zone.</param>
/// <param name="Decision">What the rules say now, with the whole chain.</param>
/// <param name="RouterName">The router, or null where no line is controlled.</param>
/// <param name="RouterHealth">How it was seen last.</param>
/// <param name="State">What the router should hold, with its evidence; null before the first decision.</param>
/// <param name="Planned">The planned cut, or null.</param>
/// <param name="CutsFrom">When it would be made, UTC.</param>
/// <param name="HasOverride">Whether an override is in force.</param>
/// <param name="HasExemption">Whether an exemption is in force.</param>
/// <param name="Promises">Promises, newest first: how they were kept.</param>
/// <param name="PromiseDaysMax">How far the present actor may promise, in days; zero: not at all.</param>
public sealed record SubscriberAccess(
    long SubscriberId, DateOnly Today, AccessDecision Decision, string? RouterName, RouterHealth? RouterHealth, DesiredState? State,
    PlannedCut? Planned, DateTimeOffset? CutsFrom, bool HasOverride, bool HasExemption, IReadOnlyList<Promise> Promises, int PromiseDaysMax)
{
    /// <summary>Cut for money is due, and the line is still on until the cut window.</summary>
    public bool IsCutDue => Decision.IsForMoney && State is { Online: true };

    /// <summary>Whether the router was proved to hold what is wanted.</summary>
    public bool IsProved => State is { Apply: ApplyState.Done };
}

/// <summary>Reads the access of one subscriber.</summary>
public sealed class AccessQueries(IspStore store, ICurrentActor actor, BusinessClock clock)
{
    private const int PromisesShown = 5;

    /// <summary>The settings as they stand.</summary>
    public async Task<AccessSettings> Settings(CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ManageSettings, cancellation);
        return await SettingsRow.Load<AccessSettings>(db, cancellation);
    }

    /// <summary>Why a subscriber is on or off; null where there is no such subscriber.</summary>
    public async Task<SubscriberAccess?> Of(long subscriberId, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewAccess, cancellation);
        var now = await clock.Now(cancellation);
        var settings = await SettingsRow.Load<AccessSettings>(db, cancellation);
        if ((await AccessFactsQueries.Of(db, [subscriberId], now.Today, cancellation)).SingleOrDefault() is not { } line)
        {
            return null;
        }
        var state = await db.DesiredStates.SingleOrDefaultAsync(d => d.SubscriberId == subscriberId, cancellation);
        var router = await db.Routers.Where(r => r.Id == line.RouterId).Select(r => new { r.Name, r.Health }).SingleOrDefaultAsync(cancellation);
        var planned = await db.PlannedCuts.Where(c => c.SubscriberId == subscriberId && c.State == CutState.Planned)
            .Join(db.CutBatches, c => c.BatchId, b => b.Id, (cut, batch) => new { Cut = cut, batch.Day })
            .OrderByDescending(c => c.Day).FirstOrDefaultAsync(cancellation);
        var promises = await db.Promises.Where(p => p.SubscriberId == subscriberId)
            .OrderByDescending(p => p.Id).Take(PromisesShown).ToListAsync(cancellation);
        var decision = AccessPolicy.Decide(line.Facts, settings.Terms);
        return new SubscriberAccess(
            subscriberId, now.Today, actor.Current.May(Permission.ViewMoney) ? decision : WithoutMoney(decision), router?.Name, router?.Health, state,
            planned?.Cut, planned is null ? null : settings.Window.OpensAt(now, planned.Day),
            line.Facts.Override is not null, line.Facts.Exemption is not null, promises,
            actor.Current.May(Permission.GrantPromises) ? settings.PromiseLimitOf(actor.Current.Role)?.DaysMax ?? 0 : 0);
    }

    private static AccessDecision WithoutMoney(AccessDecision decision) =>
        decision with { Reasons = [.. decision.Reasons.Select(r => r with { AmountMinor = null })] };
}
