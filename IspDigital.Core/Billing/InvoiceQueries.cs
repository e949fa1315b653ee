using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Messaging;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>Reads invoices for screens and exports.</summary>
public sealed class InvoiceQueries(IspStore store)
{
    /// <summary>Invoices are counted and summed so far; a longer list says that there are more.</summary>
    public const int CountMax = 30_000;

    /// <summary>So far where they are found by whose they are, which takes longer.</summary>
    public const int CountOfPeopleMax = 5_000;

    /// <summary>
    /// A page of invoices, newest first; what is still to pay comes by its due date, oldest first. Sort keys: <c>issued</c>;
    /// <c>due</c> for what is still to pay; for one subscriber also <c>total</c>.
    /// </summary>
    public async Task<Page<InvoiceRow>> List(InvoiceFilter filter, PageRequest page, CancellationToken cancellation = default) =>
        (await ListWithSums(filter, page, cancellation)).Page;

    /// <summary>The same page with what all its pages come to.</summary>
    public async Task<InvoiceListing> ListWithSums(InvoiceFilter filter, PageRequest page, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        var selection = await InvoiceSelection.Of(db, filter, await store.Today(db, cancellation), cancellation);
        var (ids, count, isMore, sums) = await Found(db, selection, page, cancellation);
        if (count == 0)
        {
            return new(Page<InvoiceRow>.Empty, sums);
        }
        var rows = await Rows(db, db.Invoices.Where(i => EF.Parameter(ids).Contains(i.Id))).ToDictionaryAsync(r => r.Id, cancellation);
        return new(new(await WithNotices(db, [.. ids.Select(id => rows[id])], cancellation), count, isMore), sums);
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

    private static async Task<(IReadOnlyList<long> Ids, int Count, bool IsMore, InvoiceSums? Sums)> Found(
        IspDbContext db, InvoiceSelection selection, PageRequest page, CancellationToken cancellation)
    {
        // So far down nothing is counted: what is found on the page and behind it says that it is there.
        if (selection.IsFoundByPerson && page.Skip >= CountOfPeopleMax
            && await selection.Page(page, int.MaxValue, isMore: true, cancellation, lookAhead: 1) is { Count: > 0 } deep)
        {
            return ([.. deep.Take(page.Take)], page.Skip + deep.Count, deep.Count > page.Take, null);
        }
        var (count, isMore, sums) = await Measure(db, selection, page, cancellation);
        return (count == 0 ? [] : await selection.Page(page, count, isMore, cancellation), count, isMore, sums);
    }

    // What is still to pay is summed to the end, for a small index holds it; a list of other invoices as far as it is counted.
    private static async Task<(int Count, bool IsMore, InvoiceSums? Sums)> Measure(
        IspDbContext db, InvoiceSelection selection, PageRequest page, CancellationToken cancellation)
    {
        if (selection.IsEverything && await InvoiceNumbers.CountGiven(db, cancellation) is > CountMax and var all)
        {
            return (checked((int)all), false, null);
        }
        var counted = selection.IsOpenOnly ? int.MaxValue - 1
            : Math.Max(selection.IsFoundByPerson ? CountOfPeopleMax : CountMax, page.Skip + (2 * page.Take));
        var found = selection.Unordered().Select(i => new Amounts { Status = i.Status, Total = i.Total.Minor, Paid = i.Paid.Minor });
        var measured = await Sums(selection.IsOpenOnly
            // Their state is one and the same: they come in the order of their group, and nothing is sorted.
            ? found.GroupBy(i => i.Status)
            : found.Take(counted + 1).GroupBy(_ => InvoiceStatus.Open)).SingleOrDefaultAsync(cancellation);
        return measured is null ? (0, false, new InvoiceSums())
            : measured.Count > counted ? (counted, true, null)
            : (measured.Count, false, new InvoiceSums(new(measured.Total), new(measured.Outstanding)));
    }

    private static IQueryable<Measured> Sums(IQueryable<IGrouping<InvoiceStatus, Amounts>> groups) => groups.Select(g => new Measured
    {
        Count = g.Count(),
        Total = g.Sum(i => i.Status == InvoiceStatus.Void ? 0 : i.Total),
        Outstanding = g.Sum(i => i.Status == InvoiceStatus.Open ? i.Total - i.Paid : 0),
    });

    private static IQueryable<InvoiceRow> Rows(IspDbContext db, IQueryable<Invoice> invoices) =>
        from invoice in invoices
        join subscriber in db.Subscribers on invoice.SubscriberId equals subscriber.Id
        select new InvoiceRow
        {
            Id = invoice.Id, Number = invoice.Number, SubscriberId = subscriber.Id, Code = subscriber.Code, Name = subscriber.Name,
            Kind = invoice.Kind, PeriodStart = invoice.PeriodStart, PeriodEnd = invoice.PeriodEnd, IssueDate = invoice.IssueDate,
            DueDate = invoice.DueDate, LastDayToPay = invoice.LastDayToPay, Total = invoice.Total, Paid = invoice.Paid, Status = invoice.Status,
        };

    private static async Task<IReadOnlyList<InvoiceRow>> WithNotices(IspDbContext db, IReadOnlyList<InvoiceRow> rows, CancellationToken cancellation)
    {
        var ids = rows.Select(r => (long?)r.Id).ToList();
        var notices = (await db.OutboxMessages
            .Where(m => m.Kind == MessageKind.InvoiceIssued && EF.Parameter(ids).Contains(m.InvoiceId))
            .OrderBy(m => m.Id).Select(m => new { m.InvoiceId, m.Channel, m.State }).ToListAsync(cancellation))
            .ToLookup(m => m.InvoiceId, m => m);
        return [.. rows.Select(r => r with
        {
            Sms = notices[r.Id].LastOrDefault(m => m.Channel == Channel.Sms)?.State,
            Email = notices[r.Id].LastOrDefault(m => m.Channel == Channel.Email)?.State,
        })];
    }

    private sealed class Amounts
    {
        public InvoiceStatus Status { get; init; }

        public long Total { get; init; }

        public long Paid { get; init; }
    }

    private sealed class Measured
    {
        public int Count { get; init; }

        public long Total { get; init; }

        public long Outstanding { get; init; }
    }
}
