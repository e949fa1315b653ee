using System.Linq.Expressions;
using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Reports;

/// <summary>How an account stands by its own dates.</summary>
public enum AccountState
{
    /// <summary>Service runs.</summary>
    Active,
    /// <summary>Service is paused.</summary>
    Paused,
    /// <summary>The account is closed.</summary>
    Closed,
}

/// <summary>Who is wanted by what they owe.</summary>
public enum DuesFilter
{
    /// <summary>Something is open.</summary>
    Due,
    /// <summary>Something is past its due date.</summary>
    Overdue,
    /// <summary>Nothing is open.</summary>
    Clear,
}

/// <summary>Which subscribers are wanted.</summary>
public sealed record SubscriberFilter
{
    /// <summary>Part of name, code, phone or PPP name; empty for all.</summary>
    public string Search { get; init; } = "";

    /// <summary>By state; null for all that are not closed, unless something is searched.</summary>
    public AccountState? State { get; init; }

    /// <summary>On that plan.</summary>
    public long? PlanId { get; init; }

    /// <summary>On that router.</summary>
    public long? RouterId { get; init; }

    /// <summary>In that area.</summary>
    public string? Area { get; init; }

    /// <summary>In that group.</summary>
    public long? GroupId { get; init; }

    /// <summary>By what they owe.</summary>
    public DuesFilter? Dues { get; init; }

    /// <summary>Whether it was decided that their line be off.</summary>
    public bool? IsCut { get; init; }
}

/// <summary>One subscriber in a list.</summary>
/// <param name="Id">The subscriber.</param>
/// <param name="Code">Their code.</param>
/// <param name="Name">Their name.</param>
/// <param name="Phone">Mobile number as stored.</param>
/// <param name="Area">Area.</param>
/// <param name="PlanName">The plan.</param>
/// <param name="RouterName">The router, or null.</param>
/// <param name="PppName">Login name, or null.</param>
/// <param name="State">How the account stands.</param>
/// <param name="Line">Where the line is.</param>
/// <param name="Due">What is open; zero for those who may not see money.</param>
/// <param name="OldestDueOn">Due date of the oldest open invoice.</param>
public sealed record SubscriberRow(
    long Id, string Code, string Name, string Phone, string Area, string PlanName, string? RouterName, string? PppName,
    AccountState State, LineState Line, Money Due, DateOnly? OldestDueOn);

