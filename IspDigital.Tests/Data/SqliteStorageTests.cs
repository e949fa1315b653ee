using IspDigital.Core.Data;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Tests.Data;

public sealed class SqliteStorageTests : StorageSpecification
{
    protected override Task<TestPortal> Start() => Task.FromResult(TestPortal.Start());

    protected override async Task<Dictionary<string, string>> Indexes(IspDbContext db) =>
        await db.Database.SqlQuery<StoredIndex>($"SELECT name AS \"Name\", sql AS \"Sql\" FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
            .ToDictionaryAsync(i => i.Name, i => i.Sql, Cancellation);
}

internal sealed record StoredIndex(string Name, string Sql);
