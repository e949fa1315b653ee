using System.Globalization;

namespace IspDigital.Simulators.RouterOs;

/// <summary>
/// The access side: devices dial, are checked against the secrets and get a session. A device that was refused would try
/// again every few seconds for ever; here it rests until something about its secret changes and then dials at the moment
/// at which it would have tried anyway. Every member must be called under the state's lock.
/// </summary>
internal sealed class PppoeServer : IDisposable
{
    private readonly RouterState _state;
    private readonly TimeProvider _time;
    private readonly TimeSpan? _redial;
    private readonly Dictionary<string, List<PppoeClient>> _clients = new(StringComparer.Ordinal);
    private readonly Dictionary<MenuItem, PppoeClient> _bySession = [];
    private readonly PriorityQueue<PppoeClient, DateTimeOffset> _due = new();
    private readonly AddressPools _addresses = new();
    private readonly ITimer _timer;
    private int _lastSession;
    private int _lastMac;

    public PppoeServer(RouterState state, TimeProvider time, TimeSpan? redial)
    {
        _state = state;
        _time = time;
        _redial = redial;
        _timer = time.CreateTimer(_ => DialWhoIsDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        state.Secrets.Changed += (secret, _) => Wake(secret.Name);
    }

    /// <summary>False while the router is booting.</summary>
    public bool IsUp { get; private set; } = true;

    public void Connect(string name, string password, string? mac = null)
    {
        var client = new PppoeClient(name, password, mac ?? NextMac());
        if (!_clients.TryGetValue(name, out var same))
        {
            _clients[name] = same = [];
        }

        same.Add(client);
        Dial(client, _time.GetUtcNow());
    }

    public void SwitchOff(string name)
    {
        foreach (var client in Clients(name))
        {
            client.On = false;
            if (client.Session is { } session)
            {
                End(session, "peer-request");
            }
        }
    }

    public void SwitchOn(string name)
    {
        foreach (var client in Clients(name))
        {
            client.On = true;
            if (client.Session is null)
            {
                Dial(client, _time.GetUtcNow());
            }
        }
    }

    /// <summary>Ends one session; its device notices and dials again after the redial delay.</summary>
    public void End(MenuItem session, string reason)
    {
        var at = _time.GetUtcNow();
        _state.Active.End(session);
        _addresses.Release(session["address"]);
        if (_state.Secrets.ByName(session.Name) is { } secret)
        {
            secret["last-logged-out"] = _state.Version.DateAndTime(at);
            secret["last-caller-id"] = session["caller-id"];
            secret["last-disconnect-reason"] = reason;
        }

        if (_bySession.Remove(session, out var client))
        {
            client.Session = null;
            client.LastTry = at;
        }

        Wake(session.Name);
    }

    /// <summary>Power fails: every session ends and nobody gets in until <see cref="PowerOn"/>.</summary>
    public void PowerOff()
    {
        IsUp = false;
        foreach (var session in _state.Active.Items.ToList())
        {
            End(session, "reboot");
        }

        _due.Clear();
    }

    public void PowerOn()
    {
        IsUp = true;
        foreach (var client in _clients.Values.SelectMany(same => same))
        {
            client.NextTry = null;
            client.LastTry = _time.GetUtcNow();
            PlanNextTry(client);
        }
    }

    public void Dispose() => _timer.Dispose();

    private List<PppoeClient> Clients(string name) => _clients.GetValueOrDefault(name) ?? [];

    private void Wake(string name)
    {
        foreach (var client in Clients(name))
        {
            if (client.Session is null && client.NextTry is null)
            {
                PlanNextTry(client);
            }
        }
    }

    private void PlanNextTry(PppoeClient client)
    {
        if (_redial is not { } every || !client.On || !IsUp)
        {
            return;
        }

        var waited = _time.GetUtcNow() - client.LastTry;
        var tries = every > TimeSpan.Zero ? (waited.Ticks / every.Ticks) + 1 : 1;
        client.NextTry = client.LastTry + (every * tries);
        _due.Enqueue(client, client.NextTry.Value);
        SetTimer();
    }

    private void SetTimer()
    {
        if (_due.TryPeek(out _, out var next))
        {
            var wait = next - _time.GetUtcNow();
            _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private void DialWhoIsDue()
    {
        lock (_state.Gate)
        {
            while (_due.TryPeek(out var client, out var at) && at <= _time.GetUtcNow())
            {
                _due.Dequeue();
                if (client.NextTry == at)
                {
                    client.NextTry = null;
                    Dial(client, at);
                }
            }

            SetTimer();
        }

        _state.Signal.Raise();
    }

    private void Dial(PppoeClient client, DateTimeOffset at)
    {
        client.LastTry = at;
        if (!IsUp || !client.On || client.Session is not null || Admit(client) is not { } secret)
        {
            return;
        }

        var profile = _state.Profiles.Named(secret["profile"] ?? "default") is [var found, ..] ? found : null;
        var session = _state.Active.Begin(client.LastTry,
        [
            KeyValuePair.Create("name", client.Name),
            KeyValuePair.Create("service", "pppoe"),
            KeyValuePair.Create("caller-id", client.Mac),
            KeyValuePair.Create("address", _addresses.Lease(secret["remote-address"] ?? profile?["remote-address"])),
            KeyValuePair.Create("encoding", ""),
            KeyValuePair.Create("session-id", "0x" + (0x81000000L + ++_lastSession).ToString("x", CultureInfo.InvariantCulture)),
            KeyValuePair.Create("limit-bytes-in", "0"),
            KeyValuePair.Create("limit-bytes-out", "0"),
            KeyValuePair.Create("radius", "false"),
        ]);
        client.Session = session;
        _bySession[session] = client;
    }

    private MenuItem? Admit(PppoeClient client)
    {
        var secret = _state.Secrets.ByName(client.Name);
        if (secret is null
            || secret["disabled"] == "true"
            || secret["service"] is not ("any" or "pppoe")
            || (secret["password"] ?? "") != client.Password
            || (secret["caller-id"] is { Length: > 0 } only && only != client.Mac))
        {
            return null;
        }

        var onlyOne = _state.Profiles.Named(secret["profile"] ?? "default") is [var profile, ..] && profile["only-one"] == "yes";
        return onlyOne && _state.Active.Named(client.Name).Count > 0 ? null : secret;
    }

    private string NextMac()
    {
        var number = ++_lastMac;
        return string.Create(CultureInfo.InvariantCulture, $"4C:5E:0C:{number >> 16:X2}:{(number >> 8) & 0xFF:X2}:{number & 0xFF:X2}");
    }
}
