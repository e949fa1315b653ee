using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Benchmarks.Simulation;

/// <summary>
/// What must be true after everything, whatever happened. Debits equal credits; what an invoice says is paid is the sum of its
/// allocations; the ledger's receivable is the sum of open invoices; one invoice for a period and no day twice; numbers without gaps.
/// </summary>
public static class BooksOracle
{
    /// <summary>Everything that does not hold; empty when all does.</summary>
    public static async Task<IReadOnlyList<string>> Broken(IspDbContext db, CancellationToken cancellation = default) =>
    [
        .. await Books(db, cancellation),
        .. await Settlement(db, cancellation),
        .. await Periods(db, cancellation),
        .. await Numbers(db, cancellation),
    ];

    private static async Task<IEnumerable<string>> Books(IspDbContext db, CancellationToken cancellation)
    {
        var unbalanced = await db.JournalLines.GroupBy(l => l.EntryId).Where(g => g.Sum(l => l.Amount.Minor) != 0 || g.Count() < 2)
            .Select(g => g.Key).ToListAsync(cancellation);
        var strangers = await db.JournalLines.Where(l => !db.JournalEntries.Any(e => e.Id == l.EntryId && e.SubscriberId == l.SubscriberId))
            .Select(l => l.Id).ToListAsync(cancellation);
        var unposted = await db.Invoices.Where(i => i.Total.Minor != 0 && !db.JournalEntries.Any(e => e.IdempotencyKey == "invoice:" + i.Id))
            .Select(i => i.Number).ToListAsync(cancellation);
        return
        [
            .. unbalanced.Select(id => $"journal entry {id} does not balance"),
            .. strangers.Select(id => $"journal line {id} belongs to another subscriber's entry"),
            .. unposted.Select(number => $"invoice {number} is not in the books"),
        ];
    }

    private static async Task<IEnumerable<string>> Settlement(IspDbContext db, CancellationToken cancellation)
    {
        var allocated = await db.PaymentAllocations.Where(a => a.InvoiceId != null).GroupBy(a => a.InvoiceId!.Value).Select(g => new { g.Key, Sum = g.Sum(a => a.Amount.Minor) })
            .ToDictionaryAsync(a => a.Key, a => a.Sum, cancellation);
        var receivable = await db.JournalLines.Where(l => l.Account == Account.Receivable).GroupBy(l => l.SubscriberId)
            .Select(g => new { g.Key, Sum = g.Sum(l => l.Amount.Minor) }).ToDictionaryAsync(a => a.Key, a => a.Sum, cancellation);
        var invoices = await db.Invoices.AsNoTracking().ToListAsync(cancellation);
        var outstanding = invoices.GroupBy(i => i.SubscriberId).ToDictionary(g => g.Key, g => g.Sum(i => i.Outstanding.Minor));
        return
        [
            .. invoices.Where(i => allocated.GetValueOrDefault(i.Id) != i.Paid.Minor)
                .Select(i => $"invoice {i.Number} says {i.Paid} paid, its allocations say {allocated.GetValueOrDefault(i.Id)} poisha"),
            .. invoices.Where(i => i.Status != InvoiceStatus.Void && i.Kind != InvoiceKind.CreditNote && i.Status == InvoiceStatus.Paid != (i.Paid == i.Total))
                .Select(i => $"invoice {i.Number} is {i.Status} with {i.Paid} of {i.Total}"),
            .. receivable.Keys.Union(outstanding.Keys)
                .Where(id => receivable.GetValueOrDefault(id) != outstanding.GetValueOrDefault(id))
                .Select(id => $"subscriber {id}: receivable {receivable.GetValueOrDefault(id)}, open invoices {outstanding.GetValueOrDefault(id)} poisha"),
        ];
    }

    private static async Task<IEnumerable<string>> Periods(IspDbContext db, CancellationToken cancellation)
    {
        var invoices = await db.Invoices.AsNoTracking().Where(i => i.Kind == InvoiceKind.Recurring && i.Status != InvoiceStatus.Void)
            .OrderBy(i => i.SubscriberId).ThenBy(i => i.PeriodStart).ToListAsync(cancellation);
        return invoices.Zip(invoices.Skip(1))
            .Where(pair => pair.First.SubscriberId == pair.Second.SubscriberId && pair.Second.PeriodStart < pair.First.PeriodEnd)
            .Select(pair => $"invoices {pair.First.Number} and {pair.Second.Number} charge the same days");
    }

    private static async Task<IEnumerable<string>> Numbers(IspDbContext db, CancellationToken cancellation)
    {
        var numbers = await db.Invoices.Select(i => i.Number).ToListAsync(cancellation);
        var series = await db.NumberSeries.AsNoTracking().ToDictionaryAsync(s => s.Name, s => s.Next, cancellation);
        return numbers.GroupBy(n => n[..n.LastIndexOf('-')])
            .Select(year => (Series: year.Key, Given: year.Select(n => long.Parse(n[(n.LastIndexOf('-') + 1)..], System.Globalization.CultureInfo.InvariantCulture)).Order().ToList()))
            .Where(year => !year.Given.SequenceEqual(Enumerable.Range(1, year.Given.Count).Select(i => (long)i)) || series[year.Series] != year.Given.Count + 1)
            .Select(year => $"numbers of {year.Series} have gaps: {year.Given.Count} given, highest {year.Given[^1]}, next {series[year.Series]}");
    }
}
