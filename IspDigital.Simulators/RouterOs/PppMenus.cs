namespace IspDigital.Simulators.RouterOs;

/// <summary><c>/ppp/profile</c>: two defaults that cannot be removed, then what was added.</summary>
internal sealed class ProfileMenu : Menu
{
    public ProfileMenu()
        : base("/ppp/profile",
        [
            "name", "local-address", "remote-address", "bridge-learning", "use-ipv6", "use-mpls", "use-compression", "use-encryption",
            "only-one", "change-tcp-mss", "rate-limit", "address-list", "parent-queue", "queue-type", "insert-queue-before",
            "session-timeout", "idle-timeout", "incoming-filter", "outgoing-filter", "interface-list", "dns-server", "on-up", "on-down",
            "default", "comment",
        ])
    {
        foreach (var name in (string[])["default", "default-encryption"])
        {
            Add([KeyValuePair.Create("name", name), KeyValuePair.Create("only-one", "default"), KeyValuePair.Create("default", "true")]);
        }
    }

    public override string? Read(MenuItem item, string property, MenuReader reader) =>
        property == "default" ? item[property] ?? "false" : base.Read(item, property, reader);

    public override string Accept(string property, string value) => property switch
    {
        "only-one" when value is not ("default" or "yes" or "no") =>
            throw new TrapException("input does not match any value of only-one", 1),
        "default" => throw new TrapException("unknown parameter", 0),
        _ => base.Accept(property, value),
    };
}

/// <summary><c>/ppp/secret</c>: names are unique, the profile must exist, the password is for readers with <c>sensitive</c>.</summary>
internal sealed class SecretMenu(ProfileMenu profiles) : Menu("/ppp/secret",
[
    "name", "service", "caller-id", "password", "profile", "local-address", "remote-address", "routes", "ipv6-routes",
    "remote-ipv6-prefix", "limit-bytes-in", "limit-bytes-out", "last-logged-out", "last-caller-id", "last-disconnect-reason",
    "disabled", "comment",
])
{
    private static readonly string[] s_services = ["any", "async", "l2tp", "ovpn", "pppoe", "pptp", "sstp"];

    public MenuItem? ByName(string name) => Named(name) is [var only] ? only : null;

    public override string? Read(MenuItem item, string property, MenuReader reader) => property switch
    {
        "password" when !reader.Sensitive => null,
        _ => base.Read(item, property, reader),
    };

    public override string Accept(string property, string value) => property switch
    {
        "disabled" => YesOrNo(property, value),
        "profile" when profiles.Named(value).Count == 0 => throw new TrapException("input does not match any value of profile", 1),
        "service" when !s_services.Contains(value) => throw new TrapException("input does not match any value of service", 1),
        "last-logged-out" or "last-caller-id" or "last-disconnect-reason" => throw new TrapException("unknown parameter", 0),
        _ => base.Accept(property, value),
    };

    /// <exception cref="TrapException">Another secret has that name.</exception>
    public void RequireFree(string name, MenuItem? except = null)
    {
        if (ByName(name) is { } other && other != except)
        {
            throw new TrapException("failure: secret with the same name already exists");
        }
    }
}

/// <summary><c>/ppp/active</c>: the sessions. Rows come and go with the clients; a client of the API may only remove them.</summary>
internal sealed class ActiveMenu() : Menu("/ppp/active",
[
    "name", "service", "caller-id", "address", "uptime", "encoding", "session-id", "limit-bytes-in", "limit-bytes-out", "radius",
])
{
    private readonly Dictionary<MenuItem, DateTimeOffset> _since = [];

    public DateTimeOffset Since(MenuItem session) => _since[session];

    public MenuItem Begin(DateTimeOffset at, IEnumerable<KeyValuePair<string, string>> values)
    {
        var session = Add(values);
        _since[session] = at;
        return session;
    }

    public void End(MenuItem session)
    {
        Remove(session);
        _since.Remove(session);
    }

    public override string? Read(MenuItem item, string property, MenuReader reader) => property switch
    {
        "uptime" when _since.TryGetValue(item, out var since) => reader.Version.Duration(reader.At - since),
        _ => base.Read(item, property, reader),
    };

    public override string Accept(string property, string value) => throw new TrapException("unknown parameter", 0);
}
