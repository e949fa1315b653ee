using IspDigital.Core.Routers;
using IspDigital.Simulators.RouterOs;

namespace IspDigital.Tests.Routers;

/// <summary>What every router behind the port does: the fake, the simulator over TCP, and a real one.</summary>
public abstract class RouterContractTests
{
    // Unlikely to be on a real router already.
    private const string Ayesha = "isp-contract-ayesha", Babul = "isp-contract-babul", Home = "isp-contract-home";

    private static readonly ConvergenceOptions s_quick = new() { CleanReadPause = TimeSpan.FromMilliseconds(5) };

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected abstract Task<RouterLab> Start();

    [Fact]
    public async Task Router_Asked_SaysWhatItIs()
    {
        await using var lab = await Start();
        await using var router = await Connect(lab);

        var identity = await router.Identify(Cancellation);

        Assert.NotEmpty(identity.Name);
        Assert.Matches(@"^\d+\.\d+", identity.Version);
        Assert.True(identity.Uptime > TimeSpan.Zero);
        Assert.True(router.IsUsable);
    }

    [Fact]
    public async Task Account_OnTheRouter_IsFoundListedAndCounted()
    {
        await using var lab = await Start();
        await lab.AddProfile(Home);
        await using var router = await Connect(lab);
        var before = await router.CountAccounts(Cancellation);
        await lab.AddAccount(Ayesha, Home, disabled: true);
        await lab.AddAccount(Babul);

        var ayesha = await router.FindAccount(Ayesha, Cancellation);

        Assert.Equal((Ayesha, Home, true), (ayesha!.PppName, ayesha.Profile, ayesha.Disabled));
        Assert.Contains(ayesha, await router.ListAccounts(Cancellation));
        Assert.Equal(before + 2, await router.CountAccounts(Cancellation));
        Assert.Contains(Home, await router.ListProfiles(Cancellation));
    }

    [Theory]
    [InlineData("isp-contract-Ayesha")]
    [InlineData("isp-contract")]
    [InlineData("*1")]
    [InlineData("isp contract = ?#|")]
    [InlineData("গ্রাহক")]
    public async Task Account_OfAnotherName_IsNotFound(string name)
    {
        await using var lab = await Start();
        await lab.AddAccount(Ayesha);
        await using var router = await Connect(lab);

        Assert.Null(await router.FindAccount(name, Cancellation));
        Assert.Empty(await router.FindSessions(name, Cancellation));
    }

    [Theory]
    [InlineData("isp-contract=a=b")]
    [InlineData("isp-contract with spaces")]
    [InlineData("isp-contract-<>#?*")]
    [InlineData("isp-contract-আয়েশা")]
    public async Task Account_OfAnOddName_IsFound(string name)
    {
        await using var lab = await Start();
        await lab.AddAccount(name);
        await using var router = await Connect(lab);

        Assert.Equal(name, (await router.FindAccount(name, Cancellation))?.PppName);
    }

    [Fact]
    public async Task Set_ReadBack_ChangedWhatWasGivenAndNothingElse()
    {
        await using var lab = await Start();
        await lab.AddProfile(Home);
        await lab.AddAccount(Ayesha);
        await using var router = await Connect(lab);
        var was = (await router.FindAccount(Ayesha, Cancellation))!;

        await router.SetAccount(was.Id, disabled: true, profile: null, Cancellation);
        Assert.Equal(was with { Disabled = true }, await router.FindAccount(Ayesha, Cancellation));
        await router.SetAccount(was.Id, disabled: null, Home, Cancellation);
        Assert.Equal(was with { Disabled = true, Profile = Home }, await router.FindAccount(Ayesha, Cancellation));
        await router.SetAccount(was.Id, disabled: false, "default", Cancellation);
        await router.SetAccount(was.Id, disabled: null, profile: null, Cancellation);
        Assert.Equal(was, await router.FindAccount(Ayesha, Cancellation));
    }

    [Fact]
    public async Task Set_OfAnAccountThatIsGone_IsRefusedAsSuch()
    {
        await using var lab = await Start();
        await lab.AddAccount(Ayesha);
        await using var router = await Connect(lab);
        var gone = (await router.FindAccount(Ayesha, Cancellation))!;
        await lab.RemoveAccount(Ayesha);

        var refused = await Assert.ThrowsAsync<RouterRefusedException>(() => router.SetAccount(gone.Id, disabled: true, null, Cancellation));

        Assert.Equal(RouterRefusal.NoSuchItem, refused.Refusal);
        Assert.True(router.IsUsable);
    }

    [Fact]
    public async Task Set_OfAProfileThatIsNotThere_IsRefusedAndChangesNothing()
    {
        await using var lab = await Start();
        await lab.AddAccount(Ayesha);
        await using var router = await Connect(lab);
        var was = (await router.FindAccount(Ayesha, Cancellation))!;

        var refused = await Assert.ThrowsAsync<RouterRefusedException>(() => router.SetAccount(was.Id, disabled: true, "isp-contract-nowhere", Cancellation));

        Assert.Equal(RouterRefusal.NoSuchProfile, refused.Refusal);
        Assert.Equal(was, await router.FindAccount(Ayesha, Cancellation));
    }

