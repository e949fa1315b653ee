using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Payments;

/// <summary>Which payments are wanted.</summary>
public sealed record PaymentFilter
{
    /// <summary>Subscriber's name, code or phone, or a transaction id; empty for all.</summary>
    public string Search { get; init; } = "";

    /// <summary>One method, or null for all.</summary>
    public PaymentMethod? Method { get; init; }

    /// <summary>First day of receipt.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day of receipt.</summary>
    public DateOnly? To { get; init; }

    /// <summary>One subscriber's.</summary>
    public long? SubscriberId { get; init; }

    /// <summary>Only those that were reversed (true) or that stand (false).</summary>
    public bool? IsReversed { get; init; }
}

/// <summary>One payment in a list.</summary>
/// <param name="Id">The payment.</param>
/// <param name="SubscriberId">Who paid.</param>
/// <param name="SubscriberName">Their name.</param>
/// <param name="SubscriberCode">Their code.</param>
/// <param name="Amount">How much.</param>
/// <param name="Method">How.</param>
/// <param name="Provider">Who vouches for the transaction.</param>
/// <param name="TransactionId">The provider's id.</param>
/// <param name="ReceivedOn">The day it came.</param>
/// <param name="RecordedAt">When it was recorded, UTC.</param>
/// <param name="RecordedBy">By whom.</param>
/// <param name="ReversedAt">When it was reversed, UTC.</param>
public sealed record PaymentRow(
    long Id, long SubscriberId, string SubscriberName, string SubscriberCode, Money Amount, PaymentMethod Method, string? Provider,
    string? TransactionId, DateOnly ReceivedOn, DateTimeOffset RecordedAt, string RecordedBy, DateTimeOffset? ReversedAt);

/// <summary>One payment with what it paid.</summary>
/// <param name="Row">The payment.</param>
/// <param name="Note">What staff wrote.</param>
/// <param name="ReversalReason">Why it was reversed.</param>
/// <param name="Pays">What it pays now, invoice by invoice.</param>
/// <param name="Refunds">What of it was given back.</param>
/// <param name="Advance">What is left of it.</param>
public sealed record PaymentDetails(
    PaymentRow Row, string? Note, string? ReversalReason, IReadOnlyList<SettledInvoice> Pays, IReadOnlyList<RefundedPart> Refunds, Money Advance);

/// <summary>What of a payment was given back.</summary>
/// <param name="RefundId">The refund.</param>
/// <param name="On">When.</param>
/// <param name="Amount">How much.</param>
public sealed record RefundedPart(long RefundId, DateOnly On, Money Amount);

/// <summary>What a payment pays of an invoice.</summary>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="Number">Its number.</param>
/// <param name="Amount">How much.</param>
public sealed record SettledInvoice(long InvoiceId, string Number, Money Amount);

/// <summary>What came in by one method.</summary>
/// <param name="Method">The method.</param>
/// <param name="Count">How many payments.</param>
/// <param name="Amount">Their sum.</param>
public sealed record MethodTotal(PaymentMethod Method, int Count, Money Amount);

/// <summary>What the form for a payment shows before anything is saved.</summary>
/// <param name="SubscriberId">Who pays.</param>
/// <param name="Name">Their name.</param>
/// <param name="Code">Their code.</param>
/// <param name="Standing">Balance and open invoices.</param>
/// <param name="Advance">Money that waits for the next invoice.</param>
/// <param name="UsualMethod">How they paid most often of late, or null.</param>
public sealed record PayerFacts(long SubscriberId, string Name, string Code, AccountStanding Standing, Money Advance, PaymentMethod? UsualMethod);

/// <summary>Reads payments.</summary>
public sealed class PaymentQueries(IspStore store, BusinessClock clock)
{
    /// <summary>Payments are counted so far; a longer list says that there are more.</summary>
    public const int CountMax = 30_000;

    /// <summary>So many people whose name holds what was typed are looked for.</summary>
    private const int NamedMax = 5_000;

    /// <summary>How many of the last payments tell the usual method.</summary>
    private const int RecentMax = 6;

    /// <summary>
    /// A page of payments; sorted by <c>received</c> (newest first unless asked otherwise) or <c>amount</c>. What is typed is a whole transaction
    /// id, or part of a subscriber's name, code or phone.
    /// </summary>
    public async Task<Page<PaymentRow>> List(PaymentFilter filter, PageRequest page, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        var payments = Standing(db, filter);
        payments = string.IsNullOrWhiteSpace(filter.Search) ? payments : await Found(db, payments, filter.Search, cancellation);
        // Which they are tells the index alone; only the rows of the page are looked up.
        var counted = Math.Max(CountMax, page.Skip + (2 * page.Take));
        var count = await payments.Select(p => p.Id).Take(counted + 1).CountAsync(cancellation);
        var ids = await Sorted(payments, page).Skip(page.Skip).Take(page.Take).Select(p => p.Id).ToListAsync(cancellation);
        var rows = await Rows(db, db.Payments.Where(p => EF.Parameter(ids).Contains(p.Id))).ToDictionaryAsync(r => r.Id, cancellation);
        return new Page<PaymentRow>([.. ids.Select(id => rows[id])], Math.Min(count, counted), count > counted);
    }

