using IspDigital.Core.Access;
using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Messaging;
using IspDigital.Core.Operations;
using IspDigital.Core.Payments;
using IspDigital.Core.Routers;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Reports;

/// <summary>Reads the summary: a fixed number of set-based queries, each on an index or on a small table.</summary>
internal static class SummaryReader
{
    /// <summary>A message is sent or given up within two days of being queued: quiet hours last a night, a reminder is worthless after a day.</summary>
    private const int MessageDaysMax = 2;

    private const int TroubledMax = 5;

    /// <summary>Reads everything, for an instant.</summary>
    public static async Task<Summary> Read(IspDbContext db, DateTimeOffset now, CancellationToken cancellation)
    {
        var day = BusinessDay.At(now, (await SettingsRow.Load<CompanySettings>(db, cancellation)).TimeZone);
        return new Summary(
            day.Today,
            await SummaryMoneyReader.Read(db, day.Today, cancellation),
            await Lines(db, day.Today, cancellation),
            await Routers(db, cancellation),
            await Messages(db, day, cancellation),
            await db.JobRuns.Where(j => j.FailuresInARow > 0).OrderBy(j => j.Name).Select(j => j.Name).ToListAsync(cancellation),
            await Steps(db, cancellation),
            await Happenings(db, cancellation));
    }

    private static async Task<LineSummary> Lines(IspDbContext db, DateOnly today, CancellationToken cancellation)
    {
        var off = await db.DesiredStates.CountAsync(d => !d.Online && d.ConfirmedOnline == false && d.ReasonsJson.StartsWith(DesiredState.ForMoney), cancellation);
        var open = await db.DesiredStates.Where(d => d.Apply != ApplyState.Done)
            .GroupBy(d => new { d.Apply, d.Change }).Select(g => new { g.Key.Apply, g.Key.Change, Count = g.Count() }).ToListAsync(cancellation);
        int Pending(AccessChange change) => open.Where(s => s.Apply == ApplyState.Pending && s.Change == change).Sum(s => s.Count);
        var batch = await db.CutBatches.Where(b => b.Day >= today).OrderBy(b => b.Day).FirstOrDefaultAsync(cancellation);
        var planned = batch is null ? 0 : await db.PlannedCuts.CountAsync(c => c.BatchId == batch.Id && c.State == CutState.Planned, cancellation);
        return new LineSummary(
            off, Pending(AccessChange.Cut), Pending(AccessChange.Reconnect), open.Where(s => s.Apply == ApplyState.Failed).Sum(s => s.Count),
            planned, batch?.Day, planned > 0 ? batch!.HeldReasons : []);
    }

    private static async Task<RouterSummary> Routers(IspDbContext db, CancellationToken cancellation)
    {
        var routers = await db.Routers.Where(r => r.IsActive).OrderBy(r => r.HealthSince).ThenBy(r => r.Id)
            .Select(r => new TroubledRouter(r.Id, r.Name, r.Health, r.HealthSince)).ToListAsync(cancellation);
        return new RouterSummary(
            routers.Count(r => r.Health == RouterHealth.Up), routers.Count,
            [.. routers.Where(r => r.Health is RouterHealth.Down or RouterHealth.Refusing).Take(TroubledMax)]);
    }

    private static async Task<MessageSummary> Messages(IspDbContext db, BusinessDay day, CancellationToken cancellation)
    {
        var (from, to) = (day.InstantOf(day.Today, default), day.InstantOf(day.Today.AddDays(1), default));
        var queuedFrom = from.AddDays(-MessageDaysMax);
        var ended = await db.OutboxMessages.Where(m => m.QueuedAt >= queuedFrom && (m.SentAt ?? m.NotBefore) >= from && (m.SentAt ?? m.NotBefore) < to)
            .GroupBy(m => m.State).Select(g => new { State = g.Key, Count = g.Count() }).ToListAsync(cancellation);
        var waiting = await db.OutboxMessages.CountAsync(m => m.State == MessageState.Queued || m.State == MessageState.Sending, cancellation);
        int Of(params MessageState[] states) => ended.Where(s => states.Contains(s.State)).Sum(s => s.Count);
        return new MessageSummary(Of(MessageState.Sent, MessageState.Delivered), Of(MessageState.Failed), waiting);
    }

    private static async Task<FirstSteps> Steps(IspDbContext db, CancellationToken cancellation) => new(
        await db.Routers.AnyAsync(cancellation), await db.Plans.AnyAsync(cancellation),
        await db.Subscribers.AnyAsync(cancellation), await db.BillingRuns.AnyAsync(cancellation) || await db.Invoices.AnyAsync(cancellation));

    private static async Task<List<Happening>> Happenings(IspDbContext db, CancellationToken cancellation)
    {
        var payments = await (
            from p in db.Payments.Where(p => PaymentMethods.OfMoney.Contains(p.Method)).OrderByDescending(p => p.Id).Take(Summary.HappeningsMax)
            join s in db.Subscribers on p.SubscriberId equals s.Id
            select new Happening(HappeningKind.Payment, p.Id, p.RecordedAt, s.Id, s.Name, s.Code, p.Amount, p.Method)).ToListAsync(cancellation);
        var deeds = await Deeds(db, cancellation);
        var reversed = await (
            from p in db.Payments.Where(p => p.ReversedAt != null).OrderByDescending(p => p.ReversedAt).Take(Summary.HappeningsMax)
            join s in db.Subscribers on p.SubscriberId equals s.Id
            select new Happening(HappeningKind.Reversal, p.Id, p.ReversedAt!.Value, s.Id, s.Name, s.Code, p.Amount, p.Method)).ToListAsync(cancellation);
        return [.. payments.Concat(deeds).Concat(reversed).OrderByDescending(h => h.At).ThenByDescending(h => h.Key)];
    }

    private static Task<List<Happening>> Deeds(IspDbContext db, CancellationToken cancellation) => (
        from e in db.AuditEntries.Where(e => e.Action == AuditAction.Disconnected || e.Action == AuditAction.Reconnected)
            .OrderByDescending(e => e.Id).Take(Summary.HappeningsMax)
        join s in db.Subscribers on e.SubscriberId equals s.Id
        select new Happening(
            e.Action == AuditAction.Disconnected ? HappeningKind.Cut : HappeningKind.Reconnection, e.Id, e.At, s.Id, s.Name, s.Code, null, null))
        .ToListAsync(cancellation);
}
