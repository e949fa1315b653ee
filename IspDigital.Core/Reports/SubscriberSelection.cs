using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Primitives;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Reports;

/// <summary>
/// Which subscribers a list shows, worded so that the index of the list (Data/ListIndexes) answers every filter by itself, in the
/// order of names; what they owe comes from the open invoices, of which there are few.
/// </summary>
internal sealed class SubscriberSelection(IspDbContext db, SubscriberFilter filter, DateOnly today)
{
    private static readonly SubscriberFilter s_everybody = new();

    /// <summary>Whether nothing is filtered: every open account.</summary>
    public bool IsEverybody { get; } = filter == s_everybody;

    // Any due date will do; that one is named leads SQLite to the index of the open ones by subscriber and due date.
    private IQueryable<Invoice> Open => db.Invoices.Where(i => i.Status == InvoiceStatus.Open && i.DueDate < DateOnly.MaxValue);

    private IQueryable<long> Closed => db.Subscribers.Where(s => s.ClosedOn <= today).Select(s => s.Id);

    /// <summary>All of them, in no order.</summary>
    public IQueryable<Subscriber> All() => WithDues(Where());

    /// <summary>All of them by name, or by code.</summary>
    public IQueryable<long> Sorted(PageRequest page)
    {
        // Among some, the index of the codes would be the long way: the expression makes the database sort what it found.
        var found = All();
        var sorted = (page.Sort, page.Descending, IsEverybody) switch
        {
            ("code", false, true) => found.OrderBy(s => s.Code).ThenBy(s => s.Id),
            ("code", true, true) => found.OrderByDescending(s => s.Code).ThenByDescending(s => s.Id),
            ("code", false, false) => found.OrderBy(s => s.Code + "").ThenBy(s => s.Id),
            ("code", true, false) => found.OrderByDescending(s => s.Code + "").ThenByDescending(s => s.Id),
            (null or "name", true, _) => found.OrderByDescending(s => s.SearchText).ThenByDescending(s => s.Id),
            _ => found.OrderBy(s => s.SearchText).ThenBy(s => s.Id),
        };
        return sorted.Select(s => s.Id);
    }

    /// <summary>How many there are, no further than asked.</summary>
    public Task<int> CountTo(int limit, CancellationToken cancellation) => IsAnyoneThatOwes
        ? Owing().Take(limit).CountAsync(cancellation)
        : All().Select(s => s.Id).Take(limit).CountAsync(cancellation);

    /// <summary>Those of them that owe something, by how much or since when.</summary>
    public IQueryable<long> Debtors(PageRequest page) => page.Sort == "due" ? ByHowMuch(page.Descending) : SinceWhen(page.Descending);

    /// <summary>How many of them owe something.</summary>
    public Task<int> CountDebtors(CancellationToken cancellation) => Owing().CountAsync(cancellation);

    /// <summary>Those of them that owe nothing, by name.</summary>
    public IQueryable<long> OthersThanDebtors() =>
        All().Where(s => !Open.Any(i => i.SubscriberId == s.Id)).OrderBy(s => s.SearchText).ThenBy(s => s.Id).Select(s => s.Id);

    /// <summary>How many accounts are closed.</summary>
    public Task<int> CountClosed(CancellationToken cancellation) => Closed.CountAsync(cancellation);

    private bool IsAnyone => (filter with { Dues = null }) == s_everybody;

    private bool IsAnyoneThatOwes => IsAnyone && filter.Dues is DuesFilter.Due or DuesFilter.Overdue;

    // Asked as "is it closed, then no": for "is it among them" SQLite keeps a filter in memory that most rows never pass, for "is it not"
    // it looks each of them up.
    private IQueryable<Invoice> OfWanted(IQueryable<Invoice> open)
    {
        var people = Where().Select(s => s.Id);
        return IsAnyone ? open.Where(i => (Closed.Contains(i.SubscriberId) ? 0 : 1) == 1) : open.Where(i => people.Contains(i.SubscriberId));
    }

