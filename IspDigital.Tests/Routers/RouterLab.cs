using IspDigital.Benchmarks.Simulation.Routers;
using IspDigital.Core.Routers;
using IspDigital.Core.Routers.RouterOs;
using IspDigital.Simulators.RouterOs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IspDigital.Tests.Routers;

/// <summary>A router to hold to the contract, and the operator's hands on it.</summary>
public abstract class RouterLab : IAsyncDisposable
{
    public abstract IRouterConnector Connector { get; }
    public abstract RouterAddress Address { get; }

    /// <summary>Whether devices can be made to dial; a bare real router has none.</summary>
    public virtual bool HasDevices => true;

    public abstract Task AddProfile(string name);
    public abstract Task AddAccount(string name, string profile = "default", bool disabled = false, bool online = false);
    public abstract Task RemoveAccount(string name);

    public abstract ValueTask DisposeAsync();
}

/// <summary>The fake.</summary>
public sealed class FakeRouterLab : RouterLab
{
    private readonly FakeRouter _router = new(TimeProvider.System);

    public override IRouterConnector Connector => _router;
    public override RouterAddress Address => new("fake", 8728, false, null, "billing", "s3cret");

    public override Task AddProfile(string name)
    {
        _router.AddProfile(name);
        return Task.CompletedTask;
    }

    public override Task AddAccount(string name, string profile = "default", bool disabled = false, bool online = false)
    {
        _router.AddAccount(name, profile, disabled, online);
        return Task.CompletedTask;
    }

    public override Task RemoveAccount(string name)
    {
        _router.RemoveAccount(name);
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>The simulator over TCP.</summary>
public sealed class SimulatorLab(RouterOsSimulator router, bool tls) : RouterLab
{
    public override IRouterConnector Connector { get; } =
        new RouterOsConnector(Options.Create(new RouterOptions()), TimeProvider.System, NullLogger<RouterOsConnector>.Instance);

    public override RouterAddress Address => AddressOf(router, tls);

    public static async Task<RouterLab> Start(RouterOsSimulatorOptions options) => new SimulatorLab(await RouterOsSimulator.Start(options), options.Tls);

    public static RouterAddress AddressOf(RouterOsSimulator router, bool tls = false) => new("127.0.0.1", router.Port, tls, router.Thumbprint, "admin", "secret");

    public override Task AddProfile(string name)
    {
        router.AddProfile(name);
        return Task.CompletedTask;
    }

    public override Task AddAccount(string name, string profile = "default", bool disabled = false, bool online = false)
    {
        router.AddSecret(name, profile: profile, disabled: disabled, online: online);
        return online ? router.WaitUntil(each => each.IsOnline(name)) : Task.CompletedTask;
    }

    public override Task RemoveAccount(string name)
    {
        router.RemoveSecret(name);
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync() => router.DisposeAsync();
}

/// <summary>
/// A real RouterOS named by the environment as <c>user:password@host:port</c>. What is made there is removed at the end.
/// </summary>
public sealed class RealRouterLab : RouterLab
{
    public const string Variable = "ISPDIGITAL_ROUTEROS";

    private readonly List<(string Menu, string Name)> _made = [];
    private readonly RouterOptions _options = new();
    private RouterOsConnection? _operator;

    private RealRouterLab(RouterAddress address)
    {
        Address = address;
        Connector = new RouterOsConnector(Options.Create(_options), TimeProvider.System, NullLogger<RouterOsConnector>.Instance);
    }

    public override IRouterConnector Connector { get; }
    public override RouterAddress Address { get; }
    public override bool HasDevices => false;

    public static async Task<RouterLab> Start(string setting)
    {
        var at = setting.LastIndexOf('@');
        var (who, where) = (setting[..at].Split(':', 2), setting[(at + 1)..].Split(':', 2));
        var lab = new RealRouterLab(new RouterAddress(where[0], int.Parse(where[1], System.Globalization.CultureInfo.InvariantCulture), false, null, who[0], who[1]));
        var stream = await RouterOsDial.Open(lab.Address, lab._options, TimeProvider.System, CancellationToken.None);
        lab._operator = new RouterOsConnection(stream, lab.Address.ToString(), lab._options, TimeProvider.System, NullLogger.Instance);
        await lab.Do(new SentenceWriter("/login").Attribute("name", who[0]).Attribute("password", who[1]));
        return lab;
    }

    public override async Task AddProfile(string name)
    {
        await Do(new SentenceWriter("/ppp/profile/add").Attribute("name", name));
        _made.Insert(0, ("/ppp/profile", name));
    }

    public override async Task AddAccount(string name, string profile = "default", bool disabled = false, bool online = false)
    {
        await Do(new SentenceWriter("/ppp/secret/add").Attribute("name", name).Attribute("password", "unused")
            .Attribute("profile", profile).Attribute("disabled", disabled ? "yes" : "no"));
        _made.Add(("/ppp/secret", name));
    }

    public override Task RemoveAccount(string name)
    {
        _made.Remove(("/ppp/secret", name));
        return Remove("/ppp/secret", name);
    }

    public override async ValueTask DisposeAsync()
    {
        // Accounts before the profiles they use: profiles were put in front.
        foreach (var (menu, name) in Enumerable.Reverse(_made))
        {
            await Remove(menu, name);
        }

        await _operator!.DisposeAsync();
    }

    private async Task Remove(string menu, string name)
    {
        var found = await Do(new SentenceWriter(menu + "/print").Attribute(".proplist", ".id").WhereEqual("name", name));
        await Do(new SentenceWriter(menu + "/remove").Attribute(".id", found.Rows[0][".id"]!));
    }

    private async Task<CommandAnswer> Do(SentenceWriter sentence) =>
        (await _operator!.Send(sentence, CommandEffect.Change, _options.CommandDeadline, CancellationToken.None)).OrThrow();
}
