using IspDigital.Core.Access;
using IspDigital.Core.Access.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Routers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Benchmarks.Simulation.Routers;

/// <summary>The routers of a world and what befalls them: down for hours or days, connections lost at a change, refusals, clients that slip in, and hands that change accounts past us.</summary>
internal sealed class SimulatedRouters(SimulatedWorld world) : IRouterConnector
{
    private const int FirstPort = 8728;

    /// <summary>The comparison shows the gravest difference of an account; the next look shows what is left.</summary>
    private const int LooksMax = 2;
    private static readonly TimeSpan s_redial = TimeSpan.FromSeconds(20);
    private readonly FakeRouters _connector = new();
    private readonly List<(long Id, FakeRouter Router)> _all = [];
    private readonly Dictionary<long, DateTimeOffset> _downUntil = [];
    private readonly HashSet<(long RouterId, string PppName)> _touched = [];

    /// <summary>The routers, by id.</summary>
    public IReadOnlyList<(long Id, FakeRouter Router)> All => _all;

    /// <summary>Accounts that a hand changed past us and that were not put right since.</summary>
    public IReadOnlySet<(long RouterId, string PppName)> Touched => _touched;

    /// <summary>Puts a router there and makes it known to the portal.</summary>
    public async Task<long> Add(UnitOfWork work, IServiceProvider services, string name)
    {
        var port = FirstPort + _all.Count;
        var row = new Router(name);
        row.Describe(name, "127.0.0.1", port, useTls: false, thumbprint: null, "billing", isActive: true);
        row.SetPassword(services.GetRequiredService<RouterCredentials>().Protect("secret"));
        work.Db.Add(row);
        await work.Save();
        var router = _connector.Add(port, world.Clock);
        router.RedialAfter = s_redial;
        router.LosesChanges = LosesChange;
        _all.Add((row.Id, router));
        return row.Id;
    }

    /// <summary>The profiles that plans name.</summary>
    public void AddProfile(string name) => _all.ForEach(r => r.Router.AddProfile(name));

    /// <summary>A technician makes the account of a new line; most devices dial at once.</summary>
    public void AddLine(long routerId, string pppName, string profile) => Of(routerId).AddAccount(pppName, profile, online: !world.Chance.OnceIn(4));

    /// <summary>The router of that id.</summary>
    public FakeRouter Of(long routerId) => _all.Single(r => r.Id == routerId).Router;

    /// <summary>Whether everything answers and does what it is told.</summary>
    public bool AreWell => _all.TrueForAll(r => r.Router is { Offline: false, RefusesLogin: false, RefusesChanges: null });

    /// <inheritdoc/>
    public Task<IRouterClient> Connect(RouterAddress address, CancellationToken cancellation)
    {
        world.Process.Demand();
        return _connector.Connect(address, cancellation);
    }

    /// <summary>What befalls them before the next look at them.</summary>
    public void Befall()
    {
        foreach (var (id, router) in _all)
        {
            if (_downUntil.TryGetValue(id, out var until) && until <= world.Clock.Right)
            {
                _downUntil.Remove(id);
                router.Offline = false;
            }
            if (!router.Offline && world.Fails(onceIn: 40))
            {
                router.Offline = true;
                _downUntil[id] = world.Clock.Right + TimeSpan.FromHours(1 + world.Chance.Next(world.Chance.OnceIn(3) ? 96 : 8));
            }
            router.RefusesLogin = world.Fails(onceIn: 120);
            router.RefusesChanges = world.Fails(onceIn: 120) ? "not enough permissions (9)" : null;
        }
    }

    /// <summary>An operator's hand changes an account, or removes it, without telling anybody.</summary>
    public void Touch()
    {
        var (id, router) = _all[world.Chance.Next(_all.Count)];
        if (router.AccountsByName is not { Count: > 0 } accounts || !world.Fails(onceIn: 20))
        {
            return;
        }
        var account = accounts[world.Chance.Next(accounts.Count)];
        _touched.Add((id, account.PppName));
        switch (world.Chance.Next(5))
        {
            case 0:
                router.RemoveAccount(account.PppName);
                break;
            case 1:
                router.ChangeByHand(account.PppName, profile: "default");
                break;
            default:
                router.ChangeByHand(account.PppName, disabled: !account.Disabled);
                break;
        }
    }

