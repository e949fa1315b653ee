using IspDigital.Core.Access;
using IspDigital.Core.Access.Rules;
using IspDigital.Core.Primitives;
using IspDigital.Core.Routers;
using IspDigital.Core.Subscribers;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Access;

/// <summary>Which cuts a router is told of, when, and what is made of its answer.</summary>
public sealed class CutsAtRoutersTests
{
    private static readonly DateOnly s_thursday = new(2026, 1, 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CutForMoney_OfWhichTheRouterDidNotHearInTheWindow_WaitsForTheNextOne()
    {
        await using var portal = TestPortal.Start();
        var router = await portal.GivenRouter();
        var line = (await portal.GivenLines(router, "rahim"))[0];
        await Cut(portal, line);

        Assert.Equal([line], await Due(portal, router));
        portal.GoTo(s_thursday, 17);
        Assert.Empty(await Due(portal, router));
        portal.GoTo(s_thursday.AddDays(1), 11); // Friday
        Assert.Empty(await Due(portal, router));
        portal.GoTo(s_thursday.AddDays(2), 10);
        Assert.Equal([line], await Due(portal, router));
    }

    [Fact]
    public async Task CutsForMoney_ThatWaitForTheWindow_HoldNobodyElseUp()
    {
        await using var portal = TestPortal.Start();
        var router = await portal.GivenRouter();
        var lines = await portal.GivenLines(router, "rahim", "karim", "jamal");
        await Cut(portal, lines[0]);
        portal.GoTo(s_thursday, 20);

        await portal.As<OverrideAccess, OverrideAccessRequest, Done>(new(lines[1], Online: false, null, "Cable"));

        Assert.Equal([lines[1]], await Due(portal, router, most: 1));
        await portal.Pays(lines[0]);
        await portal.Decide();
        Assert.Equal([lines[0]], await Due(portal, router, most: 1));
    }

    [Fact]
    public async Task CutForMoney_OfALineThatIsOffAlready_IsMadeAtAnyHour()
    {
        await using var portal = TestPortal.Start();
        var router = await portal.GivenRouter();
        var line = (await portal.GivenLines(router, "rahim"))[0];
        await Cut(portal, line);
        await Answer(portal, router, line, ConvergenceOutcome.Confirmed, sessions: 0);
        portal.GoTo(s_thursday, 20);

        await portal.Services.GetRequiredService<RouterReports>().Reopen(router, "rahim", Cancellation);

        Assert.Equal([line], await Due(portal, router));
    }

    [Theory]
    [InlineData(0, ApplyState.Done)]
    [InlineData(1, ApplyState.Failed)] // somebody is still in under that name
    public async Task Cut_OfAClosedAccountThatTheRouterDoesNotHave_IsDoneWithoutSessions(int sessions, ApplyState becomes)
    {
        await using var portal = TestPortal.Start();
        var router = await portal.GivenRouter();
        var line = (await portal.GivenLines(router, "rahim"))[0];
        await portal.Decide();
        await portal.As<CloseSubscriber, CloseSubscriberRequest, Done>(new(line, "Moved"));
        await portal.Decide();

        await Answer(portal, router, line, ConvergenceOutcome.NoSuchAccount, sessions);

        Assert.Equal(becomes, (await portal.DesiredState(line)).Apply);
    }

    [Fact]
    public async Task CutForMoney_OfAnAccountThatTheRouterDoesNotHave_AsksAPersonToLook()
    {
        await using var portal = TestPortal.Start();
        var router = await portal.GivenRouter();
        var line = (await portal.GivenLines(router, "rahim"))[0];
        await Cut(portal, line);

        await Answer(portal, router, line, ConvergenceOutcome.NoSuchAccount, sessions: 0);

        var state = await portal.DesiredState(line);
        Assert.Equal((ApplyState.Failed, "Access.NoSuchAccount"), (state.Apply, state.LastErrorCode));
    }

    private static async Task Cut(TestPortal portal, long line)
    {
        await portal.Decide();
        await portal.Owes(line, 500, s_thursday.AddDays(-1));
        portal.GoTo(s_thursday, 10);
        await portal.AccessMinute();
        Assert.Equal(AccessReasonCode.Overdue, (await portal.DesiredState(line)).Reasons[0].Code);
    }

    private static async Task<List<long>> Due(TestPortal portal, long router, int most = 10) =>
        (await portal.Services.GetRequiredService<RouterReports>().Due(router, most, Cancellation))
        .Where(d => d.Change != AccessChange.Sync).Select(d => d.SubscriberId).ToList();

    private static async Task Answer(TestPortal portal, long router, long line, ConvergenceOutcome outcome, int sessions)
    {
        var (state, now) = (await portal.DesiredState(line), portal.Clock.GetUtcNow());
        var seen = Enumerable.Range(0, sessions).Select(i => new RouterSession($"*{i}", state.PppName, "10.0.0.2", "AA:BB", TimeSpan.Zero)).ToList();
        var evidence = new AccountEvidence(
            new AccountTarget(state.PppName, Online: false), outcome, null, null, null, [], seen, now, now, outcome == ConvergenceOutcome.Confirmed ? now : null, null, null);
        await portal.Services.GetRequiredService<RouterReports>()
            .Settle(router, [new RouterAttempt(line, state.Version, state.PppName, AttemptEnd.Answered, evidence)], Cancellation);
    }
}
