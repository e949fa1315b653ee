using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Messaging;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>When invoices that are listed are due.</summary>
public enum InvoiceDue
{
    /// <summary>The due date has passed.</summary>
    Overdue,
    /// <summary>The last day to pay has passed.</summary>
    BeyondGrace,
    /// <summary>Due within the next 7 days.</summary>
    Within7Days,
    /// <summary>Due within the next 30 days.</summary>
    Within30Days,
}

/// <summary>Which invoices are listed; null means any.</summary>
/// <param name="Text">Part of the number, or of the subscriber's code, name or phone.</param>
/// <param name="Status">How far settled.</param>
/// <param name="Due">When due; open invoices only.</param>
/// <param name="PlanId">The subscriber's plan.</param>
/// <param name="RunId">The billing run that issued it.</param>
/// <param name="SubscriberId">Whose.</param>
/// <param name="IssuedFrom">Issue date from.</param>
/// <param name="IssuedTo">Issue date through.</param>
public sealed record InvoiceFilter(
    string? Text = null, InvoiceStatus? Status = null, InvoiceDue? Due = null, long? PlanId = null, long? RunId = null,
    long? SubscriberId = null, DateOnly? IssuedFrom = null, DateOnly? IssuedTo = null);

/// <summary>One row of the list of invoices.</summary>
public sealed record InvoiceRow
{
    /// <summary>The invoice.</summary>
    public long Id { get; init; }

    /// <summary>Its number.</summary>
    public required string Number { get; init; }

    /// <summary>Whose.</summary>
    public long SubscriberId { get; init; }

    /// <summary>The subscriber's code.</summary>
    public required string Code { get; init; }

    /// <summary>The subscriber's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public InvoiceKind Kind { get; init; }

    /// <summary>First day of the period.</summary>
    public DateOnly PeriodStart { get; init; }

    /// <summary>The day after the period's last.</summary>
    public DateOnly PeriodEnd { get; init; }

    /// <summary>The invoice's date.</summary>
    public DateOnly IssueDate { get; init; }

    /// <summary>The day it is due.</summary>
    public DateOnly DueDate { get; init; }

    /// <summary>The last day before access is at stake.</summary>
    public DateOnly LastDayToPay { get; init; }

    /// <summary>What it asks.</summary>
    public Money Total { get; init; }

    /// <summary>What is paid.</summary>
    public Money Paid { get; init; }

    /// <summary>How far settled.</summary>
    public InvoiceStatus Status { get; init; }

    /// <summary>How far its SMS came; null where none was queued.</summary>
    public MessageState? Sms { get; init; }

    /// <summary>How far its email came; null where none was queued.</summary>
    public MessageState? Email { get; init; }

    /// <summary>Still to pay; nothing of a credit note, whose amount is an advance.</summary>
    public Money Outstanding => Status == InvoiceStatus.Void || Kind == InvoiceKind.CreditNote ? Money.Zero : Total - Paid;
}

/// <summary>Everything that one invoice's page and print show.</summary>
/// <param name="Row">The invoice.</param>
/// <param name="Subtotal">Before tax.</param>
/// <param name="Tax">Tax.</param>
/// <param name="Lines">The lines, with what explains their amounts.</param>
/// <param name="Phone">The subscriber's phone.</param>
/// <param name="Language">The subscriber's language.</param>
/// <param name="Address">Where the line ends.</param>
/// <param name="RunId">The run that issued it.</param>
/// <param name="IssuedAt">When, UTC.</param>
/// <param name="VoidReason">Why it was voided.</param>
/// <param name="VoidedAt">When it was voided, UTC.</param>
/// <param name="Company">The operator.</param>
/// <param name="Today">Today in the operator's zone.</param>
public sealed record InvoiceView(
    InvoiceRow Row, Money Subtotal, Money Tax, IReadOnlyList<InvoiceLine> Lines, string Phone, string Language, Subscribers.Address Address,
    long? RunId, DateTimeOffset IssuedAt, string? VoidReason, DateTimeOffset? VoidedAt, CompanySettings Company, DateOnly Today);

