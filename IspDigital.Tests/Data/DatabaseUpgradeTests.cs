using IspDigital.Core.Data;
using IspDigital.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Data;

public sealed class DatabaseUpgradeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Upgrade_NoFileYet_MakesTheDatabaseAndNoBackup()
    {
        await using var portal = TestPortal.Start(settings: new() { ["Database:FileName"] = "new.db" });

        await Upgrade(portal);

        await using var db = portal.OpenDb();
        Assert.Empty(await db.Subscribers.ToListAsync(Cancellation));
        Assert.Empty(Backups(portal));
    }

    [Fact]
    public async Task Upgrade_NothingPending_LeavesTheFileAlone()
    {
        await using var portal = TestPortal.Start();

        await Upgrade(portal);

        Assert.Empty(Backups(portal));
    }

    [Fact]
    public async Task Upgrade_FileOfAnOlderVersion_IsBackedUpFirst()
    {
        await using var portal = await OlderVersion();
        await Execute(portal, "CREATE TABLE Keepsake (Word TEXT); INSERT INTO Keepsake VALUES ('মনে রেখো');");

        await Upgrade(portal);

        var backup = Assert.Single(Backups(portal));
        Assert.Equal("before-upgrade-20260101-030000.db", Path.GetFileName(backup));
        Assert.Equal("মনে রেখো", await Scalar(backup, "SELECT Word FROM Keepsake"));
    }

    [Fact]
    public async Task Upgrade_ProcessDiedWhileMigrating_DoesNotWaitForItsLock()
    {
        await using var portal = await OlderVersion();
        await Execute(portal, "INSERT INTO __EFMigrationsLock VALUES (1, '2026-01-01');");

        await Upgrade(portal).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        await using var db = portal.OpenDb();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Cancellation));
    }

    [Fact]
    public async Task Upgrade_AnotherProcessIsAtIt_StopsTheStart()
    {
        await using var portal = await OlderVersion();
        await using var other = new FileStream(Path.Combine(portal.Folder, "ispdigital.db.upgrade"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        await Assert.ThrowsAsync<IOException>(() => Upgrade(portal));
    }

    [Fact]
    public async Task Upgrade_FileOutOfWal_IsPutBackIntoIt()
    {
        await using var portal = TestPortal.Start();
        await Execute(portal, "PRAGMA journal_mode=DELETE;");

        await Upgrade(portal);

        await using var db = portal.OpenDb();
        Assert.Equal("wal", await db.Database.SqlQuery<string>($"SELECT journal_mode AS \"Value\" FROM pragma_journal_mode").SingleAsync(Cancellation));
    }

    [Fact]
    public async Task Durability_ConnectionThatDoesNotWaitForTheDisk_IsRefused()
    {
        await using var portal = TestPortal.Start();
        await using var db = portal.OpenDb();
        await db.Database.OpenConnectionAsync(Cancellation);
        await SqliteDurability.Demand(db, Cancellation);

        await db.Database.ExecuteSqlAsync($"PRAGMA synchronous=NORMAL", Cancellation);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => SqliteDurability.Demand(db, Cancellation));
        Assert.Contains("synchronous", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Postgres_NewDatabase_IsMadeByTheUpgrade()
    {
        await using var portal = await TestPortal.StartPostgres(isMigrated: false);

        await Upgrade(portal);

        await using var db = portal.OpenDb();
        Assert.Empty(await db.Subscribers.ToListAsync(Cancellation));
    }

    private static Task Upgrade(TestPortal portal) => portal.Services.GetRequiredService<DatabaseUpgrade>().Run(Cancellation);

    private static string[] Backups(TestPortal portal)
    {
        var folder = Path.Combine(portal.Folder, "backups");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.db") : [];
    }

    /// <summary>A file in which no migration was applied yet, and some data of its own.</summary>
    private static async Task<TestPortal> OlderVersion()
    {
        var portal = TestPortal.Start(settings: new() { ["Database:FileName"] = "ispdigital.db" });
        await using var db = portal.OpenDb();
        await db.GetService<IMigrator>().MigrateAsync("0", Cancellation);
        return portal;
    }

    private static async Task Execute(TestPortal portal, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(portal.Folder, "ispdigital.db")};Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static async Task<object?> Scalar(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
