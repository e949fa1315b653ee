using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IspDigital.Core.Data;

/// <summary>Brings the database to this version's model at start, after a backup of an existing SQLite file.</summary>
public sealed class DatabaseUpgrade(
    IDbContextFactory<IspDbContext> contexts, IOptions<DataOptions> options, TimeProvider clock, ILogger<DatabaseUpgrade> log)
{
    /// <summary>Applies the migrations that are missing, and looks that a commit in this database lasts.</summary>
    /// <exception cref="IOException">Another process is upgrading the same file.</exception>
    /// <exception cref="InvalidOperationException">SQLite would not keep what it committed.</exception>
    public async Task Run(CancellationToken cancellation = default)
    {
        if (options.Value.Provider == DatabaseProvider.Sqlite)
        {
            await UpgradeFile(cancellation);
            return;
        }
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await Migrate(db, await Pending(db, cancellation), cancellation);
    }

    private async Task UpgradeFile(CancellationToken cancellation)
    {
        using var turn = TakeTurn(options.Value);
        var isNew = !File.Exists(options.Value.FilePath);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var pending = await Pending(db, cancellation);
        if (pending.Count > 0 && !isNew)
        {
            Backup(options.Value);
            await RemoveStaleLock(db, cancellation);
        }
        await Migrate(db, pending, cancellation);
        await SqliteDurability.UseWal(db, cancellation);
        await SqliteDurability.Demand(db, cancellation);
    }

    private static async Task<List<string>> Pending(IspDbContext db, CancellationToken cancellation) =>
        [.. await db.Database.GetPendingMigrationsAsync(cancellation)];

    private async Task Migrate(IspDbContext db, List<string> pending, CancellationToken cancellation)
    {
        if (pending.Count > 0)
        {
            log.LogInformation("Applying {Count} database migrations, up to {Last}", pending.Count, pending[^1]);
            await db.Database.MigrateAsync(cancellation);
        }
    }

    private static FileStream TakeTurn(DataOptions options)
    {
        Directory.CreateDirectory(options.Folder);
        return new FileStream(options.FilePath + ".upgrade", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
    }

    private void Backup(DataOptions options)
    {
        var folder = Path.Combine(options.Folder, "backups");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"before-upgrade-{clock.GetUtcNow():yyyyMMdd-HHmmss}.db");
        using var source = new SqliteConnection($"Data Source={options.FilePath}");
        using var target = new SqliteConnection($"Data Source={path};Pooling=False");
        source.Open();
        target.Open();
        source.BackupDatabase(target);
        log.LogInformation("Backed the database up to {Path}", path);
    }

    // A process that died while migrating leaves its row behind, and every later start would wait for ever. Our own file lock
    // tells that nobody migrates now.
    private static async Task RemoveStaleLock(IspDbContext db, CancellationToken cancellation)
    {
        if (await db.Database.SqlQuery<int>($"SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(cancellation) > 0)
        {
            await db.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsLock\"", cancellation);
        }
    }
}
