using IspDigital.Benchmarks.Simulation.Routers;
using IspDigital.Core.Routers;
using Microsoft.Extensions.Time.Testing;

namespace IspDigital.Tests.Routers;

public class AccountConvergenceTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 4, 0, 0, TimeSpan.Zero));
    private readonly ConvergenceOptions _options = new();
    private readonly FakeRouter _router;

    public AccountConvergenceTests()
    {
        _router = new FakeRouter(_time) { RedialAfter = TimeSpan.FromSeconds(2) };
        _router.AddProfile("home");
    }

    [Fact]
    public async Task Cut_OfSomebodyOnline_DisablesThenKicksThenProvesItTwice()
    {
        _router.AddAccount("ayesha", online: true);

        var making = MakeSo(new AccountTarget("ayesha", Online: false));
        Assert.False(making.IsCompleted);
        _time.Advance(_options.CleanReadPause);
        var evidence = await making;

        Assert.Equal(
            ["find ayesha", "sessions ayesha", "set *1 disabled=yes", "find ayesha", "sessions ayesha", "remove *2",
                "find ayesha", "sessions ayesha", "find ayesha", "sessions ayesha"],
            _router.Commands);
        Assert.Equal((ConvergenceOutcome.Confirmed, true), (evidence.Outcome, evidence.DisabledSet));
        Assert.Equal("*2", Assert.Single(evidence.SessionsRemoved).Id);
        Assert.Equal((true, 0), (evidence.Seen!.Disabled, evidence.SessionsSeen!.Count));
        Assert.Equal(evidence.StartedAt + _options.CleanReadPause, evidence.ConfirmedAt);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(_router.IsOnline("ayesha"));
    }

    [Fact]
    public async Task Cut_OfSomebodyOffline_IsProvedByOneReadAfterTheWrite()
    {
        _router.AddAccount("ayesha");

        var evidence = await MakeSo(new AccountTarget("ayesha", Online: false));

        Assert.Equal(["find ayesha", "sessions ayesha", "set *1 disabled=yes", "find ayesha", "sessions ayesha"], _router.Commands);
        Assert.Equal(ConvergenceOutcome.Confirmed, evidence.Outcome);
    }

    [Fact]
    public async Task Cut_AlreadyDone_WritesNothing()
    {
        _router.AddAccount("ayesha", disabled: true);

        var evidence = await MakeSo(new AccountTarget("ayesha", Online: false));

        Assert.Equal(["find ayesha", "sessions ayesha"], _router.Commands);
        Assert.Equal((ConvergenceOutcome.Confirmed, (bool?)null), (evidence.Outcome, evidence.DisabledSet));
    }

    [Fact]
    public async Task Cut_WhileAClientSlipsIn_KicksAgain()
    {
        _router.AddAccount("ayesha", online: true);
        _router.SlipIn("ayesha", times: 2);

        var evidence = await Finish(MakeSo(new AccountTarget("ayesha", Online: false)));

        Assert.Equal((ConvergenceOutcome.Confirmed, 3), (evidence.Outcome, evidence.SessionsRemoved.Count));
        Assert.False(_router.IsOnline("ayesha"));
    }

    [Fact]
    public async Task Cut_OfSomebodyWhoComesBackForEver_IsNotConfirmedAfterAllKicks()
    {
        _router.AddAccount("ayesha", online: true);
        _router.SlipIn("ayesha", times: 1000);

        var evidence = await Finish(MakeSo(new AccountTarget("ayesha", Online: false)));

        Assert.Equal((ConvergenceOutcome.NotConfirmed, _options.KicksMax), (evidence.Outcome, evidence.SessionsRemoved.Count));
        Assert.Single(evidence.SessionsSeen!);
        Assert.Null(evidence.ConfirmedAt);
    }

    [Fact]
    public async Task Cut_OfANameTheRouterDoesNotKnow_StillRemovesItsSessions()
    {
        _router.OpenSession("ayesha");

        var evidence = await Finish(MakeSo(new AccountTarget("ayesha", Online: false)));

        Assert.Equal((ConvergenceOutcome.NoSuchAccount, 1), (evidence.Outcome, evidence.SessionsRemoved.Count));
        Assert.False(_router.IsOnline("ayesha"));
    }

    [Fact]
    public async Task Reconnection_IsReadBackAndTheDeviceDialsIn()
    {
        _router.AddAccount("ayesha", online: true);
        await Finish(MakeSo(new AccountTarget("ayesha", Online: false)));
        var before = _router.Commands.Count;

        var evidence = await MakeSo(new AccountTarget("ayesha", Online: true));

        Assert.Equal(["find ayesha", "set *1 disabled=no", "find ayesha"], _router.Commands.Skip(before));
        Assert.Equal((ConvergenceOutcome.Confirmed, false), (evidence.Outcome, evidence.DisabledSet));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(_router.IsOnline("ayesha"));
    }

    [Fact]
    public async Task Reconnection_WithAKnownId_NeedsTwoRoundTrips()
    {
        var id = _router.AddAccount("ayesha", disabled: true);

        var evidence = await MakeSo(new AccountTarget("ayesha", Online: true, "home", id));

        Assert.Equal(["set *1 disabled=no profile=home", "find ayesha", "sessions ayesha"], _router.Commands);
        Assert.Equal((ConvergenceOutcome.Confirmed, "home"), (evidence.Outcome, evidence.ProfileSet));
        Assert.Null(evidence.MisdirectedId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task KnownId_OfAnAccountThatWasMadeAnew_FallsBackToTheName(bool online)
    {
        var stale = _router.AddAccount("ayesha", disabled: online);
        _router.AddAccount("ayesha", disabled: online);

        var evidence = await MakeSo(new AccountTarget("ayesha", online, KnownId: stale));

        Assert.Equal((ConvergenceOutcome.Confirmed, !online), (evidence.Outcome, evidence.DisabledSet));
        Assert.Equal(!online, _router.Account("ayesha")!.Disabled);
        Assert.Null(evidence.MisdirectedId);
    }

    [Fact]
    public async Task KnownId_OfSomebodyElse_IsReportedAndTheRightOneIsSet()
    {
        var babul = _router.AddAccount("babul", disabled: true);
        _router.AddAccount("ayesha", disabled: true);

        var evidence = await MakeSo(new AccountTarget("ayesha", Online: true, KnownId: babul));

        Assert.Equal((ConvergenceOutcome.Confirmed, babul, false), (evidence.Outcome, evidence.MisdirectedId, evidence.DisabledSet));
        Assert.False(_router.Account("ayesha")!.Disabled);
    }

    [Fact]
    public async Task Reconnection_AlreadyDone_IsOneRead()
    {
        _router.AddAccount("ayesha", "home", online: true);

        var evidence = await MakeSo(new AccountTarget("ayesha", Online: true, "home"));

        Assert.Equal(["find ayesha"], _router.Commands);
        Assert.Equal(ConvergenceOutcome.Confirmed, evidence.Outcome);
    }

    [Fact]
    public async Task Reconnection_ToAProfileTheRouterLacks_IsOnlineAllTheSameAndSaysSo()
    {
        _router.AddAccount("ayesha", disabled: true);

        var evidence = await MakeSo(new AccountTarget("ayesha", Online: true, "gold"));

        Assert.Equal((ConvergenceOutcome.NoSuchProfile, "input does not match any value of profile"), (evidence.Outcome, evidence.Why));
        Assert.Equal(("default", false), (evidence.Seen!.Profile, evidence.Seen.Disabled));
        Assert.Null(evidence.ProfileSet);
    }

    [Fact]
    public async Task Reconnection_OfANameTheRouterDoesNotKnow_IsAnOutcome() =>
        Assert.Equal(ConvergenceOutcome.NoSuchAccount, (await MakeSo(new AccountTarget("nobody", Online: true))).Outcome);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ProfileChange_OfSomebodyOnline_RestartsTheSessionWhereWanted(bool restart)
    {
        _options.RestartSessionOnProfileChange = restart;
        _router.AddAccount("ayesha", online: true);
        var session = Assert.Single(_router.Sessions("ayesha"));

        var evidence = await MakeSo(new AccountTarget("ayesha", Online: true, "home"));

        Assert.Equal(ConvergenceOutcome.Confirmed, evidence.Outcome);
        Assert.Equal(restart ? [session.Id] : [], evidence.SessionsRemoved.Select(each => each.Id));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.NotEqual(restart, session.Id == Assert.Single(_router.Sessions("ayesha")).Id);
    }

    [Fact]
    public async Task ProfileChange_LostBeforeTheRestart_IsMadeGoodByTheNextCall()
    {
        _router.AddAccount("ayesha", online: true);
        _router.LosesNextChange = FakeRouter.Loss.AfterApplying;
        await Assert.ThrowsAsync<RouterOutcomeUnknownException>(() => MakeSo(new AccountTarget("ayesha", Online: true, "home")));

        var evidence = await MakeSo(new AccountTarget("ayesha", Online: true, "home", RestartSessions: true));

        Assert.Equal((ConvergenceOutcome.Confirmed, 1), (evidence.Outcome, evidence.SessionsRemoved.Count));
    }

    [Theory]
    [InlineData(FakeRouter.Loss.BeforeApplying, true)]
    [InlineData(FakeRouter.Loss.AfterApplying, null)]
    public async Task Cut_LostOnTheWay_IsFinishedByTheNextCall(FakeRouter.Loss loss, bool? setAgain)
    {
        _router.AddAccount("ayesha");
        _router.LosesNextChange = loss;
        await Assert.ThrowsAsync<RouterOutcomeUnknownException>(() => MakeSo(new AccountTarget("ayesha", Online: false)));

        var evidence = await MakeSo(new AccountTarget("ayesha", Online: false));

        Assert.Equal((ConvergenceOutcome.Confirmed, setAgain), (evidence.Outcome, evidence.DisabledSet));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Change_RefusedByTheRouter_IsAnOutcomeInItsWords(bool online)
    {
        _router.AddAccount("ayesha", disabled: online);
        _router.RefusesChanges = "not enough permissions (9)";

        var evidence = await MakeSo(new AccountTarget("ayesha", online));

        Assert.Equal((ConvergenceOutcome.Refused, "not enough permissions (9)"), (evidence.Outcome, evidence.Why));
        Assert.Equal(online, evidence.Seen!.Disabled);
    }

    private async Task<AccountEvidence> MakeSo(AccountTarget target)
    {
        await using var client = await _router.Connect(new RouterAddress("fake", 8728, false, null, "billing", "s3cret"), CancellationToken.None);
        return await AccountConvergence.MakeSo(client, target, _time, _options, CancellationToken.None);
    }

    /// <summary>Everything but the pauses is immediate here, so each step of the clock is one pause.</summary>
    private async Task<AccountEvidence> Finish(Task<AccountEvidence> making)
    {
        for (var pauses = 0; pauses < 20 && !making.IsCompleted; pauses++)
        {
            _time.Advance(_options.CleanReadPause);
        }

        return await making;
    }
}
