using IspDigital.Core;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace IspDigital.Tests.Support;

/// <summary>
/// Core on a SQLite file of its own, under a fake clock; what is outside is a fake unless a test brings the real thing. All of them stand on
/// PostgreSQL instead where <c>ISPDIGITAL_TESTS_ON=Postgres</c>; what is about SQLite alone carries the trait <c>On=Sqlite</c>.
/// </summary>
public sealed class TestPortal : IAsyncDisposable
{
    private static readonly bool s_isOnPostgres = Environment.GetEnvironmentVariable("ISPDIGITAL_TESTS_ON") == nameof(DatabaseProvider.Postgres);
    private static readonly Lazy<byte[]> s_template = new(MakeTemplate);
    private readonly ServiceProvider _services;

    private readonly PostgresDatabase? _postgres;

    private readonly SemaphoreSlim _copying = new(1, 1);

    private TestPortal(ServiceProvider services, FakeTimeProvider clock, string folder, PostgresDatabase? postgres = null) =>
        (_services, Clock, Folder, _postgres) = (services, clock, folder, postgres);

    /// <summary>The clock; starts at 2026-01-01 09:00 in Dhaka.</summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>Folder of the database file.</summary>
    public string Folder { get; }

    /// <summary>The root services.</summary>
    public IServiceProvider Services => _services;

    /// <summary>A portal with an empty, migrated database.</summary>
    public static TestPortal Start(Action<IServiceCollection>? configure = null, Dictionary<string, string?>? settings = null, FakeTimeProvider? clock = null)
    {
        if (s_isOnPostgres)
        {
            return StartOnPostgres(configure, settings, clock, isMigrated: true).GetAwaiter().GetResult();
        }
        var folder = Directory.CreateTempSubdirectory("ispdigital-").FullName;
        File.WriteAllBytes(Path.Combine(folder, "ispdigital.db"), s_template.Value);
        clock ??= FirstOfJanuary();
        return new TestPortal(Build(folder, clock, configure, settings), clock, folder);
    }

    /// <summary>The same on a PostgreSQL database of its own. Skips the test, with the reason, where no server is configured.</summary>
    public static Task<TestPortal> StartPostgres(
        Action<IServiceCollection>? configure = null, Dictionary<string, string?>? settings = null, bool isMigrated = true) =>
        StartOnPostgres(configure, settings, null, isMigrated);

    /// <summary>A portal on a database that another process left behind; the folder is deleted in the end.</summary>
    public static TestPortal Reopen(string folder, DateTimeOffset at)
    {
        var clock = new FakeTimeProvider(at);
        return new TestPortal(Build(folder, clock, null, null), clock, folder);
    }