    /// <summary>Everything answers again and does what it is told.</summary>
    public void Heal()
    {
        _downUntil.Clear();
        foreach (var (_, router) in _all)
        {
            (router.Offline, router.RefusesLogin, router.RefusesChanges) = (false, false, null);
        }
    }

    /// <summary>
    /// A person compares each router with what it should hold, as the portal shows it, and sets right by hand whatever differs. Tells what a hand had
    /// changed and the comparison did not show.
    /// </summary>
    public async Task<IReadOnlyList<string>> PutRight()
    {
        List<string> unseen = [];
        foreach (var (id, router) in _all)
        {
            await using var scope = world.Portal.AsJob("Technician");
            for (var looks = 0; looks < LooksMax; looks++)
            {
                var compared = await scope.ServiceProvider.GetRequiredService<CompareRouterAccounts>().Run(new(id));
                var shown = compared.Value.Differences.Select(d => d.PppName).ToHashSet();
                unseen.AddRange((await Differing(id, router)).Where(name => !shown.Contains(name)).Select(name => $"router {id}: {name} differs, and the comparison does not show it"));
                foreach (var difference in compared.Value.Differences)
                {
                    SetRight(router, difference);
                }
            }
            await MakeMissing(id, router);
            _touched.RemoveWhere(t => t.RouterId == id);
            await scope.ServiceProvider.GetRequiredService<RetryAccess>().Run(new(null, id));
        }
        return unseen;
    }

    /// <summary>Where the board says that the router has no such account, a technician makes it there.</summary>
    private async Task MakeMissing(long id, FakeRouter router)
    {
        await using var db = world.Portal.OpenDb();
        foreach (var state in await db.DesiredStates.AsNoTracking().Where(d => d.RouterId == id && d.LastErrorCode == "Access.NoSuchAccount").OrderBy(d => d.SubscriberId).ToListAsync())
        {
            if (router.Account(state.PppName) is null)
            {
                router.AddAccount(state.PppName, state.Profile ?? "default", disabled: !state.Online);
            }
        }
    }

    private static void SetRight(FakeRouter router, AccountDifference difference)
    {
        switch (difference)
        {
            case { Kind: AccountDifferenceKind.UnknownToRouter, Line: { } line }:
                router.AddAccount(line.PppName, line.Profile ?? "default", disabled: line.Online == false);
                break;
            case { Kind: AccountDifferenceKind.DisabledButPaid }:
                router.ChangeByHand(difference.PppName, disabled: false);
                break;
            case { Kind: AccountDifferenceKind.EnabledButUnpaid }:
                router.ChangeByHand(difference.PppName, disabled: true);
                router.HangUp(difference.PppName);
                break;
            case { Kind: AccountDifferenceKind.OnlineButUnpaid }:
                router.HangUp(difference.PppName);
                break;
            case { Kind: AccountDifferenceKind.WrongProfile, Line: { } line }:
                router.ChangeByHand(line.PppName, profile: line.Profile);
                router.HangUp(line.PppName);
                break;
        }
    }

    /// <summary>The accounts that a hand touched and that are not as decided.</summary>
    private async Task<IReadOnlyList<string>> Differing(long id, FakeRouter router)
    {
        await using var db = world.Portal.OpenDb();
        var states = await db.DesiredStates.AsNoTracking().Where(d => d.RouterId == id).ToDictionaryAsync(d => d.PppName);
        return [.. _touched.Where(t => t.RouterId == id && states.ContainsKey(t.PppName)).Select(t => (t.PppName, Account: router.Account(t.PppName), State: states[t.PppName]))
            .Where(t => t.Account is { } account
                ? account.Disabled == t.State.Online || (t.State.Online && account.Profile != t.State.Profile)
                : t.State.Online || router.IsOnline(t.PppName))
            .Select(t => t.PppName)];
    }

    private FakeRouter.Loss? LosesChange() =>
        world.Fails(onceIn: 40) ? world.Chance.One(FakeRouter.Loss.BeforeApplying, FakeRouter.Loss.AfterApplying) : null;
}
