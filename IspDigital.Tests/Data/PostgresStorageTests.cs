using IspDigital.Core.Data;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Tests.Data;

public sealed class PostgresStorageTests : StorageSpecification
{
    protected override Task<TestPortal> Start() => TestPortal.StartPostgres();

    protected override async Task<Dictionary<string, string>> Indexes(IspDbContext db) =>
        await db.Database.SqlQuery<StoredIndex>($"SELECT indexname AS \"Name\", indexdef AS \"Sql\" FROM pg_indexes WHERE schemaname = 'public'")
            .ToDictionaryAsync(i => i.Name, i => i.Sql, Cancellation);
}
