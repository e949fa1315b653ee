using IspDigital.Core.Routers;

namespace IspDigital.Benchmarks.Simulation.Routers;

/// <summary>
/// A router in memory with real state: accounts, profiles, sessions, devices that dial again by the given clock. It can be
/// offline, slow, refuse, or lose the connection before or after applying a change. Held to the same contract as the real
/// one (RouterContractTests). Safe for concurrent use.
/// </summary>
public sealed class FakeRouter(TimeProvider time) : IRouterConnector
{
    private readonly Lock _gate = new();
    private readonly List<string> _profiles = ["default", "default-encryption"];
    private readonly Dictionary<string, RouterAccount> _accounts = [];
    private readonly Dictionary<string, (RouterSession Session, DateTimeOffset Since)> _sessions = [];
    private readonly HashSet<string> _devices = [];
    private readonly Dictionary<string, int> _slippingIn = [];
    private readonly List<ITimer> _dialling = [];
    private readonly List<string> _commands = [];
    private bool _offline;
    private int _epoch;
    private int _lastId;

    /// <summary>What happens to the connection at a change.</summary>
    public enum Loss
    {
        /// <summary>Lost before the change was applied.</summary>
        BeforeApplying,
        /// <summary>Applied, but the answer is lost.</summary>
        AfterApplying,
    }

    /// <summary>How long a device takes to dial (again); null = never.</summary>
    public TimeSpan? RedialAfter { get; set; }

    /// <summary>Every command takes that long, by the clock.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Whether sign-ins are refused.</summary>
    public bool RefusesLogin { get; set; }

    /// <summary>Refuses every change with these words, as for a user without the write policy.</summary>
    public string? RefusesChanges { get; set; }

    /// <summary>The connection is lost at the next change; then null again.</summary>
    public Loss? LosesNextChange { get; set; }

    /// <summary>Asked at each change whether the connection is lost at it; null is never.</summary>
    public Func<Loss?>? LosesChanges { get; set; }

    /// <summary>How often somebody connected.</summary>
    public int Connects { get; private set; }

    /// <summary>Unreachable; connections that are open end.</summary>
    public bool Offline
    {
        get => _offline;
        set
        {
            lock (_gate)
            {
                _epoch += value ? 1 : 0;
                _offline = value;
            }
        }
    }

    /// <summary>What was asked and changed, in order, for example <c>set *1 disabled=yes</c>.</summary>
    public IReadOnlyList<string> Commands => Locked(() => _commands.ToList());

    public void AddProfile(string name) => Locked(() => _profiles.Add(name));

    /// <summary>An account; with <paramref name="online"/> also a device that is connected.</summary>
    /// <returns>Its id.</returns>
    public string AddAccount(string name, string profile = "default", bool disabled = false, bool online = false) => Locked(() =>
    {
        _accounts[name] = new RouterAccount(NextId(), name, profile, disabled);
        if (online)
        {
            _devices.Add(name);
            Open(name);
        }

        return _accounts[name].Id;
    });

    public void RemoveAccount(string name) => Locked(() => _accounts.Remove(name));

    /// <summary>A hand on the router itself: no connection of ours sees it happen.</summary>
    public void ChangeByHand(string name, bool? disabled = null, string? profile = null) => Locked(() =>
    {
        if (_accounts.TryGetValue(name, out var account))
        {
            Set(account.Id, disabled, profile);
        }
    });

    /// <summary>A hand ends whatever sessions the name has.</summary>
    public void HangUp(string name) => Locked(() => RemoveSessions([.. SessionsOf(name).Select(session => session.Id)]));

    /// <summary>Every account, by name.</summary>
    public IReadOnlyList<RouterAccount> AccountsByName => Locked(() => Accounts.OrderBy(account => account.PppName, StringComparer.Ordinal).ToList());

    /// <summary>A client that passed authentication before its account was disabled: its session appears right after the next removals.</summary>
    public void SlipIn(string name, int times = 1) => Locked(() => _slippingIn[name] = times);

    /// <summary>A session that no account of the router explains, as RADIUS may open one.</summary>
    public void OpenSession(string name) => Locked(() => Open(name));

    public RouterAccount? Account(string name) => Locked(() => _accounts.GetValueOrDefault(name));

    public IReadOnlyList<RouterSession> Sessions(string name) => Locked(() => SessionsOf(name));

