using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Access;

/// <summary>Find everybody whose access may have changed without anybody's doing.</summary>
public sealed record SweepAccessRequest;

/// <summary>
/// The slow half of the access decision, for certainty: once a day (and after a start) it marks whose pause, plan, promise,
/// override or exemption began or ended and whose line has no desired state yet; every minute it decides what marks are left.
/// It also keeps the pulse from which a dead portal and a jumped clock are known.
/// </summary>
public sealed class SweepAccess(UseCaseContext context, DecideAccess decide, SweepMemory memory)
    : UseCase<SweepAccessRequest, DecidedAccess>(context)
{
    private const int MarksMax = 5_000;

    /// <summary>No clock is so many days ahead without the alarm (<see cref="AccessSettings.PortalDownHoursMax"/>).</summary>
    private const int StartDoubtDays = 2;

    private const string Cause = "Sweep";

    /// <inheritdoc/>
    public override Permission Permission => Permission.OverrideAccess;

    /// <inheritdoc/>
    protected override async Task<Result<DecidedAccess>> Handle(SweepAccessRequest request, CancellationToken cancellation)
    {
        var isNewDay = await Store.Write(work => TakeUpDates(work, cancellation), cancellation);
        if (!isNewDay.IsOk)
        {
            return isNewDay.Error;
        }
        var decided = await decide.Run(new DecideAccessRequest(), cancellation);
        while (decided.IsOk && (isNewDay.Value || !memory.SweptOnce))
        {
            var marked = await Store.Write<int>(work => MarkLines(work, cancellation), cancellation);
            memory.SweptOnce = true;
            if (!marked.IsOk || marked.Value == 0)
            {
                break;
            }
            var more = await decide.Run(new DecideAccessRequest(), cancellation);
            decided = more.IsOk ? new DecidedAccess(decided.Value.Decided + more.Value.Decided, decided.Value.Changed + more.Value.Changed) : more;
        }
        return decided;
    }

    /// <summary>Takes up what the calendar changed since the last sweep. Returns whether it is a new day.</summary>
    private async Task<Result<bool>> TakeUpDates(UnitOfWork work, CancellationToken cancellation)
    {
        var today = (await work.Day(cancellation)).Today;
        var pulse = await memory.Beat(work, cancellation);
        var swept = pulse.LastSweptDay;
        if (swept == today)
        {
            return false;
        }
        pulse.Swept(today);
        await EndWhatRanOut(work, today, SureBefore(today, pulse.IsClockDoubtful(work.Now)), cancellation);
        // Days that a clock took up which was put back since are to come after all: what it decided for them is decided again.
        await MarkDates(work, new DateRange(swept < today ? swept.AddDays(1) : today, (swept > today ? swept : today).AddDays(1)), cancellation);
        await MarkHolds(work, today, swept, cancellation);
        return true;
    }

    /// <summary>
    /// What ran out before that day has certainly done so. A process that has just begun cannot tell a portal that was down for hours from a clock that is ahead by
    /// as much, less than the alarm needs.
    /// </summary>
    private DateOnly SureBefore(DateOnly today, bool isDoubtful) => isDoubtful ? DateOnly.MinValue : memory.SweptOnce ? today : today.AddDays(-StartDoubtDays);

    /// <summary>
    /// Overrides, exemptions and promises whose last day is over. Where the clock is in doubt they are decided again and not ended: an end is for ever,
    /// and the last day holds by itself.
    /// </summary>
    private static async Task EndWhatRanOut(UnitOfWork work, DateOnly today, DateOnly sureBefore, CancellationToken cancellation)
    {
        foreach (var over in await work.Db.AccessOverrides.Where(o => o.EndedAt == null && o.LastDay < today).ToListAsync(cancellation))
        {
            if (over.LastDay < sureBefore)
            {
                over.End(work.Now);
                work.Record(AuditAction.AccessOverrideLifted, nameof(AccessOverride), over.Id, over.SubscriberId, after: new { over.LastDay });
            }
            work.MarkAccess(over.SubscriberId, Cause);
        }
        foreach (var exemption in await work.Db.Exemptions.Where(e => e.EndedAt == null && e.LastDay < today).ToListAsync(cancellation))
        {
            if (exemption.LastDay < sureBefore)
            {
                exemption.End(work.Now);
                work.Record(AuditAction.ExemptionLifted, nameof(Exemption), exemption.Id, exemption.SubscriberId, after: new { exemption.LastDay });
            }
            work.MarkAccess(exemption.SubscriberId, Cause);
        }
        await EndPromises(work, today, sureBefore, cancellation);
    }

    private static async Task EndPromises(UnitOfWork work, DateOnly today, DateOnly sureBefore, CancellationToken cancellation)
    {
        var promises = await work.Db.Promises.Where(p => p.State == PromiseState.Running && p.Until < today).ToListAsync(cancellation);
        var facts = await AccessFactsQueries.Of(work.Db, [.. promises.Select(p => p.SubscriberId)], today, cancellation);
        var threshold = (await work.Settings<AccessSettings>(cancellation)).Terms.Threshold;
        foreach (var promise in promises)
        {
            if (promise.Until < sureBefore)
            {
                var owed = facts.First(f => f.SubscriberId == promise.SubscriberId).Facts.Owed;
                promise.End(owed > threshold ? PromiseState.Broken : PromiseState.Kept, work.Now);
                work.Record(AuditAction.PromiseEnded, nameof(Promise), promise.Id, promise.SubscriberId, after: new { promise.State, promise.Until });
            }
            work.MarkAccess(promise.SubscriberId, Cause);
        }
    }

    /// <summary>Pauses, plans and closures that begin or end within the days.</summary>
    private static async Task MarkDates(UnitOfWork work, DateRange days, CancellationToken cancellation)
    {
        var (start, end) = days;
        var paused = work.Db.Subscribers.Where(s => s.Pauses.Any(p =>
            (p.From >= start && p.From < end) || (p.Until != null && p.Until >= start && p.Until < end)));
        var changed = work.Db.Subscribers.Where(s => s.Plans.Any(p => p.From >= start && p.From < end));
        var closed = work.Db.Subscribers.Where(s => s.ClosedOn >= start && s.ClosedOn < end);
        foreach (var query in new[] { paused, changed, closed })
        {
            foreach (var id in await query.Select(s => s.Id).ToListAsync(cancellation))
            {
                work.MarkAccess(id, Cause);
            }
        }
    }

    /// <summary>What a clock that was ahead decided, and what staff granted and it took for over, though it still holds.</summary>
    private static async Task MarkHolds(UnitOfWork work, DateOnly today, DateOnly swept, CancellationToken cancellation)
    {
        if (swept <= today)
        {
            return;
        }
        var overrides = work.Db.AccessOverrides.Where(o => o.EndedAt == null && o.LastDay >= today && o.LastDay < swept).Select(o => o.SubscriberId);
        var exemptions = work.Db.Exemptions.Where(e => e.EndedAt == null && e.LastDay >= today && e.LastDay < swept).Select(e => e.SubscriberId);
        var promises = work.Db.Promises.Where(p => p.State == PromiseState.Running && p.Until >= today && p.Until < swept).Select(p => p.SubscriberId);
        var notYet = work.Db.DesiredStates.Where(d => d.DecidedAt > work.Now).Select(d => d.SubscriberId);
        foreach (var query in new[] { notYet, overrides, exemptions, promises })
        {
            foreach (var id in await query.ToListAsync(cancellation))
            {
                work.MarkAccess(id, Cause);
            }
        }
    }

    /// <summary>Lines without a desired state, or with one for another router or name.</summary>
    private static async Task<Result<int>> MarkLines(UnitOfWork work, CancellationToken cancellation)
    {
        var today = (await work.Day(cancellation)).Today;
        var ids = await work.Db.Subscribers
            .Where(s => s.RouterId != null && s.PppName != null && s.PppName != "" && (s.ClosedOn == null || s.ClosedOn > today))
            .Where(s => !work.Db.DesiredStates.Any(d => d.SubscriberId == s.Id && d.RouterId == s.RouterId && d.PppName == s.PppName))
            .OrderBy(s => s.Id).Select(s => s.Id).Take(MarksMax).ToListAsync(cancellation);
        ids.ForEach(id => work.MarkAccess(id, Cause));
        return ids.Count;
    }
}
