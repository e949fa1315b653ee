using IspDigital.Core.Data;
using IspDigital.Core.Primitives;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>
/// Which invoices a list shows, worded so that an index keeps each order (Data/ListIndexes, docs/performance.md). States are
/// literals: a partial index is not found through a parameter.
/// </summary>
internal sealed class InvoiceSelection
{
    /// <summary>So many people are named one by one; beyond, the database looks for them again.</summary>
    private const int NamedMax = 5_000;

    /// <summary>So few people are always the shorter way.</summary>
    private const int FewMax = 500;

    /// <summary>So few invoices are rather sorted than looked for along an order.</summary>
    private const int SortedMax = 10_000;

    private readonly IspDbContext _db;
    private readonly InvoiceFilter _filter;
    private readonly DateOnly _today;
    private readonly IQueryable<Subscriber>? _placed;
    private readonly IQueryable<Subscriber>? _people;
    private List<long>? _named;
    private List<long> _numbered = [];

    private InvoiceSelection(IspDbContext db, InvoiceFilter filter, DateOnly today)
    {
        (_db, _filter, _today) = (db, filter, today);
        IsOpenOnly = filter.Due is not null || filter.Status == InvoiceStatus.Open;
        IsEverything = filter with { Text = null } == new InvoiceFilter() && string.IsNullOrWhiteSpace(filter.Text);
        var placed = db.Subscribers.AsQueryable();
        placed = filter.PlanId is { } plan ? placed.Where(s => s.PlanId == plan) : placed;
        placed = filter.Area is { } area ? placed.Where(s => s.Address.Area == area) : placed;
        _placed = filter.PlanId is null && filter.Area is null ? null : placed;
        _people = _placed is null && string.IsNullOrWhiteSpace(filter.Text) ? null : placed.Matching(filter.Text);
    }

    /// <summary>Whether nothing is filtered.</summary>
    public bool IsEverything { get; }

    /// <summary>Whether only invoices that are still to pay are wanted.</summary>
    public bool IsOpenOnly { get; }

