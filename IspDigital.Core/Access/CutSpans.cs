using IspDigital.Core.Access.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Access;

/// <summary>
/// Notes from which day to which a line was off for money, with the decision itself: what Billing bills depends on it. The
/// subscriber's version rises with it, so that the schedule of the next invoice is made anew.
/// </summary>
internal sealed class CutSpans
{
    private readonly UnitOfWork _work;
    private readonly DateOnly _today;
    private readonly Dictionary<long, NonPaymentCut> _open;
    private readonly List<long> _changed = [];

    private CutSpans(UnitOfWork work, DateOnly today, Dictionary<long, NonPaymentCut> open) => (_work, _today, _open) = (work, today, open);

    /// <summary>Reads the cuts that run.</summary>
    public static async Task<CutSpans> Load(UnitOfWork work, IReadOnlyCollection<long> ids, DateOnly today, CancellationToken cancellation) => new(
        work, today,
        await work.Db.Set<NonPaymentCut>().Where(c => ids.Contains(c.SubscriberId) && c.Until == null).ToDictionaryAsync(c => c.SubscriberId, cancellation));

    /// <summary>Begins or ends a cut as the decision says.</summary>
    public void Note(DesiredState state, AccessChange change)
    {
        if (change == AccessChange.Reconnect && _open.Remove(state.SubscriberId, out var cut))
        {
            cut.End(_today);
            _changed.Add(state.SubscriberId);
        }
        else if (change == AccessChange.Cut && state.Reasons is [{ Code: AccessReasonCode.Overdue }, ..] && !_open.ContainsKey(state.SubscriberId))
        {
            var begun = new NonPaymentCut(state.SubscriberId, _today);
            _work.Db.Add(begun);
            _open.Add(state.SubscriberId, begun);
            _changed.Add(state.SubscriberId);
        }
    }

    /// <summary>Raises the versions of those whose cut began or ended.</summary>
    public async Task RaiseVersions(CancellationToken cancellation)
    {
        if (_changed.Count > 0)
        {
            await _work.Db.Subscribers.Where(s => _changed.Contains(s.Id)).ExecuteUpdateAsync(set => set.SetProperty(s => s.Version, s => s.Version + 1), cancellation);
            _changed.Clear();
        }
    }
}
