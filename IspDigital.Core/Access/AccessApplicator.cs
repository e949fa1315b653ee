using IspDigital.Core.Access.Rules;
using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Access;

/// <summary>
/// Facts, then policy, then this: locks the subscribers, gathers their facts, and writes what the routers should hold where
/// that changed. Everything that decides access goes through here, inside its own transaction.
/// </summary>
internal sealed class AccessApplicator
{
    private readonly UnitOfWork _work;
    private readonly AccessSettings _settings;
    private readonly Dictionary<long, DesiredState> _states;
    private readonly Dictionary<(long RouterId, string PppName), long> _taken = [];
    private readonly CutSpans _cuts;

    private AccessApplicator(
        UnitOfWork work, AccessSettings settings, DateOnly today, IReadOnlyList<SubscriberFacts> facts, Dictionary<long, DesiredState> states, CutSpans cuts) =>
        (_work, _settings, Today, Facts, _states, _cuts) = (work, settings, today, facts, states, cuts);

    /// <summary>The day of the decision.</summary>
    public DateOnly Today { get; }

    /// <summary>The facts of each subscriber that exists.</summary>
    public IReadOnlyList<SubscriberFacts> Facts { get; }

    /// <summary>Locks the subscribers and reads what is true now.</summary>
    public static async Task<AccessApplicator> Load(UnitOfWork work, IReadOnlyCollection<long> ids, CancellationToken cancellation)
    {
        await work.LockSubscribers(ids, cancellation);
        var today = (await work.Day(cancellation)).Today;
        var facts = await AccessFactsQueries.Of(work.Db, ids, today, cancellation);
        var states = await work.Db.DesiredStates.Where(d => ids.Contains(d.SubscriberId)).ToDictionaryAsync(d => d.SubscriberId, cancellation);
        var cuts = await CutSpans.Load(work, ids, today, cancellation);
        return new AccessApplicator(work, await work.Settings<AccessSettings>(cancellation), today, facts, states, cuts);
    }

    /// <summary>
    /// Decides everybody and writes what changed. A line that is on and is now off for money stays on: such cuts are planned,
    /// braked and made by <see cref="ReleaseCuts"/> alone.
    /// </summary>
    public async Task<int> DecideAll(string cause, CancellationToken cancellation)
    {
        var changed = 0;
        foreach (var line in Facts)
        {
            var decision = Decide(line);
            var online = decision.Online || (decision.IsForMoney && IsOnOrNew(line.SubscriberId));
            changed += Write(line, online, decision.Reasons, cause) is null ? 0 : 1;
        }
        await DropCuts(cancellation);
        await RetireNamesakes(cancellation);
        await Finish(cancellation);
        return changed;
    }

    /// <summary>What follows from all that was written; the last call of whoever calls <see cref="Write"/>.</summary>
    public Task Finish(CancellationToken cancellation) => _cuts.RaiseVersions(cancellation);

    /// <summary>The decision on a subscriber today.</summary>
    public AccessDecision Decide(SubscriberFacts line) => AccessPolicy.Decide(line.Facts, _settings.Terms);

    /// <summary>The state as it stands in this transaction, or null.</summary>
    public DesiredState? StateOf(long subscriberId) => _states.GetValueOrDefault(subscriberId);

    /// <summary>Writes what the router should hold and puts it on record; null where nothing changed.</summary>
    public AccessChange? Write(SubscriberFacts line, bool online, IReadOnlyList<AccessReason> reasons, string cause)
    {
        var state = StateOf(line.SubscriberId);
        if (line.Target(online) is not { } target)
        {
            Forget(state);
            return null;
        }
        AccessChange? change;
        if (state is null)
        {
            if (line.Facts.ClosedOn <= Today)
            {
                return null; // its name may be somebody else's by now
            }
            state = new DesiredState(line.SubscriberId, target, reasons, cause, _work.Now);
            _work.Db.DesiredStates.Add(state);
            _states.Add(line.SubscriberId, state);
            change = state.Change;
        }
        else
        {
            var before = state.Online;
            change = state.Want(target, reasons, cause, _work.Now);
            if (change == AccessChange.Reconnect && before)
            {
                change = AccessChange.Sync; // still coming back, with another profile now: nothing new to tell
            }
        }
        if (change is { } news)
        {
            if (!(line.Facts.ClosedOn <= Today))
            {
                _taken[(target.RouterId, target.PppName)] = line.SubscriberId;
            }
            Record(state, news);
        }
        return change;
    }

    private void Record(DesiredState state, AccessChange change)
    {
        _work.Announce(new Change(ChangeKind.Access, state.RouterId, state.SubscriberId));
        if (change != AccessChange.Sync)
        {
            _cuts.Note(state, change);
            _work.Record(
                change == AccessChange.Cut ? AuditAction.DisconnectionDecided : AuditAction.ReconnectionDecided,
                nameof(DesiredState), state.SubscriberId, state.SubscriberId,
                after: new { state.Version, state.Cause, state.Reasons });
        }
    }

    private bool IsOnOrNew(long subscriberId) => StateOf(subscriberId)?.Online ?? true;

    private void Forget(DesiredState? state)
    {
        if (state is not null)
        {
            _work.Db.DesiredStates.Remove(state);
            _states.Remove(state.SubscriberId);
            _work.Announce(new Change(ChangeKind.Access, state.RouterId, state.SubscriberId));
        }
    }

    /// <summary>Who is on a list of cuts and would not be cut on its day any more leaves it.</summary>
    private async Task DropCuts(CancellationToken cancellation)
    {
        var ids = Facts.Select(f => f.SubscriberId).ToList();
        var planned = await _work.Db.PlannedCuts.Where(c => ids.Contains(c.SubscriberId) && c.State == CutState.Planned)
            .Join(_work.Db.CutBatches, c => c.BatchId, b => b.Id, (cut, batch) => new { Cut = cut, batch.Day })
            .ToListAsync(cancellation);
        foreach (var item in planned)
        {
            var facts = Facts.First(f => f.SubscriberId == item.Cut.SubscriberId).Facts;
            var then = facts with { Today = item.Day, Standing = facts.Standing with { Today = item.Day } };
            var decision = AccessPolicy.Decide(then, _settings.Terms);
            if (!decision.IsForMoney)
            {
                Drop(item.Cut, decision);
            }
        }
    }

    /// <summary>Takes a cut off its list because of the decision.</summary>
    public void Drop(PlannedCut cut, AccessDecision decision)
    {
        cut.Enter(CutState.Dropped, _work.Now, decision.Because.Code.ToString());
        _work.Announce(new Change(ChangeKind.Access, null, cut.SubscriberId));
        _work.Record(AuditAction.CutDropped, nameof(PlannedCut), cut.Id, cut.SubscriberId, after: new { decision.Reasons });
    }

    /// <summary>A closed account gives its PPP name back: what was wanted for its old holder must not touch the new one.</summary>
    private async Task RetireNamesakes(CancellationToken cancellation)
    {
        var names = _taken.Keys.Select(t => t.PppName).ToList();
        var holders = await _work.Db.DesiredStates.Where(d => names.Contains(d.PppName)).ToListAsync(cancellation);
        _work.Db.DesiredStates.RemoveRange(
            holders.Where(d => _taken.TryGetValue((d.RouterId, d.PppName), out var taker) && taker != d.SubscriberId));
    }
}
