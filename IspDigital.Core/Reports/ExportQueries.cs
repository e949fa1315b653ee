using System.Runtime.CompilerServices;
using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using IspDigital.Core.Operations;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Reports;

/// <summary>Reads everything of a kind as rows for a file, as they come from the database: a million need little memory.</summary>
public sealed class ExportQueries(IspStore store, BusinessClock clock)
{
    /// <summary>The rows, in the order in which they were made; cells in the order of <see cref="ExportColumns"/>.</summary>
    /// <param name="subject">What.</param>
    /// <param name="from">First issue date, business date, day of receipt or activation; null for all.</param>
    /// <param name="to">Last such day.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="NotPermittedException">The actor may not export.</exception>
    public IAsyncEnumerable<object?[]> Rows(ExportSubject subject, DateOnly? from, DateOnly? to, CancellationToken cancellation = default)
    {
        var days = (From: from ?? DateOnly.MinValue, To: to ?? DateOnly.MaxValue);
        return subject switch
        {
            ExportSubject.Invoices => Invoices(days, cancellation),
            ExportSubject.InvoiceLines => Lines(days, cancellation),
            ExportSubject.Payments => Payments(days, cancellation),
            ExportSubject.Ledger => Ledger(days, cancellation),
            ExportSubject.Subscribers => Subscribers(days, cancellation),
        };
    }

