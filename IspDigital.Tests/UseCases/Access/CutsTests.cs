using IspDigital.Core.Access;
using IspDigital.Core.Access.Rules;
using IspDigital.Core.Audit;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Tests.UseCases.Access;

public abstract class CutsSpecification
{
    protected abstract Task<TestPortal> Start();

    private static readonly DateOnly s_thursday = new(2026, 1, 1);
    private static readonly DateOnly s_saturday = new(2026, 1, 3);

    [Fact]
    public async Task Cut_GraceIsOver_WaitsForTheWindowAndStandsOnTheListBefore()
    {
        await using var portal = await Start();
        var line = (await portal.GivenLines(await portal.GivenRouter(), "rahim"))[0];
        await portal.Owes(line, 500, s_thursday.AddDays(-1));
        await portal.AccessMinute(); // 09:00

        var planned = Assert.Single(await portal.PlannedCuts());
        Assert.Equal((CutState.Planned, Money.FromTaka(500)), (planned.State, planned.Amount));
        Assert.True((await portal.DesiredState(line)).Online);

        portal.GoTo(s_thursday, 10);
        await portal.AccessMinute();
        Assert.Equal(CutState.Released, (await portal.PlannedCuts()).Single().State);
        Assert.False((await portal.DesiredState(line)).Online);
    }

    [Fact]
    public async Task Plan_EveningBefore_NamesWhoseGraceEndsToday()
    {
        await using var portal = await Start();
        var line = (await portal.GivenLines(await portal.GivenRouter(), "rahim"))[0];
        await portal.Owes(line, 500, s_thursday);
        await portal.AccessMinute();
        Assert.Empty(await portal.PlannedCuts());

        portal.GoTo(s_thursday, 18);
        await portal.AccessMinute();
        await portal.Decide(); // another look on the day itself must not take it off the list of the day to come

        Assert.Single(await portal.PlannedCuts());
        await using var db = portal.OpenDb();
        Assert.Equal(s_saturday, (await db.CutBatches.SingleAsync(TestContext.Current.CancellationToken)).Day); // Friday is spared
    }

    [Fact]
    public async Task Pay_BetweenPlanAndRelease_IsDroppedAtOnce()
    {
        await using var portal = await Start();
        var line = (await portal.GivenLines(await portal.GivenRouter(), "rahim"))[0];
        await portal.Owes(line, 500, s_thursday.AddDays(-1));
        await portal.AccessMinute();

        await portal.Pays(line);
        await portal.Decide();

        Assert.Equal(CutState.Dropped, (await portal.PlannedCuts()).Single().State);
    }

    [Fact]
    public async Task Pay_DuringTheRunWithoutAnyWakeUp_IsDroppedAtTheLastMoment()
    {
        await using var portal = await Start();
        var lines = await portal.GivenLines(await portal.GivenRouter(), "rahim", "karim");
        await portal.Owes(lines, 500, s_thursday.AddDays(-1));
        await portal.AccessMinute();
        portal.GoTo(s_thursday, 10);

        await portal.Pays(lines[0]); // the list still names them; nobody decided since
        var released = await portal.Job<ReleaseCuts, ReleaseCutsRequest, ReleasedCuts>(new ReleaseCutsRequest());

        Assert.Equal(new ReleasedCuts(1, 1), released);
        Assert.True((await portal.DesiredState(lines[0])).Online);
        Assert.False((await portal.DesiredState(lines[1])).Online);
    }

