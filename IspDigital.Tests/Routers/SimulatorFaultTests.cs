using IspDigital.Simulators.RouterOs;
using IspDigital.Tests.Support;

namespace IspDigital.Tests.Routers;

/// <summary>Each fault strikes the command it waits for, as often as asked, before or after the command was carried out.</summary>
public sealed class SimulatorFaultTests
{
    private const string Set = "/ppp/secret/set";

    [Theory]
    [InlineData(FaultMoment.BeforeApplying, false)]
    [InlineData(FaultMoment.AfterApplying, true)]
    public async Task Close_AtItsMoment_EndsInGoodOrder(FaultMoment moment, bool applied)
    {
        await using var router = await Filled();
        await using var probe = await RouterApiProbe.SignIn(router.Port);
        router.Faults.OnNext(Set, RouterFault.Close(moment));

        await probe.Send(Set, "=.id=karim", "=disabled=yes");

        Assert.Null(await probe.Read());
        Assert.Equal(applied, router.Secret("karim")!.Disabled);
    }

    [Theory]
    [InlineData(FaultMoment.BeforeApplying, false)]
    [InlineData(FaultMoment.AfterApplying, true)]
    public async Task Reset_AtItsMoment_BreaksTheConnection(FaultMoment moment, bool applied)
    {
        await using var router = await Filled();
        await using var probe = await RouterApiProbe.SignIn(router.Port);
        router.Faults.OnNext(Set, RouterFault.Reset(moment));

        await probe.Send(Set, "=.id=karim", "=disabled=yes");

        await Assert.ThrowsAsync<IOException>(probe.Read);
        Assert.Equal(applied, router.Secret("karim")!.Disabled);
    }

    [Theory]
    [InlineData(FaultMoment.BeforeApplying, false)]
    [InlineData(FaultMoment.AfterApplying, true)]
    public async Task Fatal_AtItsMoment_IsABareWordThenTheEnd(FaultMoment moment, bool applied)
    {
        await using var router = await Filled();
        await using var probe = await RouterApiProbe.SignIn(router.Port);
        router.Faults.OnNext(Set, RouterFault.Fatal("out of memory", moment));

        Assert.Equal(["!fatal", "out of memory"], (await probe.Ask(Set, "=.id=karim", "=disabled=yes", ".tag=1")).Single());
        Assert.Null(await probe.Read());
        Assert.Equal(applied, router.Secret("karim")!.Disabled);
    }

    [Theory]
    [InlineData(FaultMoment.BeforeApplying, false)]
    [InlineData(FaultMoment.AfterApplying, true)]
    public async Task Reboot_AtItsMoment_DropsAllAndComesBackOnTheSamePort(FaultMoment moment, bool applied)
    {
        await using var router = await Filled();
        await using var probe = await RouterApiProbe.SignIn(router.Port);
        router.Faults.OnNext(Set, RouterFault.Reboot(TimeSpan.FromMilliseconds(50), moment));

        await probe.Send(Set, "=.id=karim", "=disabled=yes");

        await Assert.ThrowsAsync<IOException>(probe.Read);
        await router.WaitUntil(each => each.IsOnline("rahim"), cancellation: TestContext.Current.CancellationToken);
        await using var again = await RouterApiProbe.SignIn(router.Port);
        Assert.Contains("=uptime=0s", (await again.Ask("/system/resource/print"))[0]);
        Assert.Equal(applied, router.Secret("karim")!.Disabled);
        Assert.Equal("reboot", router.Secret("rahim")!.LastDisconnectReason);
    }

    [Fact]
    public async Task Silence_OnOneCommand_LeavesTheOthersAnswered()
    {
        await using var router = await Filled();
        await using var probe = await RouterApiProbe.SignIn(router.Port);
        var armed = router.Faults.OnNext("/ppp/*", RouterFault.Silence());

        await probe.Send("/ppp/secret/print", ".tag=never");
        var replies = await probe.Ask("/ppp/secret/print", "=count-only=", ".tag=now");

        Assert.Equal(["!done", ".tag=now", "=ret=2"], replies.Single());
        Assert.Equal((0, 1), (armed.Left, armed.Struck));
    }

    [Fact]
    public async Task Trap_WithSeveralMessages_ComesBeforeOneDone()
    {
        await using var router = await Filled();
        await using var probe = await RouterApiProbe.SignIn(router.Port);
        router.Faults.OnNext(Set, RouterFault.Trap("std failure: not allowed (9)", "failure: busy"), times: 1);

        var replies = await probe.Ask(Set, "=.id=karim", "=disabled=yes");
        var next = await probe.Ask(Set, "=.id=karim", "=disabled=yes");

        Assert.Equal(["!trap", "!trap", "!done"], replies.Select(each => each[0]));
        Assert.Equal("!done", next.Single()[0]);
    }

