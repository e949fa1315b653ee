using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace IspDigital.Core.Data;

/// <summary>Lets <c>dotnet ef</c> make SQLite migrations; no database is opened.</summary>
public sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteIspDbContext>
{
    /// <inheritdoc/>
    public SqliteIspDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteIspDbContext>().UseSqlite("Data Source=design.db").Options);
}

/// <summary>Lets <c>dotnet ef</c> make PostgreSQL migrations; no database is opened.</summary>
public sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresIspDbContext>
{
    /// <inheritdoc/>
    public PostgresIspDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresIspDbContext>().UseNpgsql("Host=localhost").Options);
}
