using System.Security.Cryptography.X509Certificates;

namespace IspDigital.Simulators.RouterOs;

/// <summary>
/// A router that speaks the RouterOS API over TCP on loopback, with PPP secrets, profiles, sessions and devices that dial.
/// Everything may be called from any thread at any time.
/// </summary>
public sealed class RouterOsSimulator : IAsyncDisposable
{
    private readonly RouterState _state;
    private readonly ApiListener _listener;
    private readonly X509Certificate2? _certificate;
    private readonly TimeProvider _time;
    private readonly ITimer _boot;
    private readonly Lock _power = new();

    private RouterOsSimulator(RouterOsSimulatorOptions options, TimeProvider time)
    {
        _time = time;
        _certificate = options.Tls ? RouterCertificate.Make(options.Identity) : null;
        Thumbprint = _certificate is null ? null : RouterCertificate.Thumbprint(_certificate);
        _state = new RouterState(options, new RouterOsVersion(options.Version), time);
        Faults = new RouterFaults(time, _state.Signal, options.Latency);
        CommandLog = new CommandLog(options.CommandLogLimit);
        var parts = new RouterParts(_state, Faults, CommandLog, time, downFor => Reboot(downFor), () => _listener!.Open);
        _listener = new ApiListener(parts, options.MaxSessions, _certificate);
        _boot = time.CreateTimer(_ => Boot(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The TCP port; stays the same over <see cref="Stop"/>, <see cref="Restart"/> and <see cref="Reboot"/>.</summary>
    public int Port => _listener.Port;

    /// <summary>SHA-256 of the certificate in hex; null without TLS.</summary>
    public string? Thumbprint { get; }

    public RouterFaults Faults { get; }

    public CommandLog CommandLog { get; }

    /// <summary>API connections that are open.</summary>
    public int Connections => _listener.Open.Count;

    /// <summary>API connections accepted since the start, refused ones among them.</summary>
    public int AcceptedConnections => _listener.Accepted;

    public int SecretCount => Locked(() => _state.Secrets.Count);

    public int SessionCount => Locked(() => _state.Active.Count);

    /// <summary>Starts a router that listens when this returns.</summary>
    public static Task<RouterOsSimulator> Start(RouterOsSimulatorOptions options, TimeProvider? time = null)
    {
        var router = new RouterOsSimulator(options, time ?? TimeProvider.System);
        router._listener.Start(options.Port);
        return Task.FromResult(router);
    }

    /// <summary>A further API user with its own rights.</summary>
    public void AddUser(string name, string password, params string[] policies) => Change(() =>
        _state.Users[WireText.From(name)] = new RouterUser(WireText.From(name), WireText.From(password), policies.ToHashSet(StringComparer.Ordinal)));

    public void AddProfile(string name, string? rateLimit = null, string? remoteAddress = null, bool onlyOne = false) => Change(() =>
        _state.Profiles.Add(Given(
            ("name", name), ("rate-limit", rateLimit), ("remote-address", remoteAddress), ("only-one", onlyOne ? "yes" : "default"))));

    /// <summary>A secret; with <paramref name="online"/> also a device that dials at once and whenever it is cut.</summary>
    /// <returns>The id that the router gave it.</returns>
    public string AddSecret(
        string name, string password = "pw", string profile = "default", bool disabled = false, bool online = false,
        string? remoteAddress = null, string? comment = null, string? callerId = null) => Change(() =>
        {
            var secret = _state.AddSecret(Given(
                ("name", name), ("password", password), ("profile", profile), ("disabled", disabled ? "yes" : "no"), ("service", "pppoe"),
                ("remote-address", remoteAddress), ("comment", comment), ("caller-id", callerId)));
            if (online)
            {
                _state.Pppoe.Connect(secret.Name, WireText.From(password), callerId);
            }

            return secret.Id;
        });

    /// <summary>Removes a secret as an operator would at the router's own console.</summary>
    public void RemoveSecret(string name) => Change(() => _state.Secrets.Remove(Existing(name)));

    /// <summary>Sets a property of a secret as an operator would at the router's own console; bytes as they are, whatever their encoding.</summary>
    public void SetSecret(string name, string property, byte[] value) => Change(() =>
        _state.Secrets.Set(Existing(name), [KeyValuePair.Create(property, (string?)_state.Secrets.Accept(property, System.Text.Encoding.Latin1.GetString(value)))]));

    /// <inheritdoc cref="SetSecret(string, string, byte[])"/>
    public void SetSecret(string name, string property, string value) => SetSecret(name, property, System.Text.Encoding.UTF8.GetBytes(value));

    /// <summary>A device with that account, which dials at once and whenever it is cut; several may use one account.</summary>
    public void AddDevice(string name, string password = "pw", string? mac = null) =>
        Change(() => _state.Pppoe.Connect(WireText.From(name), WireText.From(password), mac));

    /// <summary>The customer pulls the plug of his devices.</summary>
    public void SwitchOff(string name) => Change(() => _state.Pppoe.SwitchOff(WireText.From(name)));

    /// <summary>The customer's devices have power again and dial.</summary>
    public void SwitchOn(string name) => Change(() => _state.Pppoe.SwitchOn(WireText.From(name)));

    public SimulatedSecret? Secret(string name) => Locked(() => _state.Secrets.ByName(WireText.From(name)) is { } secret ? View(secret) : null);

    public IReadOnlyList<SimulatedSecret> Secrets => Locked(() => _state.Secrets.Items.Select(View).ToList());

    public IReadOnlyList<SimulatedProfile> Profiles => Locked(() => _state.Profiles.Items
        .Select(each => new SimulatedProfile(each.Id, WireText.ToText(each.Name), each["rate-limit"], each["remote-address"], each["only-one"] == "yes"))
        .ToList());

    /// <summary>Sessions of one name; several where the profile allows it.</summary>
    public IReadOnlyList<SimulatedSession> Sessions(string name) => Locked(() => _state.Active.Named(WireText.From(name)).Select(SessionView).ToList());

    public IReadOnlyList<SimulatedSession> AllSessions => Locked(() => _state.Active.Items.Select(SessionView).ToList());

    public bool IsOnline(string name) => Locked(() => _state.Active.Named(WireText.From(name)).Count > 0);

    /// <summary>Waits, without polling, until the condition holds: it is looked at after every change and every command.</summary>
    /// <exception cref="TimeoutException">It did not hold within the time (10 s where none is given).</exception>
    public Task WaitUntil(Func<RouterOsSimulator, bool> holds, TimeSpan? timeout = null, CancellationToken cancellation = default) =>
        _state.Signal.Until(() => holds(this), timeout ?? TimeSpan.FromSeconds(10), cancellation);

    /// <summary>The way to the router is cut: nothing listens, open connections are reset. The router itself goes on: sessions stay.</summary>
    public Task Stop() => _listener.Stop();

    /// <summary>The way is open again, on the same port.</summary>
    public void Restart() => _listener.Start(Port);

    /// <summary>Power cycle: connections and sessions end, the uptime starts anew; up again by itself after that time of the router's clock.</summary>
    public void Reboot(TimeSpan downFor)
    {
        Change(_state.Pppoe.PowerOff);
        lock (_power)
        {
            // Whoever sees his connection reset may move the clock at once: the boot is due before that, and happens after.
            _boot.Change(downFor, Timeout.InfiniteTimeSpan);
            _ = _listener.Stop();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _boot.DisposeAsync();
        await _listener.DisposeAsync();
        _state.Dispose();
        _certificate?.Dispose();
    }

    private static List<KeyValuePair<string, string>> Given(params (string Name, string? Value)[] values) =>
        [.. values.Where(each => each.Value is not null).Select(each => KeyValuePair.Create(each.Name, WireText.From(each.Value!)))];

    private static SimulatedSecret View(MenuItem secret) => new(
        secret.Id, WireText.ToText(secret.Name), WireText.ToText(secret["password"] ?? ""), WireText.ToText(secret["profile"] ?? "default"),
        secret["disabled"] == "true", secret["remote-address"], secret["comment"] is { } comment ? WireText.ToText(comment) : null,
        secret["last-disconnect-reason"]);

    private SimulatedSession SessionView(MenuItem session) => new(
        session.Id, WireText.ToText(session.Name), session["address"] ?? "", session["caller-id"] ?? "", _state.Active.Since(session));

    private MenuItem Existing(string name) =>
        _state.Secrets.ByName(WireText.From(name)) ?? throw new KeyNotFoundException($"The router has no secret '{name}'.");

    private void Boot()
    {
        Change(() =>
        {
            _state.BootedAt = _time.GetUtcNow();
            _state.Pppoe.PowerOn();
        });
        lock (_power)
        {
            _listener.Start(Port);
        }

        _state.Signal.Raise();
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_state.Gate)
        {
            return read();
        }
    }

    private T Change<T>(Func<T> change)
    {
        var result = Locked(change);
        _state.Signal.Raise();
        return result;
    }

    private void Change(Action change)
    {
        lock (_state.Gate)
        {
            change();
        }

        _state.Signal.Raise();
    }
}