/// <summary>Reads invoices for screens and exports.</summary>
public sealed class InvoiceQueries(IspStore store)
{
    /// <summary>A page of invoices. Sort keys: <c>number</c>, <c>name</c>, <c>issued</c>, <c>due</c>, <c>total</c>, <c>status</c>; newest first otherwise.</summary>
    public async Task<Page<InvoiceRow>> List(InvoiceFilter filter, PageRequest page, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        var rows = Filtered(db, filter, await store.Today(db, cancellation));
        var total = await rows.CountAsync(cancellation);
        var shown = await Sorted(rows, page).Skip(page.Skip).Take(page.Take).ToListAsync(cancellation);
        return new(await WithNotices(db, shown, cancellation), total);
    }

    /// <summary>Number and sum of what the filter matches, for the line under a list.</summary>
    public async Task<(int Count, Money Total, Money Outstanding)> Sum(InvoiceFilter filter, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        var standing = Filtered(db, filter, await store.Today(db, cancellation)).Where(r => r.Status != InvoiceStatus.Void);
        var sums = await standing.GroupBy(_ => 1)
            .Select(g => new { Count = g.Count(), Total = g.Sum(r => r.Total.Minor), Paid = g.Sum(r => r.Paid.Minor) })
            .SingleOrDefaultAsync(cancellation);
        return sums is null ? (0, Money.Zero, Money.Zero) : (sums.Count, new(sums.Total), new(sums.Total - sums.Paid));
    }

    /// <summary>One invoice with everything that explains it, or null.</summary>
    public async Task<InvoiceView?> One(long id, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        var row = await Rows(db, db.Invoices.Where(i => i.Id == id)).SingleOrDefaultAsync(cancellation);
        if (row is null)
        {
            return null;
        }
        var invoice = await db.Invoices.Include(i => i.Lines.OrderBy(l => l.Position)).SingleAsync(i => i.Id == id, cancellation);
        var subscriber = await db.Subscribers.SingleAsync(s => s.Id == invoice.SubscriberId, cancellation);
        return new(
            (await WithNotices(db, [row], cancellation))[0], invoice.Subtotal, invoice.Tax, invoice.Lines, subscriber.Phone, subscriber.Language,
            subscriber.Address, invoice.RunId, invoice.IssuedAt, invoice.VoidReason, invoice.VoidedAt,
            await SettingsRow.Load<CompanySettings>(db, cancellation), await store.Today(db, cancellation));
    }

    /// <summary>What a subscriber has not settled, oldest due first.</summary>
    public async Task<IReadOnlyList<OpenInvoice>> Open(long subscriberId, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        var today = await store.Today(db, cancellation);
        return (await StandingQueries.Of(db, [subscriberId], today, cancellation))[subscriberId].OpenInvoices;
    }

    private static IQueryable<InvoiceRow> Filtered(IspDbContext db, InvoiceFilter filter, DateOnly today)
    {
        var invoices = db.Invoices.Where(i =>
            (filter.Status == null || i.Status == filter.Status)
            && (filter.RunId == null || i.RunId == filter.RunId)
            && (filter.SubscriberId == null || i.SubscriberId == filter.SubscriberId)
            && (filter.IssuedFrom == null || i.IssueDate >= filter.IssuedFrom)
            && (filter.IssuedTo == null || i.IssueDate <= filter.IssuedTo));
        invoices = filter.Due is not { } due ? invoices : due switch
        {
            InvoiceDue.Overdue => invoices.Where(i => i.Status == InvoiceStatus.Open && i.DueDate < today),
            InvoiceDue.BeyondGrace => invoices.Where(i => i.Status == InvoiceStatus.Open && i.LastDayToPay < today),
            InvoiceDue.Within7Days => invoices.Where(i => i.Status == InvoiceStatus.Open && i.DueDate >= today && i.DueDate <= today.AddDays(7)),
            InvoiceDue.Within30Days => invoices.Where(i => i.Status == InvoiceStatus.Open && i.DueDate >= today && i.DueDate <= today.AddDays(30)),
        };
        if (filter.PlanId is { } plan)
        {
            invoices = invoices.Where(i => db.Subscribers.Any(s => s.Id == i.SubscriberId && s.PlanId == plan));
        }
        if (filter.Text is { Length: > 0 } text)
        {
            var upper = text.ToUpperInvariant();
            invoices = invoices.Where(i => i.Number.Contains(upper)
                || db.Subscribers.Any(s => s.Id == i.SubscriberId && (s.Code == text || s.Name.Contains(text) || s.Phone.Contains(text))));
        }
        return Rows(db, invoices);
    }

