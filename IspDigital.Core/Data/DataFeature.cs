using System.Data.Common;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IspDigital.Core.Data;

/// <summary>Registers the database.</summary>
public static class DataFeature
{
    /// <summary>Adds the contexts of the configured provider, the store, and one <c>IDbContextFactory&lt;IspDbContext&gt;</c> for all.</summary>
    public static IServiceCollection AddData(this IServiceCollection services)
    {
        services.AddSettings<DataOptions>(DataOptions.Section)
            .Validate(o => o.Provider != DatabaseProvider.Postgres || !string.IsNullOrWhiteSpace(o.ConnectionString),
                "Database:ConnectionString is needed when Database:Provider is Postgres.")
            .Validate(o => !string.IsNullOrWhiteSpace(o.FileName), "Database:FileName must not be empty.")
            .Validate(o => !string.IsNullOrWhiteSpace(o.Folder), "Database:Folder must not be empty.");
        services.AddDbContextFactory<SqliteIspDbContext>((provider, builder) => UseSqlite(builder, provider.GetRequiredService<IOptions<DataOptions>>().Value.FilePath));
        services.AddDbContextFactory<PostgresIspDbContext>((provider, builder) =>
            AllowCounting(builder.UseNpgsql(provider.GetRequiredService<IOptions<DataOptions>>().Value.ConnectionString)));
        services.AddSingleton<IDbContextFactory<IspDbContext>>(provider =>
            provider.GetRequiredService<IOptions<DataOptions>>().Value.Provider switch
            {
                DatabaseProvider.Sqlite => new ContextFactory<SqliteIspDbContext>(provider.GetRequiredService<IDbContextFactory<SqliteIspDbContext>>()),
                DatabaseProvider.Postgres => new ContextFactory<PostgresIspDbContext>(provider.GetRequiredService<IDbContextFactory<PostgresIspDbContext>>()),
            });
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<IspDbContext>>().CreateDbContext());
        services.AddSingleton<DatabaseUpgrade>();
        services.AddSingleton<WriteGate>();
        services.AddSingleton<IChangeFeed, ChangeFeed>();
        services.AddScoped<IspStore>();
        return services;
    }

    /// <summary>The SQLite settings of the product: WAL by the file, <c>synchronous=FULL</c> and foreign keys by the connection.</summary>
    public static DbContextOptionsBuilder UseSqlite(DbContextOptionsBuilder builder, string path) =>
        AllowCounting(builder.UseSqlite($"Data Source={path}").AddInterceptors(s_pragmas))
            // SQLite changes a column by building the table anew, with references off: DatabaseUpgrade sees to what a death in the middle leaves.
            .ConfigureWarnings(w => w.Ignore(RelationalEventId.NonTransactionalMigrationOperationWarning));

    /// <summary>
    /// What every connection to SQLite sets: a commit waits for the disk; references hold; a page cache of 16 MiB (2 by default, too little for
    /// the indexes of a large portal); the log is written back every 4,000 pages, so that a billing run writes a page once and not many times.
    /// </summary>
    public const string SqliteConnectionPragmas =
        "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=30000; PRAGMA cache_size=-16384; PRAGMA wal_autocheckpoint=4000;";

    // A count that goes no further than a limit takes rows in no order.
    private static DbContextOptionsBuilder AllowCounting(DbContextOptionsBuilder builder) =>
        builder.ConfigureWarnings(w => w.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning));

    private static readonly SqlitePragmas s_pragmas = new();

    private sealed class ContextFactory<T>(IDbContextFactory<T> inner) : IDbContextFactory<IspDbContext>
        where T : IspDbContext
    {
        public IspDbContext CreateDbContext() => inner.CreateDbContext();
    }

    private sealed class SqlitePragmas : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = SqliteConnectionPragmas;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = SqliteConnectionPragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
