using IspDigital.Benchmarks.Simulation.Routers;
using IspDigital.Core.Access;
using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Messaging;
using IspDigital.Core.Routers;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Scenarios;

/// <summary>From the unpaid invoice to the blocked session and back, with everything that goes wrong on the way.</summary>
public sealed class AccessScenarios
{
    private static readonly DateOnly s_thursday = new(2026, 1, 1);
    private readonly FakeRouters _routers = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cut_ThenPaid_SessionEndsAndAccountComesBackWithEvidenceRecordAndNotices()
    {
        await using var portal = Portal();
        var (router, lines) = await Given(portal, "rahim");
        await using var work = await AccessAtWork.Start(portal);
        await Cut(portal, lines);
        await work.Until(db => IsDone(db, lines[0], online: false));
        Assert.True(router.Account("rahim")!.Disabled);
        Assert.False(router.IsOnline("rahim"));

        await portal.Pays(lines[0]);
        await work.Until(db => IsDone(db, lines[0], online: true));

        Assert.False(router.Account("rahim")!.Disabled);
        await using var db = portal.OpenDb();
        Assert.Equal(
            [AuditAction.DisconnectionDecided, AuditAction.Disconnected, AuditAction.ReconnectionDecided, AuditAction.Reconnected],
            await db.AuditEntries.Where(a => a.SubscriberId == lines[0] && a.SubjectKind == nameof(DesiredState))
                .OrderBy(a => a.Id).Select(a => a.Action).ToListAsync(Cancellation));
        Assert.Equal(
            [MessageKind.Disconnected, MessageKind.Reconnected],
            await db.OutboxMessages.OrderBy(m => m.Id).Select(m => m.Kind).ToListAsync(Cancellation));
        Assert.Contains("\"Confirmed\"", (await portal.DesiredState(lines[0])).EvidenceJson, StringComparison.Ordinal);
        Assert.Equal(RouterHealth.Up, (await db.Routers.SingleAsync(Cancellation)).Health);
    }

    [Fact]
    public async Task Paid_WhileTheRouterIsDown_ComesBackByItselfWhenItIsUp()
    {
        await using var portal = Portal();
        var (router, lines) = await Given(portal, "rahim");
        await using var work = await AccessAtWork.Start(portal);
        await Cut(portal, lines);
        await work.Until(db => IsDone(db, lines[0], online: false));

        router.Offline = true;
        await portal.Pays(lines[0]);
        await work.Until(db => db.DesiredStates.AnyAsync(
            d => d.Online && db.Routers.Any(r => r.Id == d.RouterId && r.Health == RouterHealth.Down), Cancellation));
        Assert.Equal(ApplyState.Pending, (await portal.DesiredState(lines[0])).Apply);

        router.Offline = false;
        await Later(portal, TimeSpan.FromMinutes(2), work, db => IsDone(db, lines[0], online: true));
        Assert.False(router.Account("rahim")!.Disabled);
    }

    [Fact]
    public async Task Router_RefusesTheWrite_IsShownAsFailedNeverAsOffAndRepairedOnRetry()
    {
        await using var portal = Portal();
        var (router, lines) = await Given(portal, "rahim", "karim");
        await using var work = await AccessAtWork.Start(portal);
        await work.Until(async db => await IsDone(db, lines[0], online: true) && await IsDone(db, lines[1], online: true));
        router.RefusesChanges = "not enough permissions (9)";
        await Cut(portal, lines);
        await work.Until(db => db.DesiredStates.AllAsync(d => d.Apply == ApplyState.Failed, Cancellation));
        Assert.True(router.IsOnline("rahim"));
        var failed = await portal.DesiredState(lines[0]);
        Assert.Equal(("Access.RouterRefused", "not enough permissions (9)", true), (failed.LastErrorCode, failed.LastErrorText, failed.ConfirmedOnline));

        router.RefusesChanges = null;
        await portal.As<RetryAccess, RetryAccessRequest, int>(new(null, failed.RouterId));
        await work.Until(async db => await IsDone(db, lines[0], online: false) && await IsDone(db, lines[1], online: false));
        Assert.False(router.IsOnline("rahim"));
    }

