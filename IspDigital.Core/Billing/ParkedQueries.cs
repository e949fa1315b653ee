using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>How it stands with somebody who was parked.</summary>
public enum ParkedState
{
    /// <summary>Waits for a person: runs pass by.</summary>
    Parked,
    /// <summary>Is in the next run again.</summary>
    Waiting,
    /// <summary>Was billed after trying again.</summary>
    Billed,
    /// <summary>Was tried again and parked again.</summary>
    Again,
    /// <summary>Was tried again; there was nothing to bill.</summary>
    NothingDue,
}

/// <summary>Somebody whom a run could not bill, and what happened then.</summary>
/// <param name="Id">The entry.</param>
/// <param name="SubscriberId">Who.</param>
/// <param name="Code">The subscriber's code.</param>
/// <param name="Name">The subscriber's name.</param>
/// <param name="Problem">Why, for which day, and more.</param>
/// <param name="ParkedAt">When, UTC.</param>
/// <param name="RetriedAt">When somebody asked to try again, UTC; null while parked.</param>
/// <param name="State">How it stands.</param>
public sealed record ParkedRow(
    long Id, long SubscriberId, string Code, string Name, BillingProblem Problem, DateTimeOffset ParkedAt, DateTimeOffset? RetriedAt, ParkedState State);

/// <summary>Which of them.</summary>
/// <param name="Search">Part of name, code, PPP name or phone; empty for all.</param>
/// <param name="RunId">Only those of a run, or null.</param>
/// <param name="OnlyParked">Only those who wait for a person.</param>
public sealed record ParkedFilter(string Search = "", long? RunId = null, bool OnlyParked = true);

/// <summary>Reads who was parked, for the list that tries them again.</summary>
public sealed class ParkedQueries(IspStore store)
{
    /// <summary>A page, those who wait first, then the newest.</summary>
    public async Task<Page<ParkedRow>> List(ParkedFilter filter, PageRequest page, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        var rows = from parked in db.ParkedSubscribers
                   join subscriber in db.Subscribers.Matching(filter.Search) on parked.SubscriberId equals subscriber.Id
                   where (filter.RunId == null || parked.RunId == filter.RunId) && (!filter.OnlyParked || parked.RetriedAt == null)
                   select new { Parked = parked, subscriber.Code, subscriber.Name };
        var total = await rows.CountAsync(cancellation);
        var read = await rows.OrderBy(r => r.Parked.RetriedAt != null).ThenByDescending(r => r.Parked.Id)
            .Skip(page.Skip).Take(page.Take).ToListAsync(cancellation);
        var states = await States(db, [.. read.Select(r => r.Parked).Where(p => p.RetriedAt is not null)], cancellation);
        return new([.. read.Select(r => Row(r.Parked, r.Code, r.Name, states.GetValueOrDefault(r.Parked.Id)))], total);
    }

    /// <summary>How many wait for a person.</summary>
    public async Task<int> Count(CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        return await db.ParkedSubscribers.CountAsync(p => p.RetriedAt == null, cancellation);
    }

    private static ParkedRow Row(ParkedSubscriber parked, string code, string name, ParkedState state) => new(
        parked.Id, parked.SubscriberId, code, name, new(parked.Reason, parked.Day, parked.Detail), parked.ParkedAt, parked.RetriedAt, state);

    /// <summary>What happened to those who were tried again: parked again, billed, still waiting for the next run, or nothing was due.</summary>
    private static async Task<Dictionary<long, ParkedState>> States(IspDbContext db, IReadOnlyList<ParkedSubscriber> retried, CancellationToken cancellation)
    {
        if (retried.Count == 0)
        {
            return [];
        }
        List<long> ids = [.. retried.Select(p => p.SubscriberId).Distinct()];
        var first = retried.Min(p => p.RetriedAt);
        var again = (await db.ParkedSubscribers.Where(p => EF.Parameter(ids).Contains(p.SubscriberId)).Select(p => new { p.Id, p.SubscriberId }).ToListAsync(cancellation))
            .ToLookup(p => p.SubscriberId, p => p.Id);
        var billed = (await db.Invoices.Where(i => EF.Parameter(ids).Contains(i.SubscriberId) && i.RunId != null && i.IssuedAt >= first)
            .Select(i => new { i.SubscriberId, i.IssuedAt }).ToListAsync(cancellation)).ToLookup(i => i.SubscriberId, i => i.IssuedAt);
        var scheduled = (await db.BillingSchedules.Where(s => EF.Parameter(ids).Contains(s.SubscriberId)).Select(s => s.SubscriberId).ToListAsync(cancellation)).ToHashSet();
        var lastRun = await db.BillingRuns.MaxAsync(r => r.FinishedAt, cancellation);
        return retried.ToDictionary(p => p.Id, p =>
            again[p.SubscriberId].Any(id => id > p.Id) ? ParkedState.Again
            : billed[p.SubscriberId].Any(at => at >= p.RetriedAt) ? ParkedState.Billed
            : lastRun > p.RetriedAt && scheduled.Contains(p.SubscriberId) ? ParkedState.NothingDue
            : ParkedState.Waiting);
    }
}
