using System.Text.Json;
using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Benchmarks.Simulation.Routers;

/// <summary>
/// Who must be on and who must be off, worked out anew from what people did and what the books hold: closed, paused, by hand, exempt, promised,
/// owing beyond grace. It shares no code with the decision.
/// </summary>
internal static class AccessOracle
{
    private const long ThresholdMinor = 100;
    private static readonly TimeSpan s_late = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_dhaka = TimeSpan.FromHours(6);

    /// <summary>What must be of each line that has not been given up: true on, false off, null either (somebody who may be cut, and need not be yet).</summary>
    public static async Task<IReadOnlyDictionary<long, bool?>> Must(IspDbContext db, DateOnly today)
    {
        var owed = await Owed(db, today);
        var lifted = await db.AuditEntries.AsNoTracking().Where(e => e.Action == AuditAction.AccessOverrideLifted && e.StaffId != null).Select(e => e.SubjectId).ToListAsync();
        var overrides = Newest(await db.AccessOverrides.AsNoTracking().OrderBy(o => o.Id).ToListAsync(), o => o.SubscriberId)
            .Where(o => !lifted.Contains(o.Id) && !(o.LastDay < today)).ToDictionary(o => o.SubscriberId, o => o.Online);
        var spared = Newest(await db.Exemptions.AsNoTracking().OrderBy(e => e.Id).Select(e => new { e.SubscriberId, LastDay = e.LastDay ?? DateOnly.MaxValue }).ToListAsync(), e => e.SubscriberId)
            .Where(e => e.LastDay >= today).Select(e => e.SubscriberId).ToHashSet();
        spared.UnionWith(Newest(await db.Promises.AsNoTracking().OrderBy(p => p.Id).Select(p => new { p.SubscriberId, p.Until }).ToListAsync(), p => p.SubscriberId)
            .Where(p => p.Until >= today).Select(p => p.SubscriberId));
        var people = await db.Subscribers.AsNoTracking().Include(s => s.Pauses).Where(s => s.RouterId != null).OrderBy(s => s.Id).ToListAsync();
        return people.ToDictionary(s => s.Id, s =>
            s.ClosedOn <= today || s.Pauses.Any(p => p.From <= today && !(p.Until <= today)) ? false
            : overrides.TryGetValue(s.Id, out var online) ? online
            : spared.Contains(s.Id) || owed.GetValueOrDefault(s.Id) <= ThresholdMinor ? true
            : (bool?)null);
    }

    /// <summary>Decisions that are not what they must be, and cuts for money that were made too early or at an hour that is spared.</summary>
    /// <param name="db">The database.</param>
    /// <param name="today">The day.</param>
    /// <param name="since">Cuts that are on record before were looked at already.</param>
    public static async Task<IReadOnlyList<string>> Broken(IspDbContext db, DateOnly today, long since)
    {
        var must = await Must(db, today);
        var decided = await db.DesiredStates.AsNoTracking().ToDictionaryAsync(d => d.SubscriberId);
        var closed = await db.Subscribers.Where(s => s.ClosedOn != null).Select(s => s.Id).ToListAsync();
        return
        [
            .. must.Where(m => !decided.ContainsKey(m.Key) && !closed.Contains(m.Key)).Select(m => $"subscriber {m.Key}: nothing is decided of the line"),
            .. decided.Values.Where(d => must[d.SubscriberId] is { } online && online != d.Online)
                .Select(d => $"subscriber {d.SubscriberId}: must be {Word(!d.Online)} and is decided {Word(d.Online)}, because {d.ReasonsJson}"),
            .. await CutsTooEarly(db, since),
            .. await CutOnRouterTooEarly(db, since),
            .. await EndedTooEarly(db, today),
        ];
    }

    /// <summary>What staff granted last holds to its last day, whatever was noted of it since: nobody takes it back but staff.</summary>
    private static IEnumerable<T> Newest<T>(IEnumerable<T> granted, Func<T, long> whose) => granted.GroupBy(whose).Select(g => g.Last());

    private static string Word(bool online) => online ? "on" : "off";

    /// <summary>What staff granted and did not take back or replace is not noted as over before its last day was, nor by a clock that was ahead.</summary>
    private static async Task<IEnumerable<string>> EndedTooEarly(IspDbContext db, DateOnly today)
    {
        var lifted = await db.AuditEntries.AsNoTracking().Where(e => e.Action == AuditAction.AccessOverrideLifted && e.StaffId != null).Select(e => e.SubjectId).ToListAsync();
        var granted = Newest(await db.AccessOverrides.AsNoTracking().OrderBy(o => o.Id).ToListAsync(), o => o.SubscriberId)
            .Where(o => !lifted.Contains(o.Id)).Select(o => (What: $"override {o.Id}", LastDay: o.LastDay, o.EndedAt))
            .Concat(Newest(await db.Exemptions.AsNoTracking().OrderBy(e => e.Id).ToListAsync(), e => e.SubscriberId).Select(e => (What: $"exemption {e.Id}", LastDay: e.LastDay, e.EndedAt)))
            .Concat(Newest(await db.Promises.AsNoTracking().OrderBy(p => p.Id).ToListAsync(), p => p.SubscriberId).Select(p => (What: $"promise {p.Id}", LastDay: (DateOnly?)p.Until, p.EndedAt)));
        return granted.Where(g => g.EndedAt is { } ended && (g.LastDay is not { } last || last >= today || last >= DateOnly.FromDateTime(ended.ToOffset(s_dhaka).DateTime)))
            .Select(g => $"{g.What} holds until {g.LastDay:yyyy-MM-dd} and was ended at {g.EndedAt:yyyy-MM-dd HH:mm}Z");
    }

