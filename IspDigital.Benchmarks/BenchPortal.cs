using IspDigital.Core;
using IspDigital.Core.Data;
using IspDigital.Core.Staff;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IspDigital.Benchmarks;

/// <summary>Core on a SQLite file of its own in a temporary folder, with the product's own settings; no job is woken.</summary>
internal sealed class BenchPortal : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private readonly bool _isOurs;

    /// <summary>A portal on an empty, migrated database that is deleted in the end.</summary>
    public BenchPortal()
        : this(Directory.CreateTempSubdirectory("ispdigital-bench-").FullName, TimeProvider.System)
    {
        _isOurs = true;
        using var db = OpenDb();
        db.Database.Migrate();
    }

    /// <summary>A portal on a database that is there and stays: of a folder, or the one that the environment names as it does for the product.</summary>
    public BenchPortal(string? folder, TimeProvider clock, Action<IServiceCollection>? change = null, Dictionary<string, string?>? settings = null)
    {
        var builder = new ConfigurationBuilder();
        IConfiguration configuration = folder is null
            ? builder.AddEnvironmentVariables().Build()
            : builder.AddInMemoryCollection(new Dictionary<string, string?>(settings ?? []) { ["Database:Folder"] = folder }).Build();
        Folder = configuration["Database:Folder"] ?? "";
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        services.AddLogging(b => b.SetMinimumLevel(LogLevel.Warning).AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace));
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddSingleton(clock);
        services.AddIspCore();
        change?.Invoke(services);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    public string Folder { get; }

    public string DatabaseFile => Path.Combine(Folder, "ispdigital.db");

    public IspDbContext OpenDb() => _services.GetRequiredService<IDbContextFactory<IspDbContext>>().CreateDbContext();

    public AsyncServiceScope AsJob(string name) => As(Actor.Job(name));

    public AsyncServiceScope As(Actor actor)
    {
        var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(actor);
        return scope;
    }

    public async ValueTask DisposeAsync()
    {
        await using (var db = OpenDb())
        {
            if (db.Database.GetDbConnection() is SqliteConnection ours)
            {
                SqliteConnection.ClearPool(ours); // other portals of this process keep theirs
            }
        }
        await _services.DisposeAsync();
        if (_isOurs)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
