using IspDigital.Core.Data;
using IspDigital.Core.Messaging.Rules;
using IspDigital.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Messaging;

/// <summary>
/// Takes messages to send, so that of any number of senders only one holds each. A claim is a lease: when its holder dies, the
/// message comes free again, marked as one whose outcome is not known.
/// </summary>
public sealed class OutboxClaims(IspStore store, IIdGenerator ids)
{
    /// <summary>How many are taken at once.</summary>
    public const int BatchSizeMax = 20;

    /// <summary>Far longer than any gateway's deadline times its place in the batch.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <summary>What somebody waits for at this moment; the rest comes after it.</summary>
    private static readonly MessageKind[] s_urgent = [MessageKind.Reconnected, MessageKind.PaymentReceived, MessageKind.Disconnected];

    /// <summary>No pause of a notice is longer. One that lies further ahead was set by a clock that was put back since. A reminder keeps its hour.</summary>
    private static readonly TimeSpan s_longestPause = TimeSpan.FromHours(1);

    /// <summary>Takes the next messages of the channel that may go now.</summary>
    public async Task<IReadOnlyList<OutboxMessage>> Take(Channel channel, CancellationToken cancellation)
    {
        var claim = ids.Next();
        var taken = await store.Write<List<OutboxMessage>>(async work =>
        {
            if (work.Db.Database.IsNpgsql())
            {
                // One claim at a time: two that want the same rows in another order would lock each other out.
                await work.Db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtext('outbox'))", cancellation);
            }
            var due = await Due(work, channel, cancellation);
            if (due.Count == 0)
            {
                return new List<OutboxMessage>();
            }
            await work.Db.OutboxMessages
                .Where(m => due.Contains(m.Id))
                .ExecuteUpdateAsync(set => set
                    .SetProperty(m => m.UnknownOutcomes, m => m.State == MessageState.Sending ? m.UnknownOutcomes + 1 : m.UnknownOutcomes)
                    .SetProperty(m => m.Attempts, m => m.State == MessageState.Sending ? m.Attempts + 1 : m.Attempts)
                    .SetProperty(m => m.State, MessageState.Sending)
                    .SetProperty(m => m.ClaimId, claim)
                    .SetProperty(m => m.NotBefore, work.Now + Lease), cancellation);
            return await work.Db.OutboxMessages.AsNoTracking().Where(m => m.ClaimId == claim).OrderBy(m => m.Id).ToListAsync(cancellation);
        }, cancellation);
        return taken.Value;
    }

    /// <summary>Gives back what was taken and not tried.</summary>
    public async Task Release(IReadOnlyCollection<OutboxMessage> untried, TimeSpan pause)
    {
        var claims = untried.Select(m => m.ClaimId).Distinct().ToList();
        var those = untried.Select(m => m.Id).ToList();
        await store.Write<Done>(async work =>
        {
            await work.Db.OutboxMessages.Where(m => those.Contains(m.Id) && claims.Contains(m.ClaimId) && m.State == MessageState.Sending)
                .ExecuteUpdateAsync(set => set
                    .SetProperty(m => m.State, MessageState.Queued)
                    .SetProperty(m => m.ClaimId, (Guid?)null)
                    .SetProperty(m => m.NotBefore, work.Now + pause));
            return new Done();
        });
    }

    private static async Task<List<long>> Due(UnitOfWork work, Channel channel, CancellationToken cancellation)
    {
        var isQuiet = (await work.Settings<MessagingSettings>(cancellation)).Quiet.AreOn(await work.Day(cancellation));
        var farthest = work.Now + s_longestPause;
        var due = work.Db.OutboxMessages.Where(m =>
            (m.NotBefore <= work.Now || (m.NotBefore > farthest && !MessageKinds.Reminders.Contains(m.Kind))) && m.Channel == channel && (m.State == MessageState.Queued || m.State == MessageState.Sending));
        if (isQuiet)
        {
            due = due.Where(m => !QuietHours.Held.Contains(m.Kind));
        }
        return await due.OrderByDescending(m => s_urgent.Contains(m.Kind)).ThenBy(m => m.NotBefore).ThenBy(m => m.Id)
            .Take(BatchSizeMax).Select(m => m.Id).ToListAsync(cancellation);
    }
}