    /// <summary>One payment, or null where there is none.</summary>
    public async Task<PaymentDetails?> One(long paymentId, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        if (await Rows(db, db.Payments.Where(p => p.Id == paymentId)).SingleOrDefaultAsync(cancellation) is not { } row)
        {
            return null;
        }
        var words = await db.Payments.Where(p => p.Id == paymentId).Select(p => new { p.Note, p.ReversalReason }).SingleAsync(cancellation);
        var pays = await db.PaymentAllocations.Where(a => a.PaymentId == paymentId)
            .GroupBy(a => a.InvoiceId).Select(g => new { InvoiceId = g.Key, Minor = g.Sum(a => a.Amount.Minor) })
            .Join(db.Invoices, a => a.InvoiceId, i => i.Id, (a, i) => new { i.Id, i.Number, i.DueDate, a.Minor })
            .Where(a => a.Minor > 0).OrderBy(a => a.DueDate).ThenBy(a => a.Id).ToListAsync(cancellation);
        var given = await db.PaymentAllocations.Where(a => a.PaymentId == paymentId)
            .Join(db.Refunds, a => a.RefundId, r => r.Id, (a, r) => new { r.Id, r.RefundedOn, a.Amount.Minor }).OrderBy(r => r.Id).ToListAsync(cancellation);
        var refunds = given.Select(r => new RefundedPart(r.Id, r.RefundedOn, new Money(r.Minor))).ToList();
        var settled = pays.Select(a => new SettledInvoice(a.Id, a.Number, new Money(a.Minor))).ToList();
        return new PaymentDetails(
            row, words.Note, words.ReversalReason, settled, refunds,
            row.ReversedAt is null ? row.Amount - settled.Sum(s => s.Amount) - refunds.Sum(r => r.Amount) : Money.Zero);
    }

    /// <summary>What came in from a day to a day (both inside), by method; reversed payments do not count.</summary>
    public async Task<IReadOnlyList<MethodTotal>> Collected(DateOnly from, DateOnly to, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        var totals = await db.Payments
            .Where(p => p.ReceivedOn >= from && p.ReceivedOn <= to && p.ReversedAt == null && PaymentMethods.OfMoney.Contains(p.Method))
            .GroupBy(p => p.Method).Select(g => new { Method = g.Key, Count = g.Count(), Minor = g.Sum(p => p.Amount.Minor) })
            .ToListAsync(cancellation);
        return [.. totals.Select(t => new MethodTotal(t.Method, t.Count, new Money(t.Minor))).OrderBy(t => t.Method)];
    }

    /// <summary>What was given back as refunds from a day to a day (both inside), by method; counted apart from what came in.</summary>
    public async Task<IReadOnlyList<MethodTotal>> Refunded(DateOnly from, DateOnly to, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        var totals = await db.Refunds.Where(r => r.RefundedOn >= from && r.RefundedOn <= to)
            .GroupBy(r => r.Method).Select(g => new { Method = g.Key, Count = g.Count(), Minor = g.Sum(r => r.Amount.Minor) }).ToListAsync(cancellation);
        return [.. totals.Select(t => new MethodTotal(t.Method, t.Count, new Money(t.Minor))).OrderBy(t => t.Method)];
    }

    /// <summary>What came in today, by method.</summary>
    public async Task<IReadOnlyList<MethodTotal>> CollectedToday(CancellationToken cancellation = default)
    {
        var today = (await clock.Now(cancellation)).Today;
        return await Collected(today, today, cancellation);
    }

    /// <summary>What came in since the first of the month, by method.</summary>
    public async Task<IReadOnlyList<MethodTotal>> CollectedThisMonth(CancellationToken cancellation = default)
    {
        var today = (await clock.Now(cancellation)).Today;
        return await Collected(new DateOnly(today.Year, today.Month, 1), today, cancellation);
    }

    /// <summary>What was given back since the first of the month, by method.</summary>
    public async Task<IReadOnlyList<MethodTotal>> RefundedThisMonth(CancellationToken cancellation = default)
    {
        var today = (await clock.Now(cancellation)).Today;
        return await Refunded(new DateOnly(today.Year, today.Month, 1), today, cancellation);
    }

