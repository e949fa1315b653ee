using System.Text.Json;
using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Routers;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Reports;

/// <summary>Something that happened on a router: it went down or came back, was changed, cut somebody or let somebody back.</summary>
/// <param name="EntryId">The entry on record.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Action">What.</param>
/// <param name="ActorName">By whom.</param>
/// <param name="Health">With a change of health: to what.</param>
/// <param name="SubscriberId">Whose line, or null for the router itself.</param>
/// <param name="SubscriberCode">Their code.</param>
/// <param name="SubscriberName">Their name.</param>
public sealed record RouterHappening(
    long EntryId, DateTimeOffset At, AuditAction Action, string ActorName, RouterHealth? Health, long? SubscriberId, string? SubscriberCode, string? SubscriberName);

/// <summary>Reads what happened on a router.</summary>
public sealed class RouterHistoryQueries(IspStore store, TimeProvider clock)
{
    private static readonly TimeSpan s_span = TimeSpan.FromDays(14);
    private static readonly AuditAction[] s_ofLines = [AuditAction.Disconnected, AuditAction.Reconnected, AuditAction.RouterCommandFailed];

    /// <summary>The newest happenings of the last two weeks, newest first.</summary>
    public async Task<IReadOnlyList<RouterHappening>> Of(long routerId, int most = 50, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewRouters, cancellation);
        var since = clock.GetUtcNow() - s_span;
        var own = await db.AuditEntries.Where(e => e.At >= since && e.SubjectKind == nameof(Router) && e.SubjectId == routerId)
            .OrderByDescending(e => e.Id).Take(most)
            .Select(e => new { e.Id, e.At, e.Action, e.ActorName, e.After }).ToListAsync(cancellation);
        var lines = await db.AuditEntries.Where(e => e.At >= since && s_ofLines.Contains(e.Action))
            .Join(db.DesiredStates.Where(d => d.RouterId == routerId), e => e.SubscriberId, d => (long?)d.SubscriberId, (e, _) => e)
            .Join(db.Subscribers, e => e.SubscriberId, s => (long?)s.Id, (e, s) => new { Entry = e, s.Code, s.Name })
            .OrderByDescending(x => x.Entry.Id).Take(most)
            .Select(x => new RouterHappening(x.Entry.Id, x.Entry.At, x.Entry.Action, x.Entry.ActorName, null, x.Entry.SubscriberId, x.Code, x.Name))
            .ToListAsync(cancellation);
        return
        [
            .. own.Select(e => new RouterHappening(e.Id, e.At, e.Action, e.ActorName, HealthIn(e.Action, e.After), null, null, null))
                .Concat(lines).OrderByDescending(h => h.At).ThenByDescending(h => h.EntryId).Take(most),
        ];
    }

    private static RouterHealth? HealthIn(AuditAction action, string? after)
    {
        if (action != AuditAction.RouterHealthChanged || after is null)
        {
            return null;
        }
        using var json = JsonDocument.Parse(after);
        return json.RootElement.TryGetProperty("Health", out var value) && Enum.TryParse<RouterHealth>(value.GetString(), out var health) ? health : null;
    }
}