    /// <summary>Another portal on a copy of this one's database as it is now, by default with a clock that shows the same. Nobody may be at work on it.</summary>
    public async Task<TestPortal> Copy(Action<IServiceCollection>? configure = null, Dictionary<string, string?>? settings = null, FakeTimeProvider? clock = null)
    {
        await _copying.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            clock ??= new FakeTimeProvider(Clock.GetUtcNow());
            var folder = Directory.CreateTempSubdirectory("ispdigital-").FullName;
            if (_postgres is not null)
            {
                var database = await _postgres.Copy();
                return new TestPortal(Build(folder, clock, configure, SettingsOf(database, settings)), clock, folder, database);
            }
            await using (var db = OpenDb())
            {
                await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            }
            File.Copy(Path.Combine(Folder, "ispdigital.db"), Path.Combine(folder, "ispdigital.db"));
            return new TestPortal(Build(folder, clock, configure, settings), clock, folder);
        }
        finally
        {
            _copying.Release();
        }
    }

    /// <summary>What a process needs in its environment to work on this database.</summary>
    public IReadOnlyDictionary<string, string?> ProcessSettings =>
        (_postgres is null ? new() { ["Database:Folder"] = Folder } : SettingsOf(_postgres)).ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value);

    /// <summary>Today in Dhaka.</summary>
    public DateOnly Today => BusinessDay.At(Clock.GetUtcNow(), "Asia/Dhaka").Today;

    /// <summary>Moves the clock to a wall-clock time in Dhaka.</summary>
    public void GoTo(DateOnly day, int hour = 9, int minute = 0) =>
        Clock.SetUtcNow(BusinessDay.At(Clock.GetUtcNow(), "Asia/Dhaka").InstantOf(day, new TimeOnly(hour, minute)));

    /// <summary>Runs a use case as a role (the owner by default), in a scope of its own.</summary>
    public async Task<Result<TResult>> Run<TRequest, TResult>(Func<IServiceProvider, UseCase<TRequest, TResult>> useCase, TRequest request, Role role = Role.Owner)
    {
        await using var scope = As(role);
        return await useCase(scope.ServiceProvider).Run(request, TestContext.Current.CancellationToken);
    }

    /// <summary>A scope in which a person of that role acts.</summary>
    public AsyncServiceScope As(Role role) => Scope(Actor.Person(1, role.ToString(), role));

    /// <summary>A scope in which a job acts.</summary>
    public AsyncServiceScope AsJob(string name = "Test") => Scope(Actor.Job(name));

    /// <summary>A context for looking, or for putting facts in place.</summary>
    public IspDbContext OpenDb()
    {
        var db = OpenGuardedDb();
        db.IsOnRecord = true;
        return db;
    }

    /// <summary>A context as anybody gets it from the factory: it refuses to save what must be on record.</summary>
    public IspDbContext OpenGuardedDb() => _services.GetRequiredService<IDbContextFactory<IspDbContext>>().CreateDbContext();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _copying.Dispose();
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<TestPortal> StartOnPostgres(
        Action<IServiceCollection>? configure, Dictionary<string, string?>? settings, FakeTimeProvider? clock, bool isMigrated)
    {
        var database = await PostgresDatabase.Create(isMigrated);
        var folder = Directory.CreateTempSubdirectory("ispdigital-").FullName;
        clock ??= FirstOfJanuary();
        return new TestPortal(Build(folder, clock, configure, SettingsOf(database, settings)), clock, folder, database);
    }

    private static FakeTimeProvider FirstOfJanuary() => new(new DateTimeOffset(2026, 1, 1, 3, 0, 0, TimeSpan.Zero));

    private static Dictionary<string, string?> SettingsOf(PostgresDatabase database, Dictionary<string, string?>? more = null) => new(more ?? [])
    {
        ["Database:Provider"] = nameof(DatabaseProvider.Postgres),
        ["Database:ConnectionString"] = database.ConnectionString,
    };

    private AsyncServiceScope Scope(Actor actor)
    {
        var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(actor);
        return scope;
    }

    private static ServiceProvider Build(string folder, TimeProvider clock, Action<IServiceCollection>? configure, Dictionary<string, string?>? settings)
    {
        var services = new ServiceCollection();
        AddCore(services, folder, clock, settings);
        configure?.Invoke(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    /// <summary>Adds Core on a folder's database; component tests add it to their own services.</summary>
    internal static void AddCore(IServiceCollection services, string folder, TimeProvider clock, Dictionary<string, string?>? settings = null)
    {
        var values = new Dictionary<string, string?>(settings ?? []) { ["Database:Folder"] = folder };
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        services.AddSingleton(clock);
        services.AddLogging(b => b.SetMinimumLevel(LogLevel.Warning));
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddIspCore();
    }

    /// <summary>A migrated database, to be written for each test; in memory, so that nothing of it is left behind.</summary>
    private static byte[] MakeTemplate()
    {
        var folder = Directory.CreateTempSubdirectory("ispdigital-template-").FullName;
        using var services = Build(folder, TimeProvider.System, null, null);
        using var db = services.GetRequiredService<IDbContextFactory<IspDbContext>>().CreateDbContext();
        db.Database.Migrate();
        db.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(TRUNCATE)");
        SqliteConnection.ClearAllPools();
        var template = File.ReadAllBytes(Path.Combine(folder, "ispdigital.db"));
        Directory.Delete(folder, recursive: true);
        return template;
    }
}
