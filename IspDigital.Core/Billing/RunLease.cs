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
    public Task<BillingRun> Row(UnitOfWork work, CancellationToken cancellation) => Locked(work, RunId).SingleAsync(cancellation);

    /// <summary>Whether this holder still is the one.</summary>
    public bool Holds(BillingRun run) => run.State == BillingRunState.Running && run.FencingToken == FencingToken;

    /// <summary>A run's row, locked until the transaction ends. SQLite's transaction is the only writer anyway.</summary>
    public static IQueryable<BillingRun> Locked(UnitOfWork work, long runId) => work.Db.Database.IsNpgsql()
        ? work.Db.BillingRuns.FromSql($"""SELECT * FROM "BillingRuns" WHERE "Id" = {runId} FOR UPDATE""")
        : work.Db.BillingRuns.Where(r => r.Id == runId);
}