    [Fact]
    public async Task Pay_AfterTheCut_NewerVersionBringsBack()
    {
        await using var portal = await Start();
        var line = (await portal.GivenLines(await portal.GivenRouter(), "rahim"))[0];
        await portal.Owes(line, 500, s_thursday.AddDays(-1));
        portal.GoTo(s_thursday, 10);
        await portal.AccessMinute();
        var cut = await portal.DesiredState(line);

        await portal.Pays(line);
        await portal.Decide();

        var back = await portal.DesiredState(line);
        Assert.True(back.Online && back.Version > cut.Version);
        Assert.Equal(AccessChange.Reconnect, back.Change);
        await using var db = portal.OpenDb();
        Assert.Empty(await db.AccessMarks.ToListAsync(TestContext.Current.CancellationToken));
        Assert.Contains(AuditAction.ReconnectionDecided, await db.AuditEntries.Select(a => a.Action).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Exclude_FromTheList_IsNotCutThatDayAndStandsOnTheNextList()
    {
        await using var portal = await Start();
        var line = (await portal.GivenLines(await portal.GivenRouter(), "rahim"))[0];
        await portal.Owes(line, 500, s_thursday.AddDays(-1));
        await portal.AccessMinute();
        var cut = (await portal.PlannedCuts()).Single();

        Assert.True((await portal.As<ExcludeCut, ExcludeCutRequest, Done>(new(cut.Id, "Called: comes to the office"))).IsOk);
        portal.GoTo(s_thursday, 10);
        await portal.AccessMinute();
        Assert.True((await portal.DesiredState(line)).Online);

        portal.GoTo(s_thursday, 17);
        await portal.AccessMinute();
        Assert.Equal([CutState.Excluded, CutState.Planned], (await portal.PlannedCuts()).Select(c => c.State));
    }

    [Fact]
    public async Task Brake_OverTheLimit_HoldsUntilAPersonWhoSawThemAllApproves()
    {
        await using var portal = await Start();
        var lines = await portal.GivenLines(await portal.GivenRouter(), [.. Enumerable.Range(1, 12).Select(n => $"user{n:0000}")]);
        await portal.Owes(lines, 500, s_thursday.AddDays(-1));
        portal.GoTo(s_thursday, 10);
        await portal.AccessMinute();
        await using var db = portal.OpenDb();
        var batch = await db.CutBatches.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal([BrakeReason.TooMany], batch.HeldReasons);
        Assert.Equal(12, await db.DesiredStates.CountAsync(d => d.Online, TestContext.Current.CancellationToken));

        Assert.IsType<NotPermitted>((await portal.As<ApproveCuts, ApproveCutsRequest, int>(new(batch.Id, 12), Role.Billing)).Error);
        Assert.Equal(new CutsChanged(12), (await portal.As<ApproveCuts, ApproveCutsRequest, int>(new(batch.Id, 11))).Error);
        Assert.Equal(12, (await portal.As<ApproveCuts, ApproveCutsRequest, int>(new(batch.Id, 12))).Value);
        await portal.AccessMinute();

        Assert.Equal(12, await db.DesiredStates.CountAsync(d => !d.Online, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Brake_PortalWasDownForDays_HoldsEvenOneCut()
    {
        await using var portal = await Start();
        var line = (await portal.GivenLines(await portal.GivenRouter(), "rahim"))[0];
        await portal.Owes(line, 500, new DateOnly(2026, 1, 4));
        await portal.AccessMinute();

        portal.GoTo(new DateOnly(2026, 1, 5), 11);
        await portal.Job<PlanCuts, PlanCutsRequest, int>(new PlanCutsRequest());
        await portal.Job<ReleaseCuts, ReleaseCutsRequest, ReleasedCuts>(new ReleaseCutsRequest()); // before any sweep: jobs have no order after a start

        await using var db = portal.OpenDb();
        Assert.Equal([BrakeReason.PortalWasDown], (await db.CutBatches.SingleAsync(TestContext.Current.CancellationToken)).HeldReasons);
        Assert.True((await portal.DesiredState(line)).Online);
    }

    [Fact]
    public async Task Undo_ABatch_BringsAllBackAndTheNextListWaitsForAPerson()
    {
        await using var portal = await Start();
        var lines = await portal.GivenLines(await portal.GivenRouter(), "rahim", "karim", "paid");
        await portal.Owes(lines, 500, s_thursday.AddDays(-1));
        portal.GoTo(s_thursday, 10);
        await portal.AccessMinute();
        await portal.Pays(lines[2]);
        await portal.Decide();
        await using var db = portal.OpenDb();
        var batch = await db.CutBatches.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);

        var back = await portal.As<UndoBatch, UndoBatchRequest, int>(new(batch.Id, "bKash was silent since yesterday"), Role.Billing);
        await portal.AccessMinute(); // and is not cut again by the same list

        Assert.Equal(2, back.Value);
        Assert.Equal(3, await db.DesiredStates.CountAsync(d => d.Online, TestContext.Current.CancellationToken));
        Assert.Equal([CutState.Undone, CutState.Undone, CutState.Released], (await portal.PlannedCuts()).Select(c => c.State));

        portal.GoTo(new DateOnly(2026, 1, 2), 10);
        await portal.AccessMinute();
        portal.GoTo(s_saturday, 10);
        await portal.AccessMinute();
        var next = await db.CutBatches.AsNoTracking().SingleAsync(b => b.Day == s_saturday, TestContext.Current.CancellationToken);
        Assert.Equal([BrakeReason.UndoneBefore], next.HeldReasons);
        Assert.Equal(3, await db.DesiredStates.CountAsync(d => d.Online, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task PauseAndClosure_OnTheirDay_TurnTheLineOffAtAnyHourWithoutAnyList()
    {
        await using var portal = await Start();
        var lines = await portal.GivenLines(await portal.GivenRouter(), "pauses", "closes");
        await portal.AccessMinute();
        await portal.Write(async work =>
        {
            (await work.Db.Subscribers.Include(s => s.Pauses).SingleAsync(s => s.Id == lines[0])).Pause(new DateOnly(2026, 1, 2), new DateOnly(2026, 1, 3), new DateOnly(2026, 1, 1));
            (await work.Db.Subscribers.SingleAsync(s => s.Id == lines[1])).Close(new DateOnly(2026, 1, 2));
            work.Record(AuditAction.SubscriberPaused, "Subscriber", lines[0]);
            return true;
        });

        portal.GoTo(new DateOnly(2026, 1, 2), 0, 1);
        await portal.AccessMinute();
        Assert.Equal(AccessReasonCode.Paused, (await portal.DesiredState(lines[0])).Reasons[0].Code);
        Assert.False((await portal.DesiredState(lines[1])).Online);

        portal.GoTo(new DateOnly(2026, 1, 3), 0, 1);
        await portal.AccessMinute();
        Assert.True((await portal.DesiredState(lines[0])).Online);
        Assert.False((await portal.DesiredState(lines[1])).Online);
    }

    [Fact]
    public async Task PppName_GivenToANewSubscriber_OldHoldersCutCannotTouchIt()
    {
        await using var portal = await Start();
        var router = await portal.GivenRouter();
        var old = (await portal.GivenLines(router, "rahim"))[0];
        await portal.Decide();
        await portal.Write(async work =>
        {
            (await work.Db.Subscribers.SingleAsync(s => s.Id == old)).Close(s_thursday);
            work.MarkAccess(old, "Closed");
            work.Record(AuditAction.SubscriberClosed, "Subscriber", old);
            return true;
        });
        await portal.Decide();
        await portal.Write(async work =>
        {
            var plan = await work.Db.Plans.FirstAsync();
            var heir = new IspDigital.Core.Subscribers.Subscriber("C-new", "Heir", "8801812345678", s_thursday, plan.Id);
            heir.Connect(router, "rahim");
            work.Db.Subscribers.Add(heir);
            await work.Save();
            work.MarkAccess(heir.Id, "Added");
            work.MarkAccess(old, "Payment"); // a late payment of the old holder
            work.Record(AuditAction.SubscriberAdded, "Subscriber", heir.Id);
            return true;
        });
        await portal.Decide();
        await portal.Decide();

        await using var db = portal.OpenDb();
        Assert.True((await db.DesiredStates.SingleAsync(TestContext.Current.CancellationToken)).Online);
    }
}

public sealed class SqliteCutsTests : CutsSpecification
{
    protected override Task<TestPortal> Start() => Task.FromResult(TestPortal.Start());
}

public sealed class PostgresCutsTests : CutsSpecification
{
    protected override Task<TestPortal> Start() => TestPortal.StartPostgres();
}