    [Fact]
    public async Task Sessions_Removed_AreGoneAlthoughOneWasAlready()
    {
        await using var lab = await Start();
        Assert.SkipUnless(lab.HasDevices, "This router has no devices that dial.");
        await lab.AddAccount(Ayesha, online: true);
        await lab.AddAccount(Babul, online: true);
        await using var router = await Connect(lab);
        var ayesha = Assert.Single(await router.FindSessions(Ayesha, Cancellation));
        Assert.NotEmpty(ayesha.IpAddress);
        Assert.NotEmpty(ayesha.CallerId);

        var babul = Assert.Single(await router.ListSessions(Cancellation), session => session.PppName == Babul);
        await router.RemoveSessions([ayesha.Id], Cancellation);
        await router.RemoveSessions([ayesha.Id, babul.Id], Cancellation);
        await router.RemoveSessions([ayesha.Id], Cancellation);
        await router.RemoveSessions([], Cancellation);

        Assert.Empty(await router.ListSessions(Cancellation));
    }

    [Fact]
    public async Task ManyCommands_AtOnce_EachGetTheirOwnAnswer()
    {
        await using var lab = await Start();
        var names = Enumerable.Range(1, 30).Select(number => $"isp-contract-{number:00}").ToArray();
        foreach (var name in names)
        {
            await lab.AddAccount(name);
        }

        await using var router = await Connect(lab);
        var found = await Task.WhenAll(Enumerable.Range(0, 300).Select(async i => (await router.FindAccount(names[i % 30], Cancellation))?.PppName));

        Assert.Equal(Enumerable.Range(0, 300).Select(i => names[i % 30]), found);
    }

    [Fact]
    public async Task Client_Disposed_IsNotUsable()
    {
        await using var lab = await Start();
        var router = await Connect(lab);

        await router.DisposeAsync();

        Assert.False(router.IsUsable);
        await Assert.ThrowsAsync<RouterUnreachableException>(() => router.CountAccounts(Cancellation));
    }

    [Fact]
    public async Task Account_CutOffAndBack_IsConfirmedEachTimeByReading()
    {
        await using var lab = await Start();
        await lab.AddProfile(Home);
        await lab.AddAccount(Ayesha, online: lab.HasDevices);
        await using var router = await Connect(lab);

        var off = await MakeSo(router, new AccountTarget(Ayesha, Online: false));
        Assert.Equal((ConvergenceOutcome.Confirmed, true, lab.HasDevices ? 1 : 0), (off.Outcome, off.DisabledSet, off.SessionsRemoved.Count));
        Assert.True((await router.FindAccount(Ayesha, Cancellation))?.Disabled);
        Assert.Empty(await router.FindSessions(Ayesha, Cancellation));

        var again = await MakeSo(router, new AccountTarget(Ayesha, Online: false));
        Assert.Equal((ConvergenceOutcome.Confirmed, (bool?)null, 0), (again.Outcome, again.DisabledSet, again.SessionsRemoved.Count));

        var on = await MakeSo(router, new AccountTarget(Ayesha, Online: true, Home));
        Assert.Equal((ConvergenceOutcome.Confirmed, false, Home), (on.Outcome, on.DisabledSet, on.ProfileSet));
        Assert.Equal(on.Seen, await router.FindAccount(Ayesha, Cancellation));
        Assert.Equal((false, Home), (on.Seen!.Disabled, on.Seen.Profile));
    }

    private static Task<AccountEvidence> MakeSo(IRouterClient router, AccountTarget target) =>
        AccountConvergence.MakeSo(router, target, TimeProvider.System, s_quick, Cancellation);

    private static Task<IRouterClient> Connect(RouterLab lab) => lab.Connector.Connect(lab.Address, Cancellation);
}

public class FakeRouterContractTests : RouterContractTests
{
    protected override Task<RouterLab> Start() => Task.FromResult<RouterLab>(new FakeRouterLab());
}

public class SimulatedRouterContractTests : RouterContractTests
{
    protected override Task<RouterLab> Start() => SimulatorLab.Start(new RouterOsSimulatorOptions());
}

public class SimulatedOldRouterContractTests : RouterContractTests
{
    protected override Task<RouterLab> Start() => SimulatorLab.Start(new RouterOsSimulatorOptions { Version = "6.49" });
}

public class SimulatedNewRouterOverTlsContractTests : RouterContractTests
{
    protected override Task<RouterLab> Start() => SimulatorLab.Start(new RouterOsSimulatorOptions { Version = "7.24", Tls = true });
}

public class RealRouterContractTests : RouterContractTests
{
    protected override Task<RouterLab> Start()
    {
        var setting = Environment.GetEnvironmentVariable(RealRouterLab.Variable);
        Assert.SkipUnless(setting is not null, $"{RealRouterLab.Variable} is not set (user:password@host:port of a RouterOS to test with).");
        return RealRouterLab.Start(setting);
    }
}