    [Fact]
    public async Task HalfAnAnswer_EndsInTheMiddle()
    {
        await using var router = await Filled();
        await using var probe = await RouterApiProbe.SignIn(router.Port);
        router.Faults.OnNext("/ppp/secret/print", RouterFault.HalfAnAnswer());

        await probe.Send("/ppp/secret/print");

        await Assert.ThrowsAsync<EndOfStreamException>(probe.Replies);
    }

    [Fact]
    public async Task Latency_OfEveryCommand_FollowsTheInjectedClock()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions(), clock);
        await using var probe = await RouterApiProbe.SignIn(router.Port);
        router.Faults.Latency = TimeSpan.FromSeconds(3);

        await probe.Send("/system/identity/print");
        var read = probe.Replies();
        await router.WaitUntil(each => each.Faults.Held == 1, cancellation: TestContext.Current.CancellationToken);
        Assert.False(read.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal("!re", (await read)[0][0]);
    }

    [Fact]
    public async Task ThroughputKnee_OverTheBudget_SpacesCommands()
    {
        await using var router = await Filled();
        await using var probe = await RouterApiProbe.SignIn(router.Port);
        router.Faults.ThroughputKnee(budget: 5, spacing: TimeSpan.FromMilliseconds(20), recoversAfter: TimeSpan.FromSeconds(30));
        var before = TimeProvider.System.GetTimestamp();

        for (var i = 0; i < 10; i++)
        {
            await probe.Ask("/system/identity/print");
        }

        Assert.True(TimeProvider.System.GetElapsedTime(before) >= TimeSpan.FromMilliseconds(90));
    }

    [Fact]
    public async Task RefuseLogins_UntilCleared_RefusesTheRightPassword()
    {
        await using var router = await Filled();
        router.Faults.RefuseLogins = true;
        await using var probe = await RouterApiProbe.Connect(router.Port);

        Assert.Equal("!trap", (await probe.Ask("/login", "=name=admin", "=password=secret"))[0][0]);
        router.Faults.Clear();
        Assert.Equal("!done", (await probe.Ask("/login", "=name=admin", "=password=secret"))[0][0]);
    }

    [Fact]
    public async Task CloseOnAccept_EndsBeforeAnyReply()
    {
        await using var router = await Filled();
        router.Faults.CloseOnAccept = true;
        await using var probe = await RouterApiProbe.Connect(router.Port);

        Assert.Null(await probe.Read());
    }

    [Fact]
    public async Task BlackHole_AcceptsAndNeverAnswers()
    {
        await using var router = await Filled();
        router.Faults.BlackHole = true;
        await using var probe = await RouterApiProbe.Connect(router.Port);

        await probe.Send("/login", "=name=admin", "=password=secret");
        var read = probe.Read();
        await router.WaitUntil(each => each.Connections == 1, cancellation: TestContext.Current.CancellationToken);

        await using (var other = await RouterApiProbe.Connect(router.Port))
        {
            await router.WaitUntil(each => each.Connections == 2, cancellation: TestContext.Current.CancellationToken);
        }

        await router.WaitUntil(each => each.Connections == 1, cancellation: TestContext.Current.CancellationToken);
        Assert.False(read.IsCompleted);
        Assert.Equal(0, router.CommandLog.Commands);
    }

    [Fact]
    public async Task StopAndRestart_IsDownAndUpOnTheSamePort_SessionsStay()
    {
        await using var router = await Filled();
        var port = router.Port;
        await using var probe = await RouterApiProbe.SignIn(port);

        await router.Stop();
        await Assert.ThrowsAsync<IOException>(probe.Read);
        await Assert.ThrowsAsync<System.Net.Sockets.SocketException>(() => RouterApiProbe.Connect(port));
        router.Restart();

        await using var again = await RouterApiProbe.SignIn(port);
        Assert.True(router.IsOnline("karim"));
    }

    [Fact]
    public async Task WaitUntil_WhatNeverHappens_TimesOut()
    {
        await using var router = await Filled();

        await Assert.ThrowsAsync<TimeoutException>(() => router.WaitUntil(
            each => each.IsOnline("nobody"), TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken));
    }

    private static async Task<RouterOsSimulator> Filled()
    {
        var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions { RedialDelay = TimeSpan.FromMilliseconds(10) });
        router.AddSecret("karim", online: true);
        router.AddSecret("rahim", online: true);
        return router;
    }
}
