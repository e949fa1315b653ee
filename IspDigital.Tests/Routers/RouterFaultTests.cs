using IspDigital.Core.Routers;
using IspDigital.Core.Routers.RouterOs;
using IspDigital.Simulators.RouterOs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace IspDigital.Tests.Routers;

/// <summary>What can go wrong between us and a router, over TCP: nothing is ever taken as done, and the next attempt finishes it.</summary>
public class RouterFaultTests
{
    private static readonly TimeSpan s_down = TimeSpan.FromSeconds(40);
    private static readonly ConvergenceOptions s_quick = new() { CleanReadPause = TimeSpan.FromMilliseconds(1) };

    private readonly FakeTimeProvider _ourClock = new();
    private readonly FakeTimeProvider _routersClock = new();
    private readonly RouterOptions _options = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, FaultMoment> Losses()
    {
        var data = new TheoryData<string, string, FaultMoment>();
        foreach (var command in new[] { "/ppp/secret/set", "/ppp/active/remove" })
        {
            foreach (var moment in Enum.GetValues<FaultMoment>())
            {
                foreach (var fault in new[] { "close", "reset", "silence", "fatal", "reboot" })
                {
                    data.Add(command, fault, moment);
                }
            }

            data.Add(command, "half an answer", FaultMoment.AfterApplying);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Cut_LostAtAnyCommand_IsUnknownThenConverges(string command, string kind, FaultMoment moment)
    {
        await using var simulator = await Router();
        simulator.AddSecret("ayesha", online: true);
        await using (var router = await Connect(simulator))
        {
            var armed = simulator.Faults.OnNext(command, Fault(kind, moment));
            var making = MakeSo(router, online: false);
            if (kind == "silence")
            {
                await simulator.WaitUntil(_ => armed.Struck == 1, cancellation: Cancellation);
                _ourClock.Advance(_options.CommandDeadline);
            }

            await Assert.ThrowsAsync<RouterOutcomeUnknownException>(() => making);
            Assert.False(router.IsUsable);
            Assert.Equal(command != "/ppp/secret/set" || moment == FaultMoment.AfterApplying, simulator.Secret("ayesha")!.Disabled);
        }

        if (kind == "reboot")
        {
            await Assert.ThrowsAsync<RouterUnreachableException>(() => Connect(simulator));
            _routersClock.Advance(s_down);
        }

        await using var again = await Connect(simulator);
        var evidence = await MakeSo(again, online: false);

        Assert.Equal(ConvergenceOutcome.Confirmed, evidence.Outcome);
        Assert.True(simulator.Secret("ayesha")!.Disabled);
        _routersClock.Advance(TimeSpan.FromMinutes(5));
        Assert.False(simulator.IsOnline("ayesha"));
    }

    [Theory]
    [InlineData("close", FaultMoment.BeforeApplying)]
    [InlineData("close", FaultMoment.AfterApplying)]
    [InlineData("silence", FaultMoment.BeforeApplying)]
    [InlineData("silence", FaultMoment.AfterApplying)]
    [InlineData("reboot", FaultMoment.BeforeApplying)]
    [InlineData("reboot", FaultMoment.AfterApplying)]
    public async Task Reconnection_LostAtTheWrite_IsUnknownThenConverges(string kind, FaultMoment moment)
    {
        await using var simulator = await Router();
        simulator.AddSecret("ayesha", disabled: true, online: true);
        await using (var router = await Connect(simulator))
        {
            var armed = simulator.Faults.OnNext("/ppp/secret/set", Fault(kind, moment));
            var making = MakeSo(router, online: true);
            if (kind == "silence")
            {
                await simulator.WaitUntil(_ => armed.Struck == 1, cancellation: Cancellation);
                _ourClock.Advance(_options.CommandDeadline);
            }

            await Assert.ThrowsAsync<RouterOutcomeUnknownException>(() => making);
        }

        _routersClock.Advance(kind == "reboot" ? s_down : TimeSpan.Zero);
        await using var again = await Connect(simulator);
        var evidence = await MakeSo(again, online: true);

        Assert.Equal((ConvergenceOutcome.Confirmed, moment == FaultMoment.BeforeApplying ? false : null), (evidence.Outcome, evidence.DisabledSet));
        _routersClock.Advance(TimeSpan.FromSeconds(10));
        await simulator.WaitUntil(router => router.IsOnline("ayesha"), cancellation: Cancellation);
    }

    [Fact]
    public async Task Commands_ManyUnderWayWhenTheConnectionIsReset_AreAllUnknownOrUnsent()
    {
        await using var simulator = await Router();
        var ids = Enumerable.Range(1, 20).Select(number => simulator.AddSecret($"user{number:0000}")).ToList();
        await using var router = await Connect(simulator);
        var armed = simulator.Faults.OnNext("/ppp/secret/set", Fault("silence", FaultMoment.BeforeApplying), times: 20);

        var setting = ids.Select(id => router.SetAccount(id, disabled: true, null, Cancellation)).ToList();
        await simulator.WaitUntil(_ => armed.Struck == _options.CommandsInFlightMax, cancellation: Cancellation);
        await simulator.Stop();

        await Task.WhenAny(Task.WhenAll(setting), Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System, Cancellation));
        Assert.Equal(_options.CommandsInFlightMax, setting.Count(each => each.Exception?.InnerException is RouterOutcomeUnknownException));
        Assert.Equal(20 - _options.CommandsInFlightMax, setting.Count(each => each.Exception?.InnerException is RouterUnreachableException));
        Assert.DoesNotContain(simulator.Secrets, secret => secret.Disabled);
    }

    [Fact]
    public async Task List_WhoseRowsDripForEver_EndsAtItsDeadline()
    {
        await using var simulator = await Router();
        simulator.AddSecret("ayesha");
        simulator.AddSecret("babul");
        await using var router = await Connect(simulator);
        var armed = simulator.Faults.OnNext("/ppp/secret/print", RouterFault.SlowRows(TimeSpan.FromMinutes(5)));

        var listing = router.ListAccounts(Cancellation);
        await simulator.WaitUntil(_ => armed.Struck == 1, cancellation: Cancellation);
        _ourClock.Advance(_options.ListDeadline);

        await Assert.ThrowsAsync<RouterOutcomeUnknownException>(() => listing);
    }

    [Fact]
    public async Task Commands_WhileAnotherIsSlow_OvertakeIt()
    {
        await using var simulator = await Router();
        simulator.AddSecret("ayesha");
        await using var router = await Connect(simulator);
        var armed = simulator.Faults.OnNext("/ppp/profile/print", RouterFault.Delay(TimeSpan.FromSeconds(5)));

        var slow = router.ListProfiles(Cancellation);
        await simulator.WaitUntil(_ => armed.Struck == 1, cancellation: Cancellation);

        Assert.NotNull(await router.FindAccount("ayesha", Cancellation));
        Assert.False(slow.IsCompleted);
        _routersClock.Advance(TimeSpan.FromSeconds(5));
        Assert.Contains("default", await slow);
    }

    [Fact]
    public async Task Replies_InWritesOfOneByte_AreJoined()
    {
        await using var simulator = await Router();
        simulator.AddSecret("ayesha", online: true);
        simulator.SetSecret("ayesha", "comment", [0x63, 0x61, 0x66, 0xE9]);
        simulator.Faults.WriteSize = 1;
        await using var router = await Connect(simulator);

        Assert.Equal(ConvergenceOutcome.Confirmed, (await MakeSo(router, online: false)).Outcome);
        Assert.Single(await router.ListAccounts(Cancellation));
    }

    [Fact]
    public async Task User_WithoutTheWritePolicy_IsRefusedInTheRoutersWordsAndNothingChanges()
    {
        await using var simulator = await Router(new() { Policies = ["api", "read"] });
        simulator.AddSecret("ayesha", online: true);
        await using var router = await Connect(simulator);

        var evidence = await MakeSo(router, online: false);

        Assert.Equal(ConvergenceOutcome.Refused, evidence.Outcome);
        Assert.Contains("permissions", evidence.Why, StringComparison.Ordinal);
        Assert.True(simulator.IsOnline("ayesha"));
    }

    [Theory]
    [InlineData("7.16", false)]
    [InlineData("6.49", false)]
    [InlineData("6.40", true)]
    public async Task SignIn_WithAWrongPassword_IsRefused(string version, bool legacy)
    {
        await using var simulator = await Router(new() { Version = version });
        var address = SimulatorLab.AddressOf(simulator) with { Password = "wrong", AllowLegacyLogin = legacy };

        var refused = await Assert.ThrowsAsync<RouterRefusedException>(() => Connector().Connect(address, Cancellation));

        Assert.Equal(RouterRefusal.Login, refused.Refusal);
        await using var right = await Connector().Connect(address with { Password = "secret" }, Cancellation);
        Assert.True(right.IsUsable);
    }

    [Fact]
    public async Task Certificate_NotThePinnedOne_IsRefusedBeforeSignIn()
    {
        await using var simulator = await Router(new() { Tls = true });
        var address = SimulatorLab.AddressOf(simulator, tls: true);

        var refused = await Assert.ThrowsAsync<RouterRefusedException>(
            () => Connector().Connect(address with { CertificateThumbprint = new string('0', 64) }, Cancellation));

        Assert.Equal((RouterRefusal.Certificate, simulator.Thumbprint), (refused.Refusal, refused.ShownThumbprint));
        Assert.Equal(0, simulator.CommandLog.Commands);
    }

    [Fact]
    public async Task Source_NotAllowedOrOneTooMany_IsUnreachableWithAdvice()
    {
        await using var simulator = await Router(new() { MaxSessions = 1 });
        await using var first = await Connect(simulator);

        var tooMany = await Assert.ThrowsAsync<RouterUnreachableException>(() => Connect(simulator));

        Assert.Contains("max-sessions", tooMany.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Router_ThatGoesSilent_IsNoticedByTheKeepAlive()
    {
        await using var simulator = await Router();
        await using var router = await Connect(simulator);
        simulator.Faults.BlackHole = true;

        _ourClock.Advance(_options.KeepAliveIdle);
        _ourClock.Advance(_options.CommandDeadline);

        Assert.False(router.IsUsable);
    }

    private static RouterFault Fault(string kind, FaultMoment moment) => kind switch
    {
        "close" => RouterFault.Close(moment),
        "reset" => RouterFault.Reset(moment),
        "silence" => RouterFault.Silence(moment),
        "fatal" => RouterFault.Fatal(moment: moment),
        "reboot" => RouterFault.Reboot(s_down, moment),
        "half an answer" => RouterFault.HalfAnAnswer(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown fault"),
    };

    private Task<RouterOsSimulator> Router(RouterOsSimulatorOptions? options = null) =>
        RouterOsSimulator.Start((options ?? new()) with { RedialDelay = TimeSpan.FromSeconds(2) }, _routersClock);

    private RouterOsConnector Connector() => new(Options.Create(_options), _ourClock, NullLogger<RouterOsConnector>.Instance);

    private Task<IRouterClient> Connect(RouterOsSimulator simulator) => Connector().Connect(SimulatorLab.AddressOf(simulator), Cancellation);

    private static Task<AccountEvidence> MakeSo(IRouterClient router, bool online) =>
        AccountConvergence.MakeSo(router, new AccountTarget("ayesha", online), TimeProvider.System, s_quick, Cancellation);
}
