using IspDigital.Core.Access.Rules;
using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Access;

/// <summary>Bring the list of the next cut day up to date.</summary>
public sealed record PlanCutsRequest;

/// <summary>
/// Puts everybody whose grace will be over on the next cut day on that day's list, by name and amount, and asks the brake.
/// From the evening before, people can look at it and take somebody out; no router hears of it here.
/// </summary>
public sealed class PlanCuts(UseCaseContext context, BusinessClock clock) : UseCase<PlanCutsRequest, int>(context)
{
    private const int BatchSizeMax = 500;

    /// <summary>What is written where a list's day passed: the next list names whoever still owes.</summary>
    private const string DayPassed = "DayPassed";

    /// <inheritdoc/>
    public override Permission Permission => Permission.OverrideAccess;

    /// <inheritdoc/>
    protected override async Task<Result<int>> Handle(PlanCutsRequest request, CancellationToken cancellation)
    {
        var planned = 0;
        var candidates = await Candidates(cancellation);
        foreach (var ids in candidates.Ids.Chunk(BatchSizeMax))
        {
            var added = await Store.Write<int>(work => Plan(work, candidates.Day, ids, cancellation), cancellation);
            if (!added.IsOk)
            {
                return added.Error;
            }
            planned += added.Value;
        }
        if (candidates.HasBatch || planned > 0)
        {
            await Store.Write<Done>(work => Finish(work, candidates.Day, planned, cancellation), cancellation);
        }
        return planned;
    }

    /// <summary>
    /// Set-based, on the partial index of open invoices by last day to pay: lines that are on, owe more than the threshold beyond
    /// grace on the cut day, and do not stand on its list.
    /// </summary>
    private async Task<(DateOnly Day, List<long> Ids, bool HasBatch)> Candidates(CancellationToken cancellation)
    {
        await using var db = await Store.Read(Permission, cancellation);
        var settings = await SettingsRow.Load<AccessSettings>(db, cancellation);
        var calendar = await clock.Now(cancellation);
        if (settings.Window.NextCutDay(calendar) is not { } day)
        {
            return (calendar.Today, [], false);
        }
        var batch = await db.CutBatches.SingleOrDefaultAsync(b => b.Day == day, cancellation);
        var olderOpen = await db.PlannedCuts.AnyAsync(c => c.State == CutState.Planned && (batch == null || c.BatchId != batch.Id), cancellation);
        if (batch?.UndoneAt is not null)
        {
            return (day, [], olderOpen);
        }
        var batchId = batch?.Id;
        var ids = await StandingQueries.BeyondGrace(db, day)
            .Where(g => g.Minor > settings.ThresholdMinor)
            .Where(g => db.DesiredStates.Any(d => d.SubscriberId == g.SubscriberId && d.Online))
            .Where(g => !db.PlannedCuts.Any(c => c.BatchId == batchId && c.SubscriberId == g.SubscriberId
                && (c.State == CutState.Planned || c.State == CutState.Excluded || c.State == CutState.Undone)))
            .Select(g => g.SubscriberId).ToListAsync(cancellation);
        return (day, ids, batch is not null || olderOpen);
    }

    private static async Task<Result<int>> Plan(UnitOfWork work, DateOnly day, long[] ids, CancellationToken cancellation)
    {
        var terms = (await work.Settings<AccessSettings>(cancellation)).Terms;
        var due = (await AccessFactsQueries.Of(work.Db, ids, day, cancellation))
            .Select(line => (line.SubscriberId, Decision: AccessPolicy.Decide(line.Facts, terms)))
            .Where(line => line.Decision.IsForMoney).ToList();
        if (due.Count == 0)
        {
            return 0;
        }
        var batch = await CutList.OfDay(work, day, cancellation);
        if (batch is null)
        {
            batch = new CutBatch { Day = day, PlannedAt = work.Now };
            work.Db.CutBatches.Add(batch);
            await work.Save(cancellation);
        }
        var known = await work.Db.PlannedCuts.Where(c => c.BatchId == batch.Id && ids.Contains(c.SubscriberId))
            .ToDictionaryAsync(c => c.SubscriberId, cancellation);
        foreach (var (subscriberId, decision) in due)
        {
            if (!known.TryGetValue(subscriberId, out var cut))
            {
                cut = new PlannedCut { BatchId = batch.Id, SubscriberId = subscriberId };
                work.Db.PlannedCuts.Add(cut);
            }
            cut.Plan(decision.Because.Amount, decision.Because.InvoiceNumber ?? "", work.Now);
            work.Announce(new Change(ChangeKind.Access, null, subscriberId));
        }
        work.Record(AuditAction.CutsPlanned, nameof(CutBatch), batch.Id, after: new { batch.Day, Added = due.Count, Amount = due.Select(d => d.Decision.Because.Amount).Sum() });
        return due.Count;
    }

    /// <summary>Lists of days that passed are closed, and the brake looks at the new one.</summary>
    private static async Task<Result<Done>> Finish(UnitOfWork work, DateOnly day, int planned, CancellationToken cancellation)
    {
        var batch = await CutList.OfDay(work, day, cancellation);
        var batchId = batch?.Id;
        var passed = await work.Db.PlannedCuts.Where(c => c.State == CutState.Planned && c.BatchId != batchId).ToListAsync(cancellation);
        passed.ForEach(c => c.Enter(CutState.Dropped, work.Now, DayPassed));
        if (passed.Count > 0)
        {
            work.Record(AuditAction.CutDropped, nameof(CutBatch), passed[0].BatchId, after: new { passed.Count, Because = DayPassed });
            work.Announce(new Change(ChangeKind.Access));
        }
        foreach (var held in await work.Db.CutBatches.Where(b => b.HeldSince != null && b.Id != batchId).ToListAsync(cancellation))
        {
            held.Hold([], work.Now);
            work.Record(AuditAction.CutsNotHeld, nameof(CutBatch), held.Id, after: new { Because = DayPassed });
        }
        if (batch is { UndoneAt: null })
        {
            await CutList.Brake(work, batch, cancellation);
        }
        return new Done();
    }
}