    /// <summary>What is open beyond its last day to pay, and never more than the books show.</summary>
    private static async Task<IReadOnlyDictionary<long, long>> Owed(IspDbContext db, DateOnly today)
    {
        var paid = await db.PaymentAllocations.Where(a => a.InvoiceId != null).GroupBy(a => a.InvoiceId!.Value)
            .Select(g => new { g.Key, Sum = g.Sum(a => a.Amount.Minor) }).ToDictionaryAsync(a => a.Key, a => a.Sum);
        var books = await db.JournalLines.Where(l => l.Account == Account.Receivable || l.Account == Account.Advances).GroupBy(l => l.SubscriberId)
            .Select(g => new { g.Key, Sum = g.Sum(l => l.Amount.Minor) }).ToDictionaryAsync(a => a.Key, a => a.Sum);
        var late = await db.Invoices.AsNoTracking().Where(i => i.Status != InvoiceStatus.Void && i.Kind != InvoiceKind.CreditNote && i.LastDayToPay < today)
            .Select(i => new { i.Id, i.SubscriberId, i.Total }).ToListAsync();
        return late.GroupBy(i => i.SubscriberId).ToDictionary(
            g => g.Key, g => Math.Min(g.Sum(i => i.Total.Minor - paid.GetValueOrDefault(i.Id)), books.GetValueOrDefault(g.Key)));
    }

    /// <summary>Each cut for money was decided between ten and five, on no Friday, and after the last day to pay of the invoice that it names.</summary>
    private static async Task<IReadOnlyList<string>> CutsTooEarly(IspDbContext db, long since)
    {
        var cuts = await db.AuditEntries.AsNoTracking().Where(e => e.Id > since && e.Action == AuditAction.DisconnectionDecided).Select(e => new { e.At, e.SubscriberId, e.After }).ToListAsync();
        var lastDays = await db.Invoices.AsNoTracking().Select(i => new { i.Number, i.LastDayToPay }).ToDictionaryAsync(i => i.Number, i => i.LastDayToPay);
        List<string> broken = [];
        foreach (var cut in cuts)
        {
            using var after = JsonDocument.Parse(cut.After!);
            var reason = after.RootElement.GetProperty("Reasons")[0];
            var at = cut.At.ToOffset(s_dhaka);
            if (reason.GetProperty("Code").GetString() == "Overdue"
                && (IsSpared(at) || DateOnly.FromDateTime(at.DateTime) <= lastDays[reason.GetProperty("InvoiceNumber").GetString()!]))
            {
                broken.Add($"subscriber {cut.SubscriberId}: cut for money at {at:yyyy-MM-dd HH:mm}: {reason}");
            }
        }
        return broken;
    }

    /// <summary>A router that was down is told of a cut for money in those hours as well; what had begun in them ends a little later.</summary>
    private static async Task<IEnumerable<string>> CutOnRouterTooEarly(IspDbContext db, long since)
    {
        var made = await db.AuditEntries.AsNoTracking().Where(e => e.Id > since && e.Action == AuditAction.Disconnected).OrderBy(e => e.Id).Select(e => new { e.Id, e.At, SubscriberId = e.SubscriberId!.Value }).ToListAsync();
        var ids = made.Select(m => m.SubscriberId).ToHashSet();
        var decided = (await db.AuditEntries.AsNoTracking().Where(e => e.Action == AuditAction.DisconnectionDecided && e.SubscriberId != null && ids.Contains(e.SubscriberId.Value)).OrderBy(e => e.Id)
            .Select(e => new { e.Id, SubscriberId = e.SubscriberId!.Value, e.After }).ToListAsync()).ToLookup(e => e.SubscriberId);
        var states = await db.DesiredStates.AsNoTracking().Where(d => ids.Contains(d.SubscriberId)).ToDictionaryAsync(d => d.SubscriberId);
        return made.Where(m => IsSpared(m.At.ToOffset(s_dhaka)) && IsSpared(m.At.ToOffset(s_dhaka) - s_late)
                && decided[m.SubscriberId].LastOrDefault(d => d.Id < m.Id)?.After!.Contains("\"Reasons\":[{\"Code\":\"Overdue\"", StringComparison.Ordinal) == true
                && (!states.TryGetValue(m.SubscriberId, out var now) || now.Online || now.ReasonsJson.StartsWith("[{\"Code\":\"Overdue\"", StringComparison.Ordinal)))
            .Select(m => $"subscriber {m.SubscriberId}: taken off for money on the router at {m.At.ToOffset(s_dhaka):yyyy-MM-dd HH:mm}");
    }

    private static bool IsSpared(DateTimeOffset at) => at.Hour is < 10 or >= 17 || at.DayOfWeek == DayOfWeek.Friday;
}