/// <summary>Lists subscribers; everything is done by the database, so that 100,000 are as quick as 100.</summary>
public sealed class SubscriberQueries(IspStore store, BusinessClock clock, ICurrentActor actor)
{
    /// <summary>
    /// A page of subscribers; sorted by <c>name</c>, <c>code</c>, <c>plan</c>, <c>area</c>, <c>activated</c>, <c>due</c> or
    /// <c>oldest</c>; by name unless asked otherwise.
    /// </summary>
    public async Task<Page<SubscriberRow>> List(SubscriberFilter filter, PageRequest page, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewSubscribers, cancellation);
        var today = (await clock.Now(cancellation)).Today;
        var seesMoney = actor.Current.May(Permission.ViewMoney);
        var subscribers = Filtered(db, seesMoney ? filter : filter with { Dues = null }, today);
        var total = await subscribers.CountAsync(cancellation);
        var ids = await Sorted(db, subscribers, seesMoney || page.Sort is not ("due" or "oldest") ? page : page with { Sort = null })
            .Skip(page.Skip).Take(page.Take).Select(s => s.Id).ToListAsync(cancellation);
        var rows = await Rows(db, ids, today, seesMoney, cancellation);
        return new Page<SubscriberRow>([.. ids.Select(id => rows[id])], total);
    }

    /// <summary>The areas in use, by name.</summary>
    public async Task<IReadOnlyList<string>> Areas(CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewSubscribers, cancellation);
        return await db.Subscribers.Where(s => s.Address.Area != "").Select(s => s.Address.Area).Distinct().OrderBy(a => a).ToListAsync(cancellation);
    }

    /// <summary>The groups, by name.</summary>
    public async Task<IReadOnlyList<(long Id, string Name)>> Groups(CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewSubscribers, cancellation);
        return [.. (await db.SubscriberGroups.OrderBy(g => g.Name).ToListAsync(cancellation)).Select(g => (g.Id, g.Name))];
    }

    /// <summary>The routers that lines can be on, by name.</summary>
    public async Task<IReadOnlyList<(long Id, string Name)>> Routers(CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewSubscribers, cancellation);
        return [.. (await db.Routers.OrderBy(r => r.Name).Select(r => new { r.Id, r.Name }).ToListAsync(cancellation)).Select(r => (r.Id, r.Name))];
    }

    /// <summary>How an account stands on a day.</summary>
    internal static AccountState StateOf(DateOnly? closedOn, bool isPaused, DateOnly day) =>
        closedOn <= day ? AccountState.Closed : isPaused ? AccountState.Paused : AccountState.Active;

    private static IQueryable<Subscriber> Filtered(IspDbContext db, SubscriberFilter filter, DateOnly today)
    {
        var subscribers = db.Subscribers.AsQueryable();
        subscribers = filter.State switch
        {
            AccountState.Closed => subscribers.Where(s => s.ClosedOn != null && s.ClosedOn <= today),
            AccountState.Paused => subscribers.Where(s => (s.ClosedOn == null || s.ClosedOn > today)
                && s.Pauses.Any(p => p.From <= today && (p.Until == null || today < p.Until))),
            AccountState.Active => subscribers.Where(s => (s.ClosedOn == null || s.ClosedOn > today)
                && !s.Pauses.Any(p => p.From <= today && (p.Until == null || today < p.Until))),
            null when filter.Search.Length == 0 => subscribers.Where(s => s.ClosedOn == null || s.ClosedOn > today),
            null => subscribers,
        };
        subscribers = filter.PlanId is { } plan ? subscribers.Where(s => s.PlanId == plan) : subscribers;
        subscribers = filter.RouterId is { } router ? subscribers.Where(s => s.RouterId == router) : subscribers;
        subscribers = filter.Area is { } area ? subscribers.Where(s => s.Address.Area == area) : subscribers;
        subscribers = filter.GroupId is { } group ? subscribers.Where(s => s.GroupId == group) : subscribers;
        var open = db.Invoices.Where(i => i.Status == InvoiceStatus.Open);
        subscribers = filter.Dues switch
        {
            DuesFilter.Due => subscribers.Where(s => open.Select(i => i.SubscriberId).Contains(s.Id)),
            DuesFilter.Overdue => subscribers.Where(s => open.Where(i => i.DueDate < today).Select(i => i.SubscriberId).Contains(s.Id)),
            DuesFilter.Clear => subscribers.Where(s => !open.Select(i => i.SubscriberId).Contains(s.Id)),
            null => subscribers,
        };
        subscribers = filter.IsCut is { } cut ? subscribers.Where(s => db.DesiredStates.Any(d => d.SubscriberId == s.Id && !d.Online) == cut) : subscribers;
        return subscribers.Matching(filter.Search);
    }

    private static IQueryable<Subscriber> Sorted(IspDbContext db, IQueryable<Subscriber> subscribers, PageRequest page)
    {
        IOrderedQueryable<Subscriber> By<TKey>(Expression<Func<Subscriber, TKey>> key) =>
            page.Descending ? subscribers.OrderByDescending(key) : subscribers.OrderBy(key);

        var open = db.Invoices.Where(i => i.Status == InvoiceStatus.Open);
        var sorted = page.Sort switch
        {
            "code" => By(s => s.Code),
            "area" => By(s => s.Address.Area),
            "activated" => By(s => s.ActivatedOn),
            "plan" => By(s => db.Plans.Where(p => p.Id == s.PlanId).Select(p => p.Name).First()),
            "due" => By(s => open.Where(i => i.SubscriberId == s.Id).Sum(i => i.Total.Minor - i.Paid.Minor)),
            "oldest" => By(s => open.Where(i => i.SubscriberId == s.Id).Min(i => (DateOnly?)i.DueDate) ?? DateOnly.MaxValue),
            _ => By(s => s.Name),
        };
        return sorted.ThenBy(s => s.Id);
    }

    private static async Task<Dictionary<long, SubscriberRow>> Rows(
        IspDbContext db, List<long> ids, DateOnly today, bool seesMoney, CancellationToken cancellation)
    {
        var shown = db.Subscribers.Where(s => ids.Contains(s.Id));
        var people = await (
            from s in shown
            join p in db.Plans on s.PlanId equals p.Id
            join r in db.Routers on s.RouterId equals r.Id into routers
            from r in routers.DefaultIfEmpty()
            select new { s.Id, s.Code, s.Name, s.Phone, s.Address.Area, Plan = p.Name, Router = (string?)r.Name, s.PppName, s.ClosedOn,
                IsPaused = s.Pauses.Any(x => x.From <= today && (x.Until == null || today < x.Until)) }).ToListAsync(cancellation);
        var lines = (await db.DesiredStates.Where(d => ids.Contains(d.SubscriberId)).ToListAsync(cancellation)).ToDictionary(d => d.SubscriberId, LineQueries.StateOf);
        var dues = seesMoney
            ? await db.Invoices.Where(i => ids.Contains(i.SubscriberId) && i.Status == InvoiceStatus.Open).GroupBy(i => i.SubscriberId)
                .Select(g => new { Id = g.Key, Minor = g.Sum(i => i.Total.Minor - i.Paid.Minor), Oldest = g.Min(i => i.DueDate) })
                .ToDictionaryAsync(d => d.Id, cancellation)
            : [];
        return people.ToDictionary(s => s.Id, s => new SubscriberRow(
            s.Id, s.Code, s.Name, s.Phone, s.Area, s.Plan, s.Router, s.PppName, StateOf(s.ClosedOn, s.IsPaused, today), lines.GetValueOrDefault(s.Id, LineState.None),
            new Money(dues.GetValueOrDefault(s.Id)?.Minor ?? 0), dues.GetValueOrDefault(s.Id)?.Oldest));
    }
}
