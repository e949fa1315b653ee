using IspDigital.Core.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IspDigital.Tests.Support;

/// <summary>
/// An empty, migrated database on the server that <c>ISPDIGITAL_POSTGRES</c> names (<c>./test.sh</c> starts one): a copy of a template that
/// is migrated once in a run. Dropped at the end.
/// </summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    public const string Variable = "ISPDIGITAL_POSTGRES";
    private static readonly Lazy<Task<string>> s_template = new(MakeTemplate);
    private static int s_count;
    private readonly string _name;

    private PostgresDatabase(string name) => (_name, ConnectionString) = (name, Server(name));

    /// <summary>Its Npgsql connection string.</summary>
    public string ConnectionString { get; }

    /// <summary>A new one. Skips the test where no server is configured.</summary>
    public static async Task<PostgresDatabase> Create(bool isMigrated = true)
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)), $"{Variable} is not set (Npgsql connection string of a server to test with; ./test.sh starts one).");
        var name = NewName();
        await Run(isMigrated ? $"CREATE DATABASE {name} TEMPLATE {await s_template.Value}" : $"CREATE DATABASE {name}");
        return new PostgresDatabase(name);
    }

    /// <summary>Another one with the same content.</summary>
    public async Task<PostgresDatabase> Copy()
    {
        await LetGo(); // a database that somebody is connected to cannot be copied
        var name = NewName();
        await Run($"CREATE DATABASE {name} TEMPLATE {_name}");
        return new PostgresDatabase(name);
    }

    public async ValueTask DisposeAsync()
    {
        await LetGo();
        await Run($"DROP DATABASE {_name} WITH (FORCE)");
    }

    private async Task LetGo()
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    private static string NewName() => $"isp_{Environment.ProcessId}_{Interlocked.Increment(ref s_count)}";

    private static string Server(string database, bool pooling = true) =>
        new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable(Variable)) { Database = database, Pooling = pooling, MaxPoolSize = 30 }.ConnectionString;

    private static async Task<string> MakeTemplate()
    {
        var name = NewName();
        await Run($"CREATE DATABASE {name}");
        // Not pooled: a database that somebody is connected to cannot be copied.
        await using var db = new PostgresIspDbContext(new DbContextOptionsBuilder<PostgresIspDbContext>().UseNpgsql(Server(name, pooling: false)).Options);
        await db.Database.MigrateAsync();
        return name;
    }

    private static async Task Run(string sql)
    {
        await using var connection = new NpgsqlConnection(Environment.GetEnvironmentVariable(Variable));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
