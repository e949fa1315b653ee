using IspDigital.Core.Access;
using IspDigital.Core.Access.Rules;
using IspDigital.Core.Primitives;
using IspDigital.Core.Routers;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Access;

public abstract class BoardSpecification
{
    protected abstract Task<TestPortal> Start();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Board_FromPlanToRouter_ShowsEachLineWhereItStands()
    {
        await using var portal = await Start();
        var router = await portal.GivenRouter();
        var lines = await portal.GivenLines(router, "rahim", "karim");
        await portal.Owes(lines, 500, portal.Today.AddDays(-1));
        await portal.AccessMinute();

        var planned = await Board(portal);
        Assert.Equal((2, Money.FromTaka(1000)), (planned.Next!.Planned, planned.Next.Total));
        Assert.Equal(["rahim Uddin", "karim Uddin"], planned.Next.Lines.Select(l => l.Name));

        portal.GoTo(portal.Today, 10);
        await portal.AccessMinute();
        var underWay = await Board(portal);
        Assert.Null(underWay.Next);
        Assert.Equal(2, underWay.Last!.Made);
        Assert.Equal(2, underWay.Of(BoardPlace.InProgress).Total);
        Assert.Equal(AccessReasonCode.Overdue, underWay.Of(BoardPlace.InProgress).Lines[0].Because!.Code);

        await Health(portal, router, RouterHealth.Down);
        var waiting = await Board(portal);
        Assert.Equal((0, 2, 2), (waiting.Counts.InProgress, waiting.Counts.Waiting, waiting.Counts.Off));
        Assert.Equal("R1", waiting.Of(BoardPlace.WaitingForRouter).Lines[0].RouterName);
    }

    [Fact]
    public async Task Board_CutOfWhichTheRouterDidNotHearInTheWindow_SaysThatItWaits()
    {
        await using var portal = await Start();
        var lines = await portal.GivenLines(await portal.GivenRouter(), "rahim");
        await portal.Owes(lines, 500, portal.Today.AddDays(-1));
        portal.GoTo(portal.Today, 10);
        await portal.AccessMinute();
        Assert.False((await Board(portal)).Of(BoardPlace.InProgress).Lines[0].WaitsForWindow);

        portal.GoTo(portal.Today, 17);

        Assert.True((await Board(portal)).Of(BoardPlace.InProgress).Lines[0].WaitsForWindow);
    }

    [Fact]
    public async Task Board_ForATechnician_NamesNoMoney()
    {
        await using var portal = await Start();
        var lines = await portal.GivenLines(await portal.GivenRouter(), "rahim");
        await portal.Owes(lines, 500, portal.Today.AddDays(-1));
        await portal.AccessMinute();

        var board = await Board(portal, Role.Technician);

        Assert.Null(board.Next!.Total);
        Assert.Null(board.Next.Lines[0].Amount);
    }

    [Fact]
    public async Task PaidButOff_RouterDown_IsCountedUntilItIsProvedOn()
    {
        await using var portal = await Start();
        var line = (await portal.GivenLines(await portal.GivenRouter(), "rahim"))[0];
        await portal.Owes(line, 500, portal.Today.AddDays(-1));
        portal.GoTo(portal.Today, 10);
        await portal.AccessMinute();
        await portal.Write(async work =>
        {
            (await work.Db.DesiredStates.SingleAsync()).Confirm(online: false, work.Now);
            return true;
        });
        Assert.Equal(0, (await Board(portal)).Counts.PaidButOff);

        await portal.Pays(line);
        await portal.Decide();

        var board = await Board(portal);
        Assert.Equal((1, 0), (board.Counts.PaidButOff, board.Counts.Off));
        Assert.True(board.Of(BoardPlace.InProgress).Lines.Single().IsPaidButOff);
    }

    [Fact]
    public async Task Access_OfASubscriber_TellsWhyAndWhenTheCutWouldCome()
    {
        await using var portal = await Start();
        var line = (await portal.GivenLines(await portal.GivenRouter(), "rahim"))[0];
        await portal.Owes(line, 500, portal.Today.AddDays(-1));
        await portal.AccessMinute();

        await using var scope = portal.As(Role.Support);
        var access = await scope.ServiceProvider.GetRequiredService<AccessQueries>().Of(line, Cancellation);

        Assert.True(access!.IsCutDue);
        Assert.Equal(AccessReasonCode.Overdue, access.Decision.Because.Code);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 4, 0, 0, TimeSpan.Zero), access.CutsFrom); // 10:00 in Dhaka
        Assert.Equal(3, access.PromiseDaysMax);
    }

    private static async Task<DisconnectionBoard> Board(TestPortal portal, Role role = Role.Owner)
    {
        await using var scope = portal.As(role);
        return await scope.ServiceProvider.GetRequiredService<DisconnectionQueries>().Board(Cancellation);
    }

    private static Task<bool> Health(TestPortal portal, long routerId, RouterHealth health) => portal.Write(async work =>
    {
        (await work.Db.Routers.SingleAsync(r => r.Id == routerId)).Saw(health, work.Now, "timed out", null);
        return true;
    });
}

public sealed class SqliteBoardTests : BoardSpecification
{
    protected override Task<TestPortal> Start() => Task.FromResult(TestPortal.Start());
}

public sealed class PostgresBoardTests : BoardSpecification
{
    protected override Task<TestPortal> Start() => TestPortal.StartPostgres();
}