    [Fact]
    public async Task Router_Hangs_AnotherRoutersCustomersDoNotWait()
    {
        await using var portal = Portal();
        var (hanging, stuck) = await Given(portal, "rahim");
        var healthy = _routers.Add(2, portal.Clock);
        healthy.AddProfile("plan-10M");
        healthy.AddAccount("salma", "plan-10M", online: true);
        var others = await portal.GivenLines(await portal.GivenRouter("R2", 2), "salma");
        await using var work = await AccessAtWork.Start(portal);
        await portal.Decide();
        await work.Until(async db => await IsDone(db, stuck[0], online: true) && await IsDone(db, others[0], online: true));

        hanging.Latency = TimeSpan.FromDays(1);
        await Cut(portal, [stuck[0], others[0]]);
        await work.Until(db => IsDone(db, others[0], online: false));
        await portal.Pays(others[0]);
        await work.Until(db => IsDone(db, others[0], online: true));

        Assert.Equal(ApplyState.Pending, (await portal.DesiredState(stuck[0])).Apply);
    }

    [Fact]
    public async Task Crash_BetweenDecisionAndRouter_NewWorkerConverges()
    {
        await using var portal = Portal();
        var (router, lines) = await Given(portal, "rahim");
        await Cut(portal, lines); // decided and stored; nobody serves the router
        Assert.False((await portal.DesiredState(lines[0])).Online);
        Assert.True(router.IsOnline("rahim"));

        await using var work = await AccessAtWork.Start(portal);
        await work.Until(db => IsDone(db, lines[0], online: false));
        Assert.False(router.IsOnline("rahim"));
    }

    [Theory]
    [InlineData(FakeRouter.Loss.BeforeApplying)]
    [InlineData(FakeRouter.Loss.AfterApplying)]
    public async Task Connection_LostAtTheWrite_IsReadBackAndConverges(FakeRouter.Loss loss)
    {
        await using var portal = Portal();
        var (router, lines) = await Given(portal, "rahim");
        await using var work = await AccessAtWork.Start(portal);
        await portal.Decide();
        await work.Until(db => IsDone(db, lines[0], online: true));

        router.LosesNextChange = loss;
        await Cut(portal, lines);
        await work.Until(db => IsDone(db, lines[0], online: false));

        Assert.True(router.Account("rahim")!.Disabled && !router.IsOnline("rahim"));
        Assert.Equal(2, router.Connects);
    }

    [Fact]
    public async Task Paid_WhileTheCutIsUnderWay_CutIsCutShortAndTheLineIsOn()
    {
        await using var portal = Portal();
        var (router, lines) = await Given(portal, "rahim");
        await using var work = await AccessAtWork.Start(portal);
        await portal.Decide();
        await work.Until(db => IsDone(db, lines[0], online: true));

        router.Latency = TimeSpan.FromSeconds(1); // the cut now waits for the clock, which stands
        await Cut(portal, lines);
        await work.Until(_ => Task.FromResult(portal.Services.GetRequiredService<AccessProgress>().UnderWay.ContainsKey(lines[0])));
        router.Latency = TimeSpan.Zero;
        await portal.Pays(lines[0]);
        await work.Until(db => IsDone(db, lines[0], online: true));

        Assert.False(router.Account("rahim")!.Disabled);
    }

    [Fact]
    public async Task Login_Refused_IsNotKnockedAtInALoopAndWorksWhenAPersonSaysSo()
    {
        await using var portal = Portal();
        var (router, lines) = await Given(portal, "rahim");
        await Cut(portal, lines);
        router.RefusesLogin = true;
        await using var work = await AccessAtWork.Start(portal);
        await work.Until(db => db.Routers.AnyAsync(r => r.Health == RouterHealth.Refusing, Cancellation));
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, router.Connects);

