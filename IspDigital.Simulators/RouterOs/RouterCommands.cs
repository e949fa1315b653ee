using System.Globalization;

namespace IspDigital.Simulators.RouterOs;

/// <summary>What the router does on a command: the table of paths, rights first, then the work under the lock.</summary>
internal sealed class RouterCommands
{
    public static readonly ApiTrap NotPermitted = new("not enough permissions (9)");

    private static readonly string[] s_menus =
        ["/ppp/secret", "/ppp/profile", "/ppp/active", "/ppp/aaa", "/system/identity", "/system/resource", "/system/clock", "/user/active"];

    private readonly RouterParts _router;
    private readonly RouterState _state;
    private readonly Dictionary<string, (string Policy, Func<ApiRequest, RouterUser, ApiAnswer> Work)> _table;

    public RouterCommands(RouterParts router)
    {
        _router = router;
        _state = router.State;
        _table = new(StringComparer.Ordinal)
        {
            ["/ppp/secret/add"] = ("write", AddSecret),
            ["/ppp/secret/set"] = ("write", SetSecrets),
            ["/ppp/secret/remove"] = ("write", RemoveFrom(_state.Secrets)),
            ["/ppp/secret/enable"] = ("write", SwitchSecrets(disabled: "false")),
            ["/ppp/secret/disable"] = ("write", SwitchSecrets(disabled: "true")),
            ["/ppp/secret/unset"] = ("write", UnsetSecrets),
            ["/ppp/profile/add"] = ("write", AddProfile),
            ["/ppp/profile/set"] = ("write", SetProfiles),
            ["/ppp/profile/remove"] = ("write", RemoveProfiles),
            ["/ppp/active/remove"] = ("write", RemoveSessions),
            ["/ppp/aaa/print"] = ("read", (_, _) => Single(("use-radius", "false"), ("accounting", "true"), ("interim-update", "0s"))),
            ["/system/identity/print"] = ("read", (_, _) => Single(("name", _state.IdentityName))),
            ["/system/identity/set"] = ("write", Rename),
            ["/system/resource/print"] = ("read", (_, _) => Resource()),
            ["/system/clock/print"] = ("read", (_, _) => Clock()),
            ["/user/active/print"] = ("read", (_, _) => ActiveUsers()),
            ["/system/reboot"] = ("reboot", (_, _) => new ApiAnswer { Afterwards = () => router.Reboot(TimeSpan.FromSeconds(30)) }),
        };
        foreach (var menu in (Menu[])[_state.Secrets, _state.Profiles, _state.Active])
        {
            _table[menu.Path + "/print"] = _table[menu.Path + "/getall"] =
                ("read", (request, user) => new MenuPrint(menu, request).Run(_state.Reader(user.May("sensitive"))));
        }
    }

    /// <summary>Carries the command out, or answers with the traps that a router would give.</summary>
    public ApiAnswer Execute(ApiRequest request, RouterUser user)
    {
        if (!_table.TryGetValue(request.Command, out var command))
        {
            return Unknown(request);
        }

        if (!user.May(command.Policy))
        {
            return ApiAnswer.Trapped(NotPermitted);
        }

        try
        {
            lock (_state.Gate)
            {
                return command.Work(request, user);
            }
        }
        catch (TrapException trap)
        {
            return new ApiAnswer { Traps = trap.Traps };
        }
    }

    private static ApiAnswer Unknown(ApiRequest request)
    {
        var (menu, _) = request.Split();
        return s_menus.Contains(menu)
            ? ApiAnswer.Trapped(new ApiTrap("no such command", 0))
            : ApiAnswer.Trapped(new ApiTrap($"no such command or directory ({menu.Split('/')[^1]})", 0), new ApiTrap("no such command prefix", 0));
    }

    private static ApiAnswer Single(params (string Name, string Value)[] fields) =>
        new() { Rows = [[.. fields.Select(each => new ApiField(each.Name, each.Value))]] };

