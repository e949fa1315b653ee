using IspDigital.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>The right to work on a run, proved by the fencing token in every batch: whoever was overtaken writes nothing more.</summary>
/// <param name="RunId">The run.</param>
/// <param name="FencingToken">The token that this holder got.</param>
/// <param name="IsOfAnEarlierDay">Whether the run is an unfinished one of an earlier day.</param>
internal sealed record RunLease(long RunId, long FencingToken, bool IsOfAnEarlierDay)
{
    /// <summary>The run's row, locked until the transaction ends.</summary>
    public async Task<BillingRun> Row(UnitOfWork work, CancellationToken cancellation) =>
        await Locked(work, RunId, cancellation) ?? throw new InvalidOperationException($"Billing run {RunId} is gone.");

    /// <summary>Whether this holder still is the one.</summary>
    public bool Holds(BillingRun run) => run.State == BillingRunState.Running && run.FencingToken == FencingToken;

    /// <summary>A run's row, locked until the transaction ends; null where there is none. SQLite's transaction is the only writer anyway.</summary>
    public static async Task<BillingRun?> Locked(UnitOfWork work, long runId, CancellationToken cancellation)
    {
        if (work.Db.Database.IsNpgsql())
        {
            await work.Db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "BillingRuns" WHERE "Id" = {runId} FOR UPDATE""", cancellation);
        }
        return await work.Db.BillingRuns.SingleOrDefaultAsync(r => r.Id == runId, cancellation);
    }
}
