using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Plans;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.History;

/// <summary>Everything that the events of a file touch, read once and locked for the transaction.</summary>
internal sealed class HistoryBook
{
    /// <summary>Whom the events name, with plans, pauses and agreements, by code.</summary>
    public required IReadOnlyDictionary<string, Subscriber> Subscribers { get; init; }

    /// <summary>Plans by name.</summary>
    public required ILookup<string, Plan> Plans { get; init; }

    /// <summary>The operator's side of billing.</summary>
    public required BillingPolicy Policy { get; init; }

    /// <summary>The first day that no recurring invoice is for, by subscriber.</summary>
    public required IReadOnlyDictionary<long, DateOnly> InvoicedUntil { get; init; }

    /// <summary>Invoices that are not settled, by subscriber.</summary>
    public required ILookup<long, Invoice> Open { get; init; }

    /// <summary>Charges and payments of these events that are there already.</summary>
    public required HashSet<Guid> Known { get; init; }

    /// <summary>References of payments that are there already.</summary>
    public required HashSet<(string Provider, string TransactionId)> References { get; init; }

    /// <summary>Today in the operator's zone.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Reads it.</summary>
    public static async Task<HistoryBook> Read(UnitOfWork work, List<HistoryEvent> events, CancellationToken cancellation)
    {
        var db = work.Db;
        var codes = events.Select(e => e.Code).Distinct().ToList();
        var ids = await db.Subscribers.Where(s => EF.Parameter(codes).Contains(s.Code)).Select(s => s.Id).ToListAsync(cancellation);
        await work.LockSubscribers(ids, cancellation);
        var subscribers = await db.Subscribers.Include(s => s.Plans).Include(s => s.Pauses).Include(s => s.Agreements).AsSplitQuery()
            .Where(s => EF.Parameter(ids).Contains(s.Id)).ToListAsync(cancellation);
        var invoiced = await db.Invoices
            .Where(i => EF.Parameter(ids).Contains(i.SubscriberId) && i.Kind == InvoiceKind.Recurring && i.Status != InvoiceStatus.Void)
            .GroupBy(i => i.SubscriberId).Select(g => new { g.Key, Until = g.Max(i => i.PeriodEnd) }).ToDictionaryAsync(g => g.Key, g => g.Until, cancellation);
        var open = await db.Invoices.Where(i => EF.Parameter(ids).Contains(i.SubscriberId) && i.Status == InvoiceStatus.Open).ToListAsync(cancellation);
        return new()
        {
            Subscribers = subscribers.ToDictionary(s => s.Code),
            Plans = (await db.Plans.AsNoTracking().ToListAsync(cancellation)).ToLookup(p => p.Name, StringComparer.OrdinalIgnoreCase),
            Policy = (await BillingFactsReader.Book(db, cancellation)).Policy,
            InvoicedUntil = invoiced,
            Open = open.ToLookup(i => i.SubscriberId),
            Known = await Commands(db, events, cancellation),
            References = await Used(db, events, cancellation),
            Today = (await work.Day(cancellation)).Today,
        };
    }

    private static async Task<HashSet<Guid>> Commands(IspDbContext db, List<HistoryEvent> events, CancellationToken cancellation)
    {
        HashSet<Guid> known = [];
        foreach (var commands in events.Where(e => e.Kind is HistoryKind.Charge or HistoryKind.Payment).Select(e => e.CommandId).Chunk(10_000))
        {
            known.UnionWith(await db.Charges.Where(c => EF.Parameter(commands).Contains(c.CommandId)).Select(c => c.CommandId).ToListAsync(cancellation));
            known.UnionWith(await db.Payments.Where(p => EF.Parameter(commands).Contains(p.CommandId)).Select(p => p.CommandId).ToListAsync(cancellation));
        }
        return known;
    }

    private static async Task<HashSet<(string, string)>> Used(IspDbContext db, List<HistoryEvent> events, CancellationToken cancellation)
    {
        var references = events.Where(e => e.Kind == HistoryKind.Payment).Select(e => PaymentValue.Of(e.Value)?.TransactionId).OfType<string>().ToList();
        var used = await db.Payments.Where(p => p.TransactionId != null && EF.Parameter(references).Contains(p.TransactionId))
            .Select(p => new { p.Provider, p.TransactionId }).ToListAsync(cancellation);
        return [.. used.Select(r => (r.Provider ?? "", r.TransactionId!))];
    }
}