    public bool IsOnline(string name) => Sessions(name).Count > 0;

    public async Task<IRouterClient> Connect(RouterAddress address, CancellationToken cancellation)
    {
        await Pass(cancellation);
        return Locked(() =>
        {
            Connects++;
            return _offline ? throw new RouterUnreachableException($"{address} did not answer")
                : RefusesLogin ? throw new RouterRefusedException(RouterRefusal.Login, "invalid user name or password (6)")
                : new FakeRouterClient(this, _epoch);
        });
    }

    internal bool IsConnected(int epoch) => Locked(() => epoch == _epoch);

    /// <summary>One command: takes its time, fails where the connection is gone, is logged, and sees a consistent router.</summary>
    internal async Task<T> Command<T>(int epoch, string text, bool changes, Func<T> carryOut, CancellationToken cancellation)
    {
        Check(epoch, sent: false);
        await Pass(cancellation);
        return Locked(() =>
        {
            Check(epoch, sent: true);
            _commands.Add(text);
            if (!changes)
            {
                return carryOut();
            }

            if (RefusesChanges is { } words)
            {
                throw new RouterRefusedException(RouterRefusal.NotPermitted, words);
            }

            var loss = LosesNextChange ?? LosesChanges?.Invoke();
            LosesNextChange = null;
            if (loss == Loss.BeforeApplying)
            {
                _epoch++;
            }

            Check(epoch, sent: true);
            var result = carryOut();
            _epoch += loss == Loss.AfterApplying ? 1 : 0;
            Check(epoch, sent: true);
            return result;
        });
    }

    internal IReadOnlyList<RouterAccount> Accounts => [.. _accounts.Values];

    internal IReadOnlyList<string> Profiles => [.. _profiles];

    internal IReadOnlyList<RouterSession> AllSessions => [.. _sessions.Values.Select(each => each.Session with { Uptime = time.GetUtcNow() - each.Since })];

    internal IReadOnlyList<RouterSession> SessionsOf(string name) => [.. AllSessions.Where(session => session.PppName == name)];

    internal void Set(string id, bool? disabled, string? profile)
    {
        var account = _accounts.Values.FirstOrDefault(each => each.Id == id)
            ?? throw new RouterRefusedException(RouterRefusal.NoSuchItem, "no such item");
        if (profile is not null && !_profiles.Contains(profile))
        {
            throw new RouterRefusedException(RouterRefusal.NoSuchProfile, "input does not match any value of profile");
        }

        _accounts[account.PppName] = account with { Disabled = disabled ?? account.Disabled, Profile = profile ?? account.Profile };
        if (disabled == false)
        {
            Dial(account.PppName);
        }
    }

    internal void RemoveSessions(IReadOnlyCollection<string> ids)
    {
        foreach (var id in ids)
        {
            if (_sessions.Remove(id, out var gone))
            {
                var name = gone.Session.PppName;
                if (_slippingIn.GetValueOrDefault(name) > 0)
                {
                    _slippingIn[name]--;
                    Open(name);
                }

                Dial(name);
            }
        }
    }

    private void Dial(string name)
    {
        if (RedialAfter is { } after && _devices.Contains(name))
        {
            _dialling.Add(time.CreateTimer(_ => Locked(() => SignIn(name)), null, after, Timeout.InfiniteTimeSpan));
        }
    }

    private void SignIn(string name)
    {
        if (SessionsOf(name).Count == 0 && _accounts.TryGetValue(name, out var account) && !account.Disabled)
        {
            Open(name);
        }
    }

    private void Open(string name)
    {
        var id = NextId();
        var session = new RouterSession(id, name, $"10.0.{_lastId / 250}.{(_lastId % 250) + 1}", $"02:00:00:00:{_lastId / 256:X2}:{_lastId % 256:X2}", TimeSpan.Zero);
        _sessions[id] = (session, time.GetUtcNow());
    }

    private string NextId() => $"*{++_lastId:X}";

    private void Check(int epoch, bool sent)
    {
        if (epoch != _epoch)
        {
            throw sent ? new RouterOutcomeUnknownException("The connection was lost") : new RouterUnreachableException("The connection is finished");
        }
    }

    private Task Pass(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Latency > TimeSpan.Zero ? Task.Delay(Latency, time, cancellation) : Task.CompletedTask;
    }

    private void Locked(Action action)
    {
        lock (_gate)
        {
            action();
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }
}
