using IspDigital.Simulators.RouterOs;
using IspDigital.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace IspDigital.Tests.Routers;

/// <summary>Devices that dial: who gets a session, when they come back, and what a wrong order of the cut lets slip.</summary>
public sealed class SimulatorPppoeTests
{
    private static readonly TimeSpan s_redial = TimeSpan.FromSeconds(2);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2027, 1, 31, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Kick_WithoutDisabling_LetsTheDeviceComeBackWithANewSession()
    {
        await using var router = await Start();
        router.AddSecret("karim", online: true);
        await using var probe = await RouterApiProbe.SignIn(router.Port);
        var before = router.Sessions("karim").Single();

        await probe.Ask("/ppp/active/remove", "=.id=" + before.Id);
        Assert.False(router.IsOnline("karim"));
        _clock.Advance(s_redial);

        var after = router.Sessions("karim").Single();
        Assert.NotEqual(before.Id, after.Id);
        Assert.NotEqual(before.Address, after.Address);
        Assert.Equal(before.CallerId, after.CallerId);
    }

    [Fact]
    public async Task Disable_Alone_LeavesTheSessionUp()
    {
        await using var router = await Start();
        router.AddSecret("karim", online: true);
        await using var probe = await RouterApiProbe.SignIn(router.Port);

        await probe.Ask("/ppp/secret/disable", "=.id=karim");

        Assert.True(router.IsOnline("karim"));
    }

    [Fact]
    public async Task DisableThenKick_KeepsTheDeviceOut_AndEnableBringsItBackAtItsNextTry()
    {
        await using var router = await Start();
        router.AddSecret("karim", online: true);
        await using var probe = await RouterApiProbe.SignIn(router.Port);

        await probe.Ask("/ppp/secret/disable", "=.id=karim");
        await probe.Ask("/ppp/active/remove", "=.id=" + router.Sessions("karim").Single().Id);
        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.False(router.IsOnline("karim"));

        await probe.Ask("/ppp/secret/enable", "=.id=karim");
        Assert.False(router.IsOnline("karim"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(router.IsOnline("karim"));
    }

    [Fact]
    public async Task ProfileSwitch_ThenKick_GivesAnAddressOfTheOtherPool()
    {
        await using var router = await Start();
        router.AddProfile("plan-10M", remoteAddress: "pool-home");
        router.AddProfile("expired", remoteAddress: "pool-expired");
        router.AddSecret("karim", profile: "plan-10M", online: true);
        router.AddSecret("fixed", profile: "plan-10M", online: true, remoteAddress: "103.10.10.7");
        await using var probe = await RouterApiProbe.SignIn(router.Port);

        await probe.Ask("/ppp/secret/set", "=.id=karim,fixed", "=profile=expired");
        await probe.Ask("/ppp/active/remove", "=.id=" + string.Join(',', router.AllSessions.Select(each => each.Id)));
        _clock.Advance(s_redial);

        Assert.StartsWith("10.11.", router.Sessions("karim").Single().Address, StringComparison.Ordinal);
        Assert.Equal("103.10.10.7", router.Sessions("fixed").Single().Address);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task SecondDevice_OnOneAccount_IsLetInUnlessOnlyOne(bool onlyOne, int sessions)
    {
        await using var router = await Start();
        router.AddProfile("plan-10M", onlyOne: onlyOne);
        router.AddSecret("karim", profile: "plan-10M", online: true);

        router.AddDevice("karim");

        Assert.Equal(sessions, router.Sessions("karim").Count);
    }

    [Fact]
    public async Task WrongPasswordOrMac_IsNotLetIn()
    {
        await using var router = await Start();
        router.AddSecret("karim", password: "right");
        router.AddSecret("bound", callerId: "AA:BB:CC:DD:EE:FF");

        router.AddDevice("karim", "wrong");
        router.AddDevice("bound", mac: "00:11:22:33:44:55");

        Assert.Equal(0, router.SessionCount);
    }

    [Fact]
    public async Task PasswordSetRight_LetsTheDeviceInAtItsNextTry()
    {
        await using var router = await Start();
        router.AddSecret("karim", password: "old");
        router.AddDevice("karim", "new");

        router.SetSecret("karim", "password", "new");
        _clock.Advance(s_redial);

        Assert.True(router.IsOnline("karim"));
    }

    [Fact]
    public async Task SwitchedOffDevice_StaysAway_AndComesBackWithPower()
    {
        await using var router = await Start();
        router.AddSecret("karim", online: true);

        router.SwitchOff("karim");
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.False(router.IsOnline("karim"));
        Assert.Equal("peer-request", router.Secret("karim")!.LastDisconnectReason);

        router.SwitchOn("karim");
        Assert.True(router.IsOnline("karim"));
    }

    [Fact]
    public async Task RemovedSecret_KeepsItsSessionUntilTheKick()
    {
        await using var router = await Start();
        router.AddSecret("karim", online: true);

        router.RemoveSecret("karim");

        Assert.True(router.IsOnline("karim"));
    }

    [Fact]
    public async Task Session_AfterAWhile_TellsItsUptime()
    {
        await using var router = await Start();
        router.AddSecret("karim", online: true);
        await using var probe = await RouterApiProbe.SignIn(router.Port);

        _clock.Advance(new TimeSpan(8, 1, 2, 3));
        var row = (await probe.Ask("/ppp/active/print", "=.proplist=uptime,caller-id,service"))[0];

        Assert.Equal(["!re", "=uptime=1w1d1h2m3s", "=caller-id=4C:5E:0C:00:00:01", "=service=pppoe"], row);
    }

    [Fact]
    public async Task Reboot_FiveHundredOnline_AllComeBackAfterTheirRedial()
    {
        await using var router = await Start();
        for (var i = 0; i < 500; i++)
        {
            router.AddSecret($"user{i:D4}", online: true);
        }

        router.Reboot(TimeSpan.FromSeconds(30));
        Assert.Equal(0, router.SessionCount);
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(0, router.SessionCount);
        _clock.Advance(s_redial);

        Assert.Equal(500, router.SessionCount);
    }

    private Task<RouterOsSimulator> Start() =>
        RouterOsSimulator.Start(new RouterOsSimulatorOptions { RedialDelay = s_redial }, _clock);
}