    private async IAsyncEnumerable<object?[]> Invoices((DateOnly From, DateOnly To) days, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var db = await store.Read(Permission.Export, cancellation);
        var rows = from i in db.Invoices
                   where i.IssueDate >= days.From && i.IssueDate <= days.To
                   join s in db.Subscribers on i.SubscriberId equals s.Id
                   orderby i.Id
                   select new { Invoice = i, s.Code };
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var i = row.Invoice;
            // What a credit note gives is an advance from the start: nothing of it is open, as of an invoice that is paid.
            var paid = i is { Kind: InvoiceKind.CreditNote, Status: not InvoiceStatus.Void } ? i.Total : i.Paid;
            yield return
            [
                i.Number, row.Code, KindOf(i.Kind), i.PeriodStart, i.PeriodEnd, i.IssueDate, i.DueDate, i.LastDayToPay, i.Subtotal, i.Tax, i.Total, paid, Word(i.Status),
            ];
        }
    }

    private async IAsyncEnumerable<object?[]> Lines((DateOnly From, DateOnly To) days, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var db = await store.Read(Permission.Export, cancellation);
        var rows = from i in db.Invoices
                   where i.IssueDate >= days.From && i.IssueDate <= days.To
                   join s in db.Subscribers on i.SubscriberId equals s.Id
                   join l in db.Set<InvoiceLine>() on i.Id equals l.InvoiceId
                   orderby i.Id, l.Position
                   select new { i.Number, s.Code, Line = l };
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var l = row.Line;
            yield return
            [
                row.Number, row.Code, l.Position, Word(l.Kind), l.Text, l.From, l.To, l.PeriodStart, l.DaysInPeriod, l.ListPrice, Percent(l.DiscountBasisPoints), l.Discount,
                l.FullPrice, l.Net, Percent(l.TaxBasisPoints), Word(l.TaxMode), l.Tax, Word(l.Cause),
            ];
        }
    }

    private async IAsyncEnumerable<object?[]> Payments((DateOnly From, DateOnly To) days, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var db = await store.Read(Permission.Export, cancellation);
        var zone = (await clock.Now(cancellation)).Zone;
        var money = PaymentMethods.OfMoney.ToList();
        var rows = from p in db.Payments
                   where p.ReceivedOn >= days.From && p.ReceivedOn <= days.To && money.Contains(p.Method)
                   join s in db.Subscribers on p.SubscriberId equals s.Id
                   orderby p.Id
                   select new { Payment = p, s.Code, AllocatedMinor = p.Allocations.Sum(a => a.Amount.Minor) };
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var (p, allocated) = (row.Payment, new Money(row.AllocatedMinor));
            var advance = p.ReversedAt is null ? p.Amount - allocated : Money.Zero;
            yield return
            [
                p.Id, row.Code, p.ReceivedOn, p.Amount, Word(p.Method), p.Provider, p.TransactionId, allocated, advance, p.ReversedAt is null ? "received" : "reversed",
                TimeZoneInfo.ConvertTime(p.RecordedAt, zone), p.RecordedBy, p.Note,
            ];
        }
    }

    private async IAsyncEnumerable<object?[]> Ledger((DateOnly From, DateOnly To) days, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var db = await store.Read(Permission.Export, cancellation);
        var zone = (await clock.Now(cancellation)).Zone;
        var rows = from e in db.JournalEntries
                   where e.BusinessDate >= days.From && e.BusinessDate <= days.To
                   join s in db.Subscribers on e.SubscriberId equals s.Id
                   join l in db.JournalLines on e.Id equals l.EntryId
                   orderby e.Id, l.Id
                   select new { Entry = e, s.Code, l.Account, l.Amount.Minor };
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var (e, amount) = (row.Entry, new Money(row.Minor));
            yield return
            [
                e.Id, row.Code, e.BusinessDate, Word(e.Kind), Word(row.Account), amount.IsNegative ? Money.Zero : amount, amount.IsNegative ? -amount : Money.Zero,
                e.SourceKind, e.SourceId, e.CorrectsEntryId, TimeZoneInfo.ConvertTime(e.RecordedAt, zone), e.ActorName,
            ];
        }
    }

    private async IAsyncEnumerable<object?[]> Subscribers((DateOnly From, DateOnly To) days, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var db = await store.Read(Permission.Export, cancellation);
        var today = await store.Today(db, cancellation);
        var rows = from s in db.Subscribers
                   where s.ActivatedOn >= days.From && s.ActivatedOn <= days.To
                   join p in db.Plans.IgnoreAutoIncludes() on s.PlanId equals p.Id
                   join r in db.Routers on s.RouterId equals r.Id into routers
                   from router in routers.DefaultIfEmpty()
                   orderby s.Id
                   select new
                   {
                       Subscriber = s, Plan = p.Name, Router = (string?)router.Name,
                       Agreed = s.Agreements.Where(a => a.From <= today).OrderByDescending(a => a.From).FirstOrDefault(),
                       IsPaused = s.Pauses.Any(p => p.From <= today && (p.Until == null || p.Until > today)),
                       BalanceMinor = db.JournalLines.Where(l => l.SubscriberId == s.Id && (l.Account == Account.Receivable || l.Account == Account.Advances)).Sum(l => l.Amount.Minor),
                   };
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var (s, terms, agreed) = (row.Subscriber, row.Subscriber.Terms, row.Agreed);
            var discount = agreed is null || agreed.DiscountUntil <= today ? 0 : agreed.DiscountBasisPoints;
            yield return
            [
                s.Code, s.Name, s.Phone, row.Plan, row.Router, s.PppName, s.ActivatedOn, s.BillFrom, new Money(row.BalanceMinor), Word(terms.Timing), Word(terms.CycleUnit), terms.CycleCount,
                terms.AlignDay, terms.LeadDays, terms.DueDays, terms.GraceDays, agreed?.CustomPrice, discount == 0 ? null : Percent(discount),
                s.ClosedOn <= today ? "closed" : row.IsPaused ? "paused" : "active", s.ClosedOn,
            ];
        }
    }

    /// <summary>Whatever is no period's invoice is an adjustment; of a credit note the amount tells.</summary>
    public static string KindOf(InvoiceKind kind) => kind == InvoiceKind.Recurring ? "recurring" : "adjustment";

    private static decimal Percent(int basisPoints) => basisPoints / 100m;

    /// <summary>A name of the code as programs read it: <c>UnusedDays</c> is <c>unused_days</c>.</summary>
    private static string? Word(Enum? value) => value is null
        ? null
        : string.Concat(value.ToString().Replace("BKash", "Bkash", StringComparison.Ordinal).Select((c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
