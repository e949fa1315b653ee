using System.CommandLine;
using System.Globalization;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Web.Startup;
using IspDigital.Web.Startup.Verbs;

namespace IspDigital.Web.Demo;

/// <summary>Section <c>Demo</c> of the settings: how large a demo is.</summary>
public sealed class DemoOptions
{
    /// <summary>Name of the settings section.</summary>
    public const string Section = "Demo";

    /// <summary>How many subscribers. Default 500.</summary>
    public int Subscribers { get; set; } = 500;

    /// <summary>How many months it lives through before the first visit. Default 3.</summary>
    public int HistoryMonths { get; set; } = 3;
}

/// <summary>
/// <c>demo</c>: an invented ISP in a database of its own, with three months of history made by the product itself, and a clock
/// that a person may move. It keeps nothing from run to run and is not for production.
/// </summary>
internal sealed class DemoVerb : IPortalVerb
{
    private readonly DemoOptions _options = new();
    private MovableClock? _clock;
    private DemoNetwork? _network;

    /// <inheritdoc/>
    public Command Command(Surroundings surroundings)
    {
        var command = new Command("demo", "Serves an invented ISP with three months of history, simulated routers and a clock to move.");
        command.SetAction((parsed, _) => Portal.Run(this, parsed, surroundings));
        return command;
    }

    /// <inheritdoc/>
    public async Task Configure(WebApplicationBuilder builder)
    {
        builder.Configuration.GetSection(DemoOptions.Section).Bind(_options);
        var folder = Path.Combine(builder.Configuration["Database:Folder"] ?? "data", "demo");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
        _clock = new MovableClock(TimeProvider.System.GetUtcNow().AddMonths(-_options.HistoryMonths));
        _network = await DemoNetwork.Start(_clock);
        builder.Configuration.AddInMemoryCollection(_network.Settings());
        builder.Configuration.AddInMemoryCollection([new("Database:Provider", "Sqlite"), new("Database:Folder", folder)]);
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.AddSingleton(_network);
        builder.Services.AddSingleton<DemoIsp>();
        builder.Services.AddSingleton<DemoPayers>();
        builder.Services.AddSingleton(provider => new DemoClock(
            _clock, provider.GetRequiredService<RunEverythingDue>(), provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<IChangeFeed>(), provider.GetRequiredService<DemoPayers>()));
    }

    /// <inheritdoc/>
    public async Task<int> Run(WebApplication app)
    {
        await using var network = _network!;
        await app.Services.GetRequiredService<DatabaseUpgrade>().Run();
        var stopping = app.Lifetime.ApplicationStopping;
        var today = (await app.Services.GetRequiredService<BusinessClock>().Now(stopping)).Today;
        Console.WriteLine($"Making a demo ISP with {_options.Subscribers} subscribers …");
        var signIn = await app.Services.GetRequiredService<DemoIsp>().SetUp(today, _options.Subscribers, stopping);
        await app.StartAsync(stopping);
        await LiveThrough(app, stopping);
        Console.WriteLine();
        Console.WriteLine($"The demo is ready: {string.Join(' ', app.Urls)}");
        Console.WriteLine($"  sign in as   {signIn.UserName}");
        Console.WriteLine($"  password     {signIn.Password}   (made for this run)");
        foreach (var (router, name) in network.Routers.Zip(DemoIsp.RouterNames))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  router       {name} at 127.0.0.1:{router.Port}"));
        }
        Console.WriteLine("  Ctrl+C ends it; nothing is kept.");
        await app.WaitForShutdownAsync(CancellationToken.None);
        return 0;
    }

    /// <summary>Three months by the product's own jobs, up to the present.</summary>
    private async Task LiveThrough(WebApplication app, CancellationToken stopping)
    {
        var clock = app.Services.GetRequiredService<DemoClock>();
        for (var month = _options.HistoryMonths; month > 0; month--)
        {
            var target = TimeProvider.System.GetUtcNow().AddMonths(1 - month);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Living through {clock.Now:MMMM yyyy} to {target:MMMM yyyy} …"));
            await clock.MoveTo(target, stopping);
        }
    }
}
