using IspDigital.Core.Access.Rules;
using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Access;

/// <summary>A subscriber's facts, and the line that they are about.</summary>
/// <param name="SubscriberId">Who.</param>
/// <param name="Facts">What the decision looks at.</param>
/// <param name="RouterId">The router that serves the line; null while there is none to control.</param>
/// <param name="PppName">The login name there.</param>
/// <param name="Profile">The PPP profile of the plan on that day; null leaves the router's.</param>
public sealed record SubscriberFacts(long SubscriberId, AccessFacts Facts, long? RouterId, string? PppName, string? Profile)
{
    /// <summary>What the router should hold under a decision, or null where there is no line to control.</summary>
    public AccessTarget? Target(bool online) => RouterId is { } router && !string.IsNullOrEmpty(PppName)
        ? new AccessTarget(router, PppName, online, string.IsNullOrEmpty(Profile) ? null : Profile)
        : null;
}

/// <summary>Gathers the facts of many subscribers at once; used inside transactions, so it takes their context.</summary>
public static class AccessFactsQueries
{
    /// <summary>The facts of each subscriber on a day; those that do not exist are left out.</summary>
    public static async Task<IReadOnlyList<SubscriberFacts>> Of(
        IspDbContext db, IReadOnlyCollection<long> ids, DateOnly day, CancellationToken cancellation)
    {
        var standing = await StandingQueries.Of(db, ids, day, cancellation);
        var hands = await ByHand(db, ids, cancellation);
        var pauses = (await db.Subscribers.AsNoTracking().Where(s => ids.Contains(s.Id)).SelectMany(s => s.Pauses)
                .Where(p => p.From <= day && (p.Until == null || day < p.Until)).ToListAsync(cancellation))
            .ToLookup(p => p.SubscriberId);
        var plans = (await db.Subscribers.AsNoTracking().Where(s => ids.Contains(s.Id)).SelectMany(s => s.Plans)
                .Where(p => p.From <= day).ToListAsync(cancellation))
            .ToLookup(p => p.SubscriberId);
        var profiles = await db.Plans.AsNoTracking().Select(p => new { p.Id, p.Speed.RouterProfile }).ToDictionaryAsync(p => p.Id, p => p.RouterProfile, cancellation);
        var rows = await db.Subscribers.AsNoTracking().Where(s => ids.Contains(s.Id)).OrderBy(s => s.Id)
            .Select(s => new { s.Id, s.ClosedOn, s.RouterId, s.PppName, s.PlanId }).ToListAsync(cancellation);
        return [.. rows.Select(row => new SubscriberFacts(
            row.Id,
            new AccessFacts
            {
                Today = day,
                Standing = standing[row.Id],
                ClosedOn = row.ClosedOn,
                Pause = pauses[row.Id].Select(p => new PauseFact(p.From, p.Until)).FirstOrDefault(),
                Override = hands.Overrides.GetValueOrDefault(row.Id),
                Exemption = hands.Exemptions.GetValueOrDefault(row.Id),
                Promise = hands.Promises.GetValueOrDefault(row.Id),
            },
            row.RouterId,
            row.PppName,
            profiles.GetValueOrDefault(plans[row.Id].MaxBy(p => p.From)?.PlanId ?? row.PlanId)))];
    }

    /// <summary>What staff decided by hand and has not ended; the newest of each kind holds.</summary>
    private static async Task<Hands> ByHand(IspDbContext db, IReadOnlyCollection<long> ids, CancellationToken cancellation)
    {
        var overrides = await db.AccessOverrides.AsNoTracking()
            .Where(o => ids.Contains(o.SubscriberId) && o.EndedAt == null).OrderBy(o => o.Id).ToListAsync(cancellation);
        var exemptions = await db.Exemptions.AsNoTracking()
            .Where(e => ids.Contains(e.SubscriberId) && e.EndedAt == null).OrderBy(e => e.Id).ToListAsync(cancellation);
        var promises = await db.Promises.AsNoTracking()
            .Where(p => ids.Contains(p.SubscriberId) && p.State == PromiseState.Running).OrderBy(p => p.Id).ToListAsync(cancellation);
        return new Hands(
            Newest(overrides, o => o.SubscriberId, o => new OverrideFact(o.Online, o.LastDay, o.Owner, o.Reason)),
            Newest(exemptions, e => e.SubscriberId, e => new ExemptionFact(e.LastDay, e.Owner, e.Reason)),
            Newest(promises, p => p.SubscriberId, p => new PromiseFact(p.Until, p.Owner)));
    }

    private static Dictionary<long, TFact> Newest<T, TFact>(IEnumerable<T> rows, Func<T, long> subscriber, Func<T, TFact> fact)
        where TFact : class =>
        rows.GroupBy(subscriber).ToDictionary(g => g.Key, g => fact(g.Last()));

    private sealed record Hands(
        Dictionary<long, OverrideFact> Overrides, Dictionary<long, ExemptionFact> Exemptions, Dictionary<long, PromiseFact> Promises);
}