    /// <summary>Reads the filter; what was typed is looked up once.</summary>
    public static async Task<InvoiceSelection> Of(IspDbContext db, InvoiceFilter filter, DateOnly today, CancellationToken cancellation)
    {
        var selection = new InvoiceSelection(db, filter, today);
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var numbers = await InvoiceNumbers.Meant(db, filter.Text, cancellation);
            selection._numbered = numbers.Count == 0 ? [] : await selection.Numbered(numbers).ToListAsync(cancellation);
            var named = await selection._people!.Select(s => s.Id).Take(NamedMax + 1).ToListAsync(cancellation);
            selection._named = named.Count > NamedMax ? null : named;
        }
        return selection;
    }

    /// <summary>Whether only whose they are tells them, and no date, state or run.</summary>
    public bool IsFoundByPerson => _people is not null && !HasShortIndex;

    /// <summary>For counting and summing: found by person where that is the shorter way, as it is for what somebody has to pay.</summary>
    public IQueryable<Invoice> Unordered() => Of(byPerson: IsFew || !HasShortIndex || (IsOpenOnly && !IsDated && _filter.RunId is null));

    /// <summary>The ids of a page, in order, and of so many behind it as are looked ahead. A page behind the middle is counted from the end.</summary>
    public async Task<IReadOnlyList<long>> Page(PageRequest page, int count, bool isMore, CancellationToken cancellation, int lookAhead = 0)
    {
        var found = Of(byPerson: IsFew || (!HasShortIndex && !isMore && count <= SortedMax), isDense: IsOpenOnly && count > SortedMax);
        var (key, isDown) = Order(page);
        if (isMore || page.Skip <= count / 2)
        {
            return await Sorted(found, key, isDown).Skip(page.Skip).Take(page.Take + lookAhead).Select(i => i.Id).ToListAsync(cancellation);
        }
        var left = Math.Clamp(count - page.Skip, 0, page.Take);
        var fromEnd = await Sorted(found, key, !isDown).Skip(Math.Max(0, count - page.Skip - left)).Take(left).Select(i => i.Id).ToListAsync(cancellation);
        fromEnd.Reverse();
        return fromEnd;
    }

    private bool IsFew => _named is { Count: <= FewMax };

    private bool IsDated => _filter.IssuedFrom is not null || _filter.IssuedTo is not null;

    // What is to pay, what was issued in some days and what a run issued are each the part of an index.
    private bool HasShortIndex => IsOpenOnly || IsDated || _filter.RunId is not null;

    // Where many of those along the order are wanted, each is asked who it is; else all whom the filter means are gathered first.
    private IQueryable<Invoice> Of(bool byPerson, bool isDense = false)
    {
        var invoices = Standing(_db.Invoices);
        invoices = _filter.RunId is { } run ? invoices.Where(i => i.RunId == run) : invoices;
        invoices = _filter.SubscriberId is { } subscriber ? invoices.Where(i => i.SubscriberId == subscriber) : invoices;
        invoices = _filter.IssuedFrom is { } from ? invoices.Where(i => i.IssueDate >= from) : invoices;
        invoices = _filter.IssuedTo is { } to ? invoices.Where(i => i.IssueDate <= to) : invoices;
        if (_people is null)
        {
            return invoices;
        }
        if (_numbered.Count > 0)
        {
            return _named is null
                ? invoices.Where(i => EF.Parameter(_numbered).Contains(i.Id) || _people.Select(s => s.Id).Contains(i.SubscriberId))
                : invoices.Where(i => EF.Parameter(_numbered).Contains(i.Id) || EF.Parameter(_named).Contains(i.SubscriberId));
        }
        // An expression in place of the column: the database goes along its order and looks who it is, instead of sorting what each has.
        return (_named, byPerson) switch
        {
            (null, true) => invoices.Where(i => _people.Select(s => s.Id).Contains(i.SubscriberId)),
            (null, false) when isDense => invoices.Where(i => _people.Any(s => s.Id == i.SubscriberId)),
            (null, false) => invoices.Where(i => _people.Select(s => s.Id).Contains(i.SubscriberId + 0)),
            (_, true) => invoices.Where(i => EF.Parameter(_named).Contains(i.SubscriberId)),
            (_, false) => invoices.Where(i => EF.Parameter(_named).Contains(i.SubscriberId + 0)),
        };
    }

    private IQueryable<long> Numbered(IReadOnlyList<string> numbers)
    {
        var numbered = _db.Invoices.Where(i => EF.Parameter(numbers).Contains(i.Number));
        return (_placed is null ? numbered : numbered.Where(i => _placed.Select(s => s.Id).Contains(i.SubscriberId))).Select(i => i.Id);
    }

    private IQueryable<Invoice> Standing(IQueryable<Invoice> invoices)
    {
        invoices = _filter.Status switch
        {
            InvoiceStatus.Open => invoices.Where(i => i.Status == InvoiceStatus.Open),
            InvoiceStatus.Paid => invoices.Where(i => i.Status == InvoiceStatus.Paid),
            InvoiceStatus.Void => invoices.Where(i => i.Status == InvoiceStatus.Void),
            null => invoices,
        };
        var (today, in7, in30) = (_today, _today.AddDays(7), _today.AddDays(30));
        return _filter.Due switch
        {
            InvoiceDue.Overdue => invoices.Where(i => i.Status == InvoiceStatus.Open && i.DueDate < today),
            // A day to pay is never before the due date: the first condition is the index's.
            InvoiceDue.BeyondGrace => invoices.Where(i => i.Status == InvoiceStatus.Open && i.DueDate < today && i.LastDayToPay < today),
            InvoiceDue.Within7Days => invoices.Where(i => i.Status == InvoiceStatus.Open && i.DueDate >= today && i.DueDate <= in7),
            InvoiceDue.Within30Days => invoices.Where(i => i.Status == InvoiceStatus.Open && i.DueDate >= today && i.DueDate <= in30),
            null => invoices,
        };
    }

    // Indexes keep the order of issue, and of the due date where something is to pay; one subscriber's few can be sorted by more.
    private (string Key, bool IsDown) Order(PageRequest page) => page.Sort switch
    {
        "issued" => ("issued", page.Descending),
        "due" when IsOpenOnly || _filter.SubscriberId is not null => ("due", page.Descending),
        "total" when _filter.SubscriberId is not null => ("total", page.Descending),
        _ when IsOpenOnly && !IsDated && _filter.SubscriberId is null => ("due", false),
        _ => ("issued", true),
    };

    private static IQueryable<Invoice> Sorted(IQueryable<Invoice> invoices, string key, bool isDown) => (key, isDown) switch
    {
        ("due", false) => invoices.OrderBy(i => i.DueDate).ThenBy(i => i.Id),
        ("due", true) => invoices.OrderByDescending(i => i.DueDate).ThenByDescending(i => i.Id),
        ("total", false) => invoices.OrderBy(i => i.Total.Minor).ThenBy(i => i.Id),
        ("total", true) => invoices.OrderByDescending(i => i.Total.Minor).ThenByDescending(i => i.Id),
        (_, false) => invoices.OrderBy(i => i.IssueDate).ThenBy(i => i.Id),
        (_, true) => invoices.OrderByDescending(i => i.IssueDate).ThenByDescending(i => i.Id),
    };
}
