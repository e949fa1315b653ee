namespace IspDigital.Simulators.RouterOs;

/// <summary>An API user and what its group allows.</summary>
internal sealed record RouterUser(string Name, string Password, IReadOnlySet<string> Policies)
{
    public bool May(string policy) => Policies.Contains(policy);
}

/// <summary>All that the router knows. One lock guards it; work under the lock is short and never waits.</summary>
internal sealed class RouterState : IDisposable
{
    private readonly TimeProvider _time;

    public RouterState(RouterOsSimulatorOptions options, RouterOsVersion version, TimeProvider time)
    {
        _time = time;
        Version = version;
        IdentityName = WireText.From(options.Identity);
        BoardName = options.BoardName;
        BootedAt = time.GetUtcNow() - options.InitialUptime;
        Secrets = new SecretMenu(Profiles);
        Pppoe = new PppoeServer(this, time, options.RedialDelay);
        Users[WireText.From(options.UserName)] =
            new RouterUser(WireText.From(options.UserName), WireText.From(options.Password), options.Policies.ToHashSet(StringComparer.Ordinal));
    }

    public Lock Gate { get; } = new();

    public ChangeSignal Signal { get; } = new();

    public RouterOsVersion Version { get; }

    public Dictionary<string, RouterUser> Users { get; } = new(StringComparer.Ordinal);

    public ProfileMenu Profiles { get; } = new();

    public SecretMenu Secrets { get; }

    public ActiveMenu Active { get; } = new();

    public PppoeServer Pppoe { get; }

    public string IdentityName { get; set; }

    public string BoardName { get; }

    public DateTimeOffset BootedAt { get; set; }

    public MenuItem AddSecret(IEnumerable<KeyValuePair<string, string>> wanted)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["service"] = "any",
            ["caller-id"] = "",
            ["password"] = "",
            ["profile"] = "default",
            ["routes"] = "",
            ["limit-bytes-in"] = "0",
            ["limit-bytes-out"] = "0",
            ["last-logged-out"] = Version.DateAndTime(DateTimeOffset.UnixEpoch),
            ["disabled"] = "false",
        };
        foreach (var (property, value) in wanted)
        {
            values[property] = Secrets.Accept(property, value);
        }

        Secrets.RequireFree(values["name"]);
        return Secrets.Add(values);
    }

    public MenuReader Reader(bool sensitive) => new(_time.GetUtcNow(), sensitive, Version);

    public TimeSpan Uptime => _time.GetUtcNow() - BootedAt;

    public DateTimeOffset Clock => _time.GetUtcNow();

    public void Dispose() => Pppoe.Dispose();
}
