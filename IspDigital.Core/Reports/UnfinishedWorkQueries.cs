using IspDigital.Core.Access;
using IspDigital.Core.Data;
using IspDigital.Core.Messaging;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Reports;

/// <summary>What is decided and on its way: to a router, or to a subscriber's phone.</summary>
public sealed class UnfinishedWorkQueries(IspStore store)
{
    /// <summary>
    /// How many accesses are to be decided, desired states wait for their first try, and messages are handed over and not yet
    /// answered. What failed, or waits for its time or for a router that is away, does not count.
    /// </summary>
    public async Task<int> Count(CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewDashboard, cancellation);
        return await db.AccessMarks.CountAsync(cancellation)
            + await db.DesiredStates.CountAsync(s => s.Apply == ApplyState.Pending && s.NextAttemptAt == null, cancellation)
            + await db.OutboxMessages.CountAsync(m => m.State == MessageState.Sending, cancellation);
    }
}