    // Who owes, without how much.
    private IQueryable<long> Owing() =>
        OfWanted(filter.Dues == DuesFilter.Overdue ? db.Invoices.Where(i => i.Status == InvoiceStatus.Open && i.DueDate < today) : Open)
            .Select(i => i.SubscriberId).Distinct();

    private IQueryable<Debt> Debts()
    {
        var debts = OfWanted(db.Invoices.Where(i => i.Status == InvoiceStatus.Open)).GroupBy(i => i.SubscriberId)
            .Select(g => new Debt { Id = g.Key, Minor = g.Sum(i => i.Total.Minor - i.Paid.Minor), Overdue = g.Count(i => i.DueDate < today) });
        return filter.Dues == DuesFilter.Overdue ? debts.Where(d => d.Overdue > 0) : debts;
    }

    private IQueryable<long> ByHowMuch(bool isDown)
    {
        var debts = Debts();
        return (isDown ? debts.OrderByDescending(d => d.Minor) : debts.OrderBy(d => d.Minor)).ThenBy(d => d.Id).Select(d => d.Id);
    }

    // Along the due dates, each by the first of their invoices: a page is read without grouping what all owe.
    private IQueryable<long> SinceWhen(bool isDown)
    {
        var oldest = OfWanted(db.Invoices.Where(i => i.Status == InvoiceStatus.Open)).Where(i => !db.Invoices.Any(o =>
            o.SubscriberId == i.SubscriberId && o.Status == InvoiceStatus.Open && (o.DueDate < i.DueDate || (o.DueDate == i.DueDate && o.Id < i.Id))));
        oldest = filter.Dues == DuesFilter.Overdue ? oldest.Where(i => i.DueDate < today) : oldest;
        return (isDown ? oldest.OrderByDescending(i => i.DueDate).ThenByDescending(i => i.Id) : oldest.OrderBy(i => i.DueDate).ThenBy(i => i.Id)).Select(i => i.SubscriberId);
    }

    private IQueryable<Subscriber> Where()
    {
        var paused = db.Subscribers.SelectMany(s => s.Pauses).Where(p => p.From <= today && (p.Until == null || today < p.Until)).Select(p => p.SubscriberId);
        var open = db.Subscribers.Where(s => s.ClosedOn == null || s.ClosedOn > today);
        var people = filter.State switch
        {
            AccountState.Closed => db.Subscribers.Where(s => s.ClosedOn <= today),
            AccountState.Paused => open.Where(s => paused.Contains(s.Id)),
            AccountState.Active => open.Where(s => !paused.Contains(s.Id)),
            null when filter.Search.Length == 0 => open,
            null => db.Subscribers,
        };
        people = filter.PlanId is { } plan ? people.Where(s => s.PlanId == plan) : people;
        people = filter.RouterId is { } router ? people.Where(s => s.RouterId == router) : people;
        people = filter.Area is { } area ? people.Where(s => s.Address.Area == area) : people;
        people = filter.GroupId is { } group ? people.Where(s => s.GroupId == group) : people;
        var off = db.DesiredStates.Where(d => !d.Online).Select(d => d.SubscriberId);
        people = filter.IsCut switch
        {
            true => people.Where(s => off.Contains(s.Id)),
            false => people.Where(s => !off.Contains(s.Id)),
            null => people,
        };
        return people.Matching(filter.Search);
    }

    private IQueryable<Subscriber> WithDues(IQueryable<Subscriber> people) => filter.Dues switch
    {
        DuesFilter.Due => people.Where(s => Open.Any(i => i.SubscriberId == s.Id)),
        DuesFilter.Overdue => people.Where(s => Open.Any(i => i.SubscriberId == s.Id && i.DueDate < today)),
        DuesFilter.Clear => people.Where(s => !Open.Any(i => i.SubscriberId == s.Id)),
        null => people,
    };

    private sealed class Debt
    {
        public long Id { get; init; }

        public long Minor { get; init; }

        public int Overdue { get; init; }
    }
}
