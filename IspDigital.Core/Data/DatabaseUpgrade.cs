using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IspDigital.Core.Data;

/// <summary>Brings the database to this version's model at start, after a backup of an existing SQLite file.</summary>
public sealed class DatabaseUpgrade(
    IDbContextFactory<IspDbContext> contexts, IOptions<DataOptions> options, TimeProvider clock, ILogger<DatabaseUpgrade> log)
{
    /// <summary>Applies the migrations that are missing; does nothing where there are none.</summary>
    /// <exception cref="IOException">Another process is upgrading the same file.</exception>
    public async Task Run(CancellationToken cancellation = default)
    {
        var isSqlite = options.Value.Provider == DatabaseProvider.Sqlite;
        using var turn = isSqlite ? TakeTurn(options.Value) : null;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellation)).ToList();
        if (pending.Count == 0)
        {
            return;
        }
        if (isSqlite && File.Exists(options.Value.FilePath))
        {
            Backup(options.Value);
            await RemoveStaleLock(db, cancellation);
        }
        log.LogInformation("Applying {Count} database migrations, up to {Last}", pending.Count, pending[^1]);
        await db.Database.MigrateAsync(cancellation);
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
