using IspDigital.Core.Data;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Audit;

/// <summary>Whether something new has been put on record.</summary>
public sealed class LastDeedQueries(IspStore store)
{
    /// <summary>The id of the newest entry of those actions; zero where there is none.</summary>
    public async Task<long> LastOf(IReadOnlyCollection<AuditAction> actions, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewAudit, cancellation);
        return await db.AuditEntries.Where(e => actions.Contains(e.Action)).OrderByDescending(e => e.Id).Select(e => e.Id).FirstOrDefaultAsync(cancellation);
    }
}
