using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Routers;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IspDigital.Core.Access;

/// <summary>What the routers' workers read from the database and report to it, as the job <c>RouterWorker</c>.</summary>
internal sealed class RouterReports
{
    private static readonly Actor s_actor = Actor.Job("RouterWorker");
    private readonly IDbContextFactory<IspDbContext> _contexts;
    private readonly IspStore _store;
    private readonly RouterSettlement _settlement;
    private readonly TimeSpan _longestWait;
    private readonly TimeProvider _clock;

    public RouterReports(
        IDbContextFactory<IspDbContext> contexts, WriteGate gate, IChangeFeed feed, TimeProvider clock,
        IOptions<AccessOptions> options, IRandomSource random)
    {
        var actor = new CurrentActor();
        actor.Set(s_actor);
        (_contexts, _clock) = (contexts, clock);
        _store = new IspStore(contexts, gate, feed, actor, clock);
        _settlement = new RouterSettlement(options.Value, random);
        _longestWait = RouterSettlement.LongestWait(options.Value);
    }

    /// <summary>Every router in service.</summary>
    public async Task<List<Router>> ActiveRouters(CancellationToken cancellation)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.Routers.AsNoTracking().Where(r => r.IsActive).ToListAsync(cancellation);
    }

    /// <summary>
    /// What is to be done at a router now: reconnections before cuts before syncs, oldest decision first. What waits longer than anything does got its
    /// next try from a clock that was put back since, and is due too. A cut for money of which the router did not hear inside the cut window waits for the
    /// next one; whoever pays until then is not cut.
    /// </summary>
    public async Task<List<DesiredState>> Due(long routerId, int most, CancellationToken cancellation)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var now = _clock.GetUtcNow();
        var farthest = now + _longestWait;
        var due = db.DesiredStates.AsNoTracking()
            .Where(d => d.RouterId == routerId && d.Apply != ApplyState.Done && (d.NextAttemptAt == null || d.NextAttemptAt <= now || d.NextAttemptAt > farthest));
        var some = await First(due, most, cancellation);
        if (!some.Exists(d => d.TakesOffForMoney) || await IsWindowOpen(db, now, cancellation))
        {
            return some;
        }
        // Asked anew, or those that wait for the window could fill every place.
        return await First(due.Where(d => d.Change != AccessChange.Cut || d.ConfirmedOnline == false || !d.ReasonsJson.StartsWith(DesiredState.ForMoney)), most, cancellation);
    }

    private static Task<List<DesiredState>> First(IQueryable<DesiredState> due, int most, CancellationToken cancellation) => due
        .OrderBy(d => d.Change == AccessChange.Reconnect ? 0 : d.Change == AccessChange.Cut ? 1 : 2)
        .ThenBy(d => d.DecidedAt).ThenBy(d => d.SubscriberId).Take(most).ToListAsync(cancellation);

    private static async Task<bool> IsWindowOpen(IspDbContext db, DateTimeOffset now, CancellationToken cancellation)
    {
        var zone = (await SettingsRow.Load<CompanySettings>(db, cancellation)).TimeZone;
        return (await SettingsRow.Load<AccessSettings>(db, cancellation)).Window.IsOpen(BusinessDay.At(now, zone));
    }

    /// <summary>Writes down how the tries ended, in one transaction: state, evidence, record, notices.</summary>
    public Task Settle(long routerId, IReadOnlyList<RouterAttempt> attempts, CancellationToken cancellation) =>
        _store.Write<Done>(async work =>
        {
            await _settlement.Settle(work, routerId, attempts, cancellation);
            return new Done();
        }, cancellation);

    /// <summary>How the router was seen. Only what is news is put on record and announced.</summary>
    public Task Saw(long routerId, RouterHealth health, string? error, RouterIdentity? identity, CancellationToken cancellation) =>
        _store.Write<Done>(async work =>
        {
            if (await work.Db.Routers.SingleOrDefaultAsync(r => r.Id == routerId, cancellation) is not { } router)
            {
                return new Done();
            }
            var (before, told) = (router.Health, router.LastError);
            var changed = router.Saw(health, work.Now, error, identity);
            if (changed)
            {
                work.Record(AuditAction.RouterHealthChanged, nameof(Router), routerId, before: new { Health = before }, after: new { Health = health, error });
                work.Announce(new Change(ChangeKind.Access, routerId));
            }
            if (changed || told != error)
            {
                work.Announce(new Change(ChangeKind.Router, routerId));
            }
            return new Done();
        }, cancellation);

    /// <summary>An account was written to by mistake (the router gave its id to somebody else): its own state is made so again.</summary>
    public Task Reopen(long routerId, string pppName, CancellationToken cancellation) =>
        _store.Write<Done>(async work =>
        {
            foreach (var state in await work.Db.DesiredStates.Where(d => d.RouterId == routerId && d.PppName == pppName).ToListAsync(cancellation))
            {
                state.TryAgain();
                work.Announce(new Change(ChangeKind.Access, routerId, state.SubscriberId));
            }
            return new Done();
        }, cancellation);
}