    private static IQueryable<InvoiceRow> Rows(IspDbContext db, IQueryable<Invoice> invoices) =>
        from invoice in invoices
        join subscriber in db.Subscribers on invoice.SubscriberId equals subscriber.Id
        select new InvoiceRow
        {
            Id = invoice.Id, Number = invoice.Number, SubscriberId = subscriber.Id, Code = subscriber.Code, Name = subscriber.Name,
            Kind = invoice.Kind, PeriodStart = invoice.PeriodStart, PeriodEnd = invoice.PeriodEnd, IssueDate = invoice.IssueDate,
            DueDate = invoice.DueDate, LastDayToPay = invoice.LastDayToPay, Total = invoice.Total, Paid = invoice.Paid, Status = invoice.Status,
        };

    private static IQueryable<InvoiceRow> Sorted(IQueryable<InvoiceRow> rows, PageRequest page) => (page.Sort, page.Descending) switch
    {
        ("number", false) => rows.OrderBy(r => r.Number),
        ("number", true) => rows.OrderByDescending(r => r.Number),
        ("name", false) => rows.OrderBy(r => r.Name).ThenBy(r => r.Id),
        ("name", true) => rows.OrderByDescending(r => r.Name).ThenByDescending(r => r.Id),
        ("issued", false) => rows.OrderBy(r => r.IssueDate).ThenBy(r => r.Id),
        ("issued", true) => rows.OrderByDescending(r => r.IssueDate).ThenByDescending(r => r.Id),
        ("due", false) => rows.OrderBy(r => r.DueDate).ThenBy(r => r.Id),
        ("due", true) => rows.OrderByDescending(r => r.DueDate).ThenByDescending(r => r.Id),
        ("total", false) => rows.OrderBy(r => r.Total.Minor).ThenBy(r => r.Id),
        ("total", true) => rows.OrderByDescending(r => r.Total.Minor).ThenByDescending(r => r.Id),
        ("status", false) => rows.OrderBy(r => r.Status).ThenBy(r => r.Id),
        ("status", true) => rows.OrderByDescending(r => r.Status).ThenByDescending(r => r.Id),
        _ => rows.OrderByDescending(r => r.Id),
    };

    private static async Task<IReadOnlyList<InvoiceRow>> WithNotices(IspDbContext db, IReadOnlyList<InvoiceRow> rows, CancellationToken cancellation)
    {
        var (ids, people) = (rows.Select(r => (long?)r.Id).ToList(), rows.Select(r => r.SubscriberId).Distinct().ToList());
        var notices = (await db.OutboxMessages
            .Where(m => people.Contains(m.SubscriberId) && m.Kind == MessageKind.InvoiceIssued && ids.Contains(m.InvoiceId))
            .OrderBy(m => m.Id).Select(m => new { m.InvoiceId, m.Channel, m.State }).ToListAsync(cancellation))
            .ToLookup(m => m.InvoiceId, m => m);
        return [.. rows.Select(r => r with
        {
            Sms = notices[r.Id].LastOrDefault(m => m.Channel == Channel.Sms)?.State,
            Email = notices[r.Id].LastOrDefault(m => m.Channel == Channel.Email)?.State,
        })];
    }
}
