using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Data;

/// <summary>How use cases and queries reach the database: one context for each operation, one transaction for each write.</summary>
public sealed class IspStore(
    IDbContextFactory<IspDbContext> contexts, WriteGate gate, IChangeFeed feed, ICurrentActor actor, TimeProvider clock)
{
    /// <summary>A context for reading, after the right was checked. The caller disposes it.</summary>
    /// <exception cref="NotPermittedException">The present actor lacks the right.</exception>
    public async Task<IspDbContext> Read(Permission permission, CancellationToken cancellation = default)
    {
        if (!actor.Current.May(permission))
        {
            throw new NotPermittedException(permission);
        }
        var db = await contexts.CreateDbContextAsync(cancellation);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return db;
    }

    /// <summary>Today in the operator's zone, for a read.</summary>
    public async Task<DateOnly> Today(IspDbContext db, CancellationToken cancellation = default) =>
        BusinessDay.At(clock.GetUtcNow(), (await SettingsRow.Load<CompanySettings>(db, cancellation)).TimeZone).Today;

    /// <summary>
    /// Runs the work in one transaction: committed when it returns a value, rolled back when it returns an error or throws.
    /// What it announced is published after the commit, and only then.
    /// </summary>
    public async Task<Result<T>> Write<T>(Func<UnitOfWork, Task<Result<T>>> act, CancellationToken cancellation = default)
    {
        using var turn = await gate.Enter(cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.Database.AutoSavepointsEnabled = false;
        // On SQLite this is BEGIN IMMEDIATE: what is read inside cannot change before the commit.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var work = new UnitOfWork(db, actor.Current, clock.GetUtcNow());
        var result = await act(work);
        if (!result.IsOk)
        {
            return result;
        }
        await work.Save(cancellation);
        work.DemandRecord();
        await transaction.CommitAsync(CancellationToken.None);
        feed.Publish(work.Changes);
        return result;
    }
}
