using IspDigital.Core.Access.Rules;
using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Access;

/// <summary>What planning, releasing and undoing share: the day's list and its brake.</summary>
internal static class CutList
{
    private static readonly TimeSpan s_day = TimeSpan.FromHours(24);
    private static readonly TimeSpan s_week = TimeSpan.FromDays(7);

    /// <summary>The list of a day, or null.</summary>
    public static Task<CutBatch?> OfDay(UnitOfWork work, DateOnly day, CancellationToken cancellation) =>
        work.Db.CutBatches.SingleOrDefaultAsync(b => b.Day == day, cancellation);

    /// <summary>Asks the brake about the list as it stands, and puts on record what is news. Returns whether it holds.</summary>
    public static async Task<bool> Brake(UnitOfWork work, CutBatch batch, CancellationToken cancellation)
    {
        var settings = await work.Settings<AccessSettings>(cancellation);
        var facts = await Facts(work, batch, cancellation);
        var reasons = settings.Brake.Check(facts);
        if (batch.Hold(reasons, work.Now))
        {
            work.Record(
                reasons.Count > 0 ? AuditAction.CutsHeld : AuditAction.CutsNotHeld, nameof(CutBatch), batch.Id,
                after: new { batch.Day, Reasons = reasons, facts.PlannedUnseen, facts.MadeUnseen, Limit = settings.Brake.Limit(facts.ActiveSubscribers) });
            work.Announce(new Change(ChangeKind.Access));
        }
        return reasons.Count > 0;
    }

    private static async Task<BrakeFacts> Facts(UnitOfWork work, CutBatch batch, CancellationToken cancellation)
    {
        var (dayAgo, weekAgo) = (work.Now - s_day, work.Now - s_week);
        var today = (await work.Day(cancellation)).Today;
        var unseen = work.Db.PlannedCuts.Where(c => c.BatchId == batch.Id && c.State == CutState.Planned && c.ApprovedAt == null);
        return new BrakeFacts(
            await unseen.CountAsync(cancellation),
            await work.Db.PlannedCuts.CountAsync(c => c.State == CutState.Released && c.StateSince > dayAgo && c.ApprovedAt == null, cancellation),
            await work.Db.Subscribers.CountAsync(s => s.ClosedOn == null || s.ClosedOn > today, cancellation),
            await unseen.CountAsync(
                c => work.Db.PlannedCuts.Any(u => u.SubscriberId == c.SubscriberId && u.State == CutState.Undone && u.StateSince > weekAgo), cancellation),
            await work.Db.AccessPulses.Select(p => p.Alarm).SingleOrDefaultAsync(cancellation));
    }
}