        router.RefusesLogin = false;
        await portal.As<RetryAccess, RetryAccessRequest, int>(new(null, (await portal.DesiredState(lines[0])).RouterId));
        await work.Until(db => IsDone(db, lines[0], online: false));
        Assert.Equal(2, router.Connects);
    }

    [Fact]
    public async Task Account_UnknownToTheRouter_FailsWithWhatToDoAndOthersGoOn()
    {
        await using var portal = Portal();
        var (router, lines) = await Given(portal, "rahim", "karim");
        router.RemoveAccount("rahim");
        await using var work = await AccessAtWork.Start(portal);
        await Cut(portal, lines);
        await work.Until(async db => await IsDone(db, lines[1], online: false)
            && await db.DesiredStates.AnyAsync(d => d.SubscriberId == lines[0] && d.LastErrorCode == "Access.NoSuchAccount" && !d.Online, Cancellation));

        router.AddAccount("rahim", "plan-10M", online: true); // the technician makes it; it is found at the next turn
        await Later(portal, TimeSpan.FromMinutes(11), work, db => IsDone(db, lines[0], online: false));
    }

    [Fact]
    public async Task Undo_OfABatch_AllComeBackOnTheRouter()
    {
        await using var portal = Portal();
        var (router, lines) = await Given(portal, "rahim", "karim");
        await using var work = await AccessAtWork.Start(portal);
        await Cut(portal, lines);
        await work.Until(async db => await IsDone(db, lines[0], online: false) && await IsDone(db, lines[1], online: false));
        await using var db = portal.OpenDb();
        var batch = await db.CutBatches.SingleAsync(Cancellation);

        Assert.Equal(2, (await portal.As<UndoBatch, UndoBatchRequest, int>(new(batch.Id, "Wrong list"))).Value);
        await work.Until(async d => await IsDone(d, lines[0], online: true) && await IsDone(d, lines[1], online: true));

        Assert.False(router.Account("rahim")!.Disabled || router.Account("karim")!.Disabled);
    }

    private static Task<bool> IsDone(IspDbContext db, long id, bool online) =>
        db.DesiredStates.AnyAsync(d => d.SubscriberId == id && d.Online == online && d.Apply == ApplyState.Done, Cancellation);

    /// <summary>Moves the clock on, again after each commit: a worker may only be about to wait on it.</summary>
    private static Task Later(TestPortal portal, TimeSpan time, AccessAtWork work, Func<IspDbContext, Task<bool>> holds)
    {
        portal.Clock.Advance(time);
        // A worker that was about to wait when the clock moved would wait for ever: it is told to look.
        portal.Services.GetRequiredService<IChangeFeed>().Publish([new Change(ChangeKind.Access)]);
        return work.Until(async db =>
        {
            portal.Clock.Advance(time);
            return await holds(db);
        });
    }

    private TestPortal Portal() => TestPortal.Start(services =>
    {
        services.AddSingleton<IRouterConnector>(_routers);
        services.Configure<RouterOptions>(o => o.Convergence.CleanReadPause = TimeSpan.Zero);
    });

    private async Task<(FakeRouter Router, IReadOnlyList<long> Lines)> Given(TestPortal portal, params string[] names)
    {
        var router = _routers.Add(1, portal.Clock);
        router.AddProfile("plan-10M");
        foreach (var name in names)
        {
            router.AddAccount(name, "plan-10M", online: true);
        }
        return (router, await portal.GivenLines(await portal.GivenRouter("R1", 1), names));
    }

    private static async Task Cut(TestPortal portal, IReadOnlyList<long> lines)
    {
        await portal.Owes(lines, 500, s_thursday.AddDays(-1));
        portal.GoTo(s_thursday, 10);
        await portal.AccessMinute();
    }
}
