using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
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
    /// <summary>Subscribers that a filter finds are counted so far; a longer list says that there are more.</summary>
    public const int CountMax = 10_000;

    /// <summary>So many more than a page are looked for: where that is all, they need not be counted.</summary>
    private const int LookAhead = 500;

    /// <summary>
    /// A page of subscribers; sorted by <c>name</c>, <c>code</c>, <c>due</c> or <c>oldest</c>; by name unless asked otherwise. By what
    /// they owe, those who owe nothing come last in either direction.
    /// </summary>
    public async Task<Page<SubscriberRow>> List(SubscriberFilter filter, PageRequest page, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewSubscribers, cancellation);
        var today = (await clock.Now(cancellation)).Today;
        var seesMoney = actor.Current.May(Permission.ViewMoney);
        var selection = new SubscriberSelection(db, seesMoney ? filter : filter with { Dues = null }, today);
        var isByDebt = seesMoney && page.Sort is "due" or "oldest" && filter.Dues != DuesFilter.Clear;
        var found = isByDebt
            ? await ByDebt(selection, filter, page, cancellation)
            : await selection.Sorted(page).Skip(page.Skip).Take(page.Take + LookAhead).ToListAsync(cancellation);
        List<long> ids = [.. found.Take(page.Take)];
        var isAllSeen = !isByDebt && found.Count < page.Take + LookAhead && (found.Count > 0 || page.Skip == 0);
        var (count, isMore) = isAllSeen ? (page.Skip + found.Count, false) : await Count(db, selection, page, cancellation);
        var rows = await Rows(db, ids, today, seesMoney, cancellation);
        return new Page<SubscriberRow>([.. ids.Select(id => rows[id])], count, isMore);
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

    private static async Task<List<long>> ByDebt(SubscriberSelection selection, SubscriberFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var ids = await selection.Debtors(page).Skip(page.Skip).Take(page.Take).ToListAsync(cancellation);
        if (ids.Count == page.Take || filter.Dues is not null)
        {
            return ids;
        }
        var before = ids.Count > 0 ? page.Skip + ids.Count : await selection.CountDebtors(cancellation);
        var others = selection.OthersThanDebtors().Skip(page.Skip + ids.Count - before).Take(page.Take - ids.Count);
        return [.. ids, .. await others.ToListAsync(cancellation)];
    }

    private static async Task<(int Count, bool IsMore)> Count(IspDbContext db, SubscriberSelection selection, PageRequest page, CancellationToken cancellation)
    {
        if (selection.IsEverybody)
        {
            return (await db.Subscribers.CountAsync(cancellation) - await selection.CountClosed(cancellation), false);
        }
        var counted = Math.Max(CountMax, page.Skip + (2 * page.Take));
        var count = await selection.CountTo(counted + 1, cancellation);
        return (Math.Min(count, counted), count > counted);
    }

    private static async Task<Dictionary<long, SubscriberRow>> Rows(
        IspDbContext db, List<long> ids, DateOnly today, bool seesMoney, CancellationToken cancellation)
    {
        var shown = db.Subscribers.Where(s => EF.Parameter(ids).Contains(s.Id));
        var people = await (
            from s in shown
            join p in db.Plans on s.PlanId equals p.Id
            join r in db.Routers on s.RouterId equals r.Id into routers
            from r in routers.DefaultIfEmpty()
            select new { s.Id, s.Code, s.Name, s.Phone, s.Address.Area, Plan = p.Name, Router = (string?)r.Name, s.PppName, s.ClosedOn,
                IsPaused = s.Pauses.Any(x => x.From <= today && (x.Until == null || today < x.Until)) }).ToListAsync(cancellation);
        var lines = (await db.DesiredStates.Where(d => EF.Parameter(ids).Contains(d.SubscriberId)).ToListAsync(cancellation)).ToDictionary(d => d.SubscriberId, LineQueries.StateOf);
        var dues = seesMoney
            ? await db.Invoices.Where(i => EF.Parameter(ids).Contains(i.SubscriberId) && i.Status == InvoiceStatus.Open).GroupBy(i => i.SubscriberId)
                .Select(g => new { Id = g.Key, Minor = g.Sum(i => i.Total.Minor - i.Paid.Minor), Oldest = g.Min(i => i.DueDate) })
                .ToDictionaryAsync(d => d.Id, cancellation)
            : [];
        return people.ToDictionary(s => s.Id, s => new SubscriberRow(
            s.Id, s.Code, s.Name, s.Phone, s.Area, s.Plan, s.Router, s.PppName, StateOf(s.ClosedOn, s.IsPaused, today), lines.GetValueOrDefault(s.Id, LineState.None),
            new Money(dues.GetValueOrDefault(s.Id)?.Minor ?? 0), dues.GetValueOrDefault(s.Id)?.Oldest));
    }
}