    /// <summary>What the form for a payment needs, or null where there is no such subscriber.</summary>
    public async Task<PayerFacts?> Payer(long subscriberId, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.RecordPayments, cancellation);
        var payer = await db.Subscribers.Where(s => s.Id == subscriberId).Select(s => new { s.Name, s.Code }).SingleOrDefaultAsync(cancellation);
        if (payer is null)
        {
            return null;
        }
        var today = (await clock.Now(cancellation)).Today;
        var standing = (await StandingQueries.Of(db, [subscriberId], today, cancellation))[subscriberId];
        var usual = (await UsualMethods(db, [subscriberId], cancellation)).TryGetValue(subscriberId, out var method) ? method : (PaymentMethod?)null;
        var advance = standing.OpenInvoices.Sum(i => i.Outstanding) - standing.Balance;
        return new PayerFacts(subscriberId, payer.Name, payer.Code, standing, Money.Max(advance, Money.Zero), usual);
    }

    /// <summary>How subscribers paid most often of late; those who never paid are left out.</summary>
    internal static async Task<IReadOnlyDictionary<long, PaymentMethod>> UsualMethods(
        IspDbContext db, IReadOnlyCollection<long> subscriberIds, CancellationToken cancellation)
    {
        var paid = await db.Payments.AsNoTracking()
            .Where(p => subscriberIds.Contains(p.SubscriberId) && p.ReversedAt == null && PaymentMethods.OfMoney.Contains(p.Method))
            .OrderByDescending(p => p.ReceivedOn).ThenByDescending(p => p.Id)
            .Select(p => new { p.SubscriberId, p.Method }).ToListAsync(cancellation);
        return paid.GroupBy(p => p.SubscriberId).ToDictionary(
            g => g.Key, g => g.Take(RecentMax).GroupBy(p => p.Method).OrderByDescending(m => m.Count()).First().Key);
    }

    private static IQueryable<Payment> Standing(IspDbContext db, PaymentFilter filter)
    {
        var payments = db.Payments.Where(p => PaymentMethods.OfMoney.Contains(p.Method) || filter.SubscriberId != null);
        payments = filter.Method is { } method ? payments.Where(p => p.Method == method) : payments;
        payments = filter.From is { } from ? payments.Where(p => p.ReceivedOn >= from) : payments;
        payments = filter.To is { } to ? payments.Where(p => p.ReceivedOn <= to) : payments;
        payments = filter.SubscriberId is { } subscriber ? payments.Where(p => p.SubscriberId == subscriber) : payments;
        return filter.IsReversed switch
        {
            true => payments.Where(p => p.ReversedAt != null),
            false => payments.Where(p => p.ReversedAt == null),
            null => payments,
        };
    }

    private static async Task<IQueryable<Payment>> Found(IspDbContext db, IQueryable<Payment> payments, string typed, CancellationToken cancellation)
    {
        var transaction = PaymentReference.Normalise(SubscriberSearch.Normalise(typed));
        var told = await db.Payments.Where(p => p.TransactionId == transaction).Select(p => p.Id).ToListAsync(cancellation);
        var people = await db.Subscribers.Matching(typed).OrderBy(s => s.SearchText).Select(s => s.Id).Take(NamedMax).ToListAsync(cancellation);
        return told.Count > 0
            ? payments.Where(p => EF.Parameter(told).Contains(p.Id) || EF.Parameter(people).Contains(p.SubscriberId))
            : payments.Where(p => EF.Parameter(people).Contains(p.SubscriberId));
    }

    private static IQueryable<Payment> Sorted(IQueryable<Payment> payments, PageRequest page) => (page.Sort, page.Descending) switch
    {
        ("amount", true) => payments.OrderByDescending(p => p.Amount.Minor).ThenByDescending(p => p.Id),
        ("amount", false) => payments.OrderBy(p => p.Amount.Minor).ThenByDescending(p => p.Id),
        ("received", false) => payments.OrderBy(p => p.ReceivedOn).ThenBy(p => p.Id),
        _ => payments.OrderByDescending(p => p.ReceivedOn).ThenByDescending(p => p.Id),
    };

    private static IQueryable<PaymentRow> Rows(IspDbContext db, IQueryable<Payment> payments) =>
        from p in payments
        join s in db.Subscribers on p.SubscriberId equals s.Id
        select new PaymentRow(
            p.Id, p.SubscriberId, s.Name, s.Code, p.Amount, p.Method, p.Provider, p.TransactionId, p.ReceivedOn, p.RecordedAt, p.RecordedBy, p.ReversedAt);
}