    /// <summary>The rows that <c>=.id=</c> or <c>=numbers=</c> name, by id or name, several with commas.</summary>
    private static IEnumerable<MenuItem> Targets(Menu menu, ApiRequest request)
    {
        var list = request[".id"] ?? request["numbers"] ?? throw new TrapException("missing value(s) of argument(s) .id", 1);
        foreach (var one in list.Split(','))
        {
            // Rows before a dead id have been served when the trap comes: the harsher of the two ways a router may behave.
            yield return menu.Find(one) ?? throw new TrapException("no such item");
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Wanted(ApiRequest request) =>
        request.Attributes.Where(each => each.Key is not (".id" or "numbers" or ".proplist"));

    private static List<KeyValuePair<string, string?>> Accepted(Menu menu, ApiRequest request) =>
        [.. Wanted(request).Select(each => KeyValuePair.Create(each.Key, (string?)menu.Accept(each.Key, each.Value)))];

    private ApiAnswer AddSecret(ApiRequest request, RouterUser user)
    {
        if (string.IsNullOrEmpty(request["name"]))
        {
            throw new TrapException("missing value(s) of argument(s) name", 1);
        }

        return new ApiAnswer { Ret = _state.AddSecret(Wanted(request)).Id };
    }

    private ApiAnswer SetSecrets(ApiRequest request, RouterUser user)
    {
        var values = Accepted(_state.Secrets, request);
        foreach (var secret in Targets(_state.Secrets, request))
        {
            if (request["name"] is { } name)
            {
                _state.Secrets.RequireFree(name, except: secret);
            }

            _state.Secrets.Set(secret, values);
        }

        return ApiAnswer.Done;
    }

    private Func<ApiRequest, RouterUser, ApiAnswer> SwitchSecrets(string disabled) => (request, _) =>
    {
        foreach (var secret in Targets(_state.Secrets, request))
        {
            _state.Secrets.Set(secret, [KeyValuePair.Create("disabled", (string?)disabled)]);
        }

        return ApiAnswer.Done;
    };

    private ApiAnswer UnsetSecrets(ApiRequest request, RouterUser user)
    {
        var property = request["value-name"] ?? throw new TrapException("missing value(s) of argument(s) value-name", 1);
        if (property is "name" or "profile" or "service" or "disabled" || !_state.Secrets.Properties.Contains(property))
        {
            throw new TrapException("input does not match any value of value-name", 1);
        }

        foreach (var secret in Targets(_state.Secrets, request))
        {
            _state.Secrets.Set(secret, [KeyValuePair.Create(property, (string?)null)]);
        }

        return ApiAnswer.Done;
    }

    private ApiAnswer AddProfile(ApiRequest request, RouterUser user)
    {
        var name = request["name"] ?? throw new TrapException("missing value(s) of argument(s) name", 1);
        if (_state.Profiles.Named(name).Count > 0)
        {
            throw new TrapException("failure: profile with the same name already exists");
        }

        var values = Accepted(_state.Profiles, request).Select(each => KeyValuePair.Create(each.Key, each.Value!));
        return new ApiAnswer { Ret = _state.Profiles.Add([KeyValuePair.Create("only-one", "default"), .. values]).Id };
    }

    private ApiAnswer SetProfiles(ApiRequest request, RouterUser user)
    {
        var values = Accepted(_state.Profiles, request);
        foreach (var profile in Targets(_state.Profiles, request))
        {
            _state.Profiles.Set(profile, values);
        }

        return ApiAnswer.Done;
    }

    private ApiAnswer RemoveProfiles(ApiRequest request, RouterUser user)
    {
        foreach (var profile in Targets(_state.Profiles, request))
        {
            if (profile["default"] == "true")
            {
                throw new TrapException("failure: can not remove default profile");
            }

            _state.Profiles.Remove(profile);
        }

        return ApiAnswer.Done;
    }

    private static Func<ApiRequest, RouterUser, ApiAnswer> RemoveFrom(Menu menu) => (request, _) =>
    {
        foreach (var item in Targets(menu, request))
        {
            menu.Remove(item);
        }

        return ApiAnswer.Done;
    };

    private ApiAnswer RemoveSessions(ApiRequest request, RouterUser user)
    {
        foreach (var session in Targets(_state.Active, request))
        {
            _state.Pppoe.End(session, "nas-request");
        }

        return ApiAnswer.Done;
    }

    private ApiAnswer Rename(ApiRequest request, RouterUser user)
    {
        _state.IdentityName = request["name"] ?? throw new TrapException("missing value(s) of argument(s) name", 1);
        return ApiAnswer.Done;
    }

    private ApiAnswer Resource() => Single(
        ("uptime", _state.Version.Duration(_state.Uptime)),
        ("version", _state.Version.Full),
        ("free-memory", "3758096384"),
        ("total-memory", "4294967296"),
        ("cpu", "ARM64"),
        ("cpu-count", "4"),
        ("cpu-load", "3"),
        ("architecture-name", "arm64"),
        ("board-name", _state.BoardName),
        ("platform", "MikroTik"));

    private ApiAnswer Clock() => Single(
        ("time", _state.Clock.ToString("HH:mm:ss", CultureInfo.InvariantCulture)),
        ("date", _state.Version.Date(_state.Clock)),
        ("time-zone-name", "UTC"));

    private ApiAnswer ActiveUsers()
    {
        var rows = _router.Connections()
            .Where(each => each.Login.User is not null)
            .Select(each => (IReadOnlyList<ApiField>)
            [
                new ApiField(".id", "*" + each.Number.ToString("X", CultureInfo.InvariantCulture)),
                new ApiField("when", _state.Version.DateAndTime(each.Since)),
                new ApiField("name", each.Login.User!.Name),
                new ApiField("address", each.RemoteAddress),
                new ApiField("via", "api"),
            ])
            .ToList();
        return new ApiAnswer { Rows = rows, Empty = rows.Count == 0 };
    }
}
