using IspDigital.Core.Access;
using IspDigital.Core.Access.Rules;
using IspDigital.Core.Audit;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Tests.UseCases.Access;

public sealed class AccessHandsTests
{
    [Fact]
    public async Task Override_Off_WritesTheCutInTheSameTransactionAndOnRecord()
    {
        await using var portal = TestPortal.Start();
        var line = (await portal.GivenLines(await portal.GivenRouter(), "rahim"))[0];
        await portal.Decide();

        var done = await portal.As<OverrideAccess, OverrideAccessRequest, Done>(new(line, Online: false, null, "Spam from this line"));

        Assert.True(done.IsOk, done.Error?.Code);
        var state = await portal.DesiredState(line);
        Assert.False(state.Online);
        Assert.Equal(AccessChange.Cut, state.Change);
        Assert.Equal("Spam from this line", state.Reasons[0].Note);
        Assert.Equal([AuditAction.AccessOverridden, AuditAction.DisconnectionDecided], await Actions(portal, line));
    }

    [Fact]
    public async Task Override_LiftedWhileMoneyIsFine_ComesBack()
    {
        await using var portal = TestPortal.Start();
        var line = (await portal.GivenLines(await portal.GivenRouter(), "rahim"))[0];
        await portal.Decide();
        await portal.As<OverrideAccess, OverrideAccessRequest, Done>(new(line, Online: false, null, "Spam"));

        await portal.As<LiftOverride, LiftOverrideRequest, Done>(new(line, "Cleaned"));

        var state = await portal.DesiredState(line);
        Assert.True(state.Online);
        Assert.Equal(AccessChange.Reconnect, state.Change);
        Assert.Equal(3, state.Version);
    }

    [Fact]
    public async Task Override_OnWithoutEnd_IsRefusedAtTheField()
    {
        await using var portal = TestPortal.Start();
        var line = (await portal.GivenLines(await portal.GivenRouter(), "rahim"))[0];

        var refused = await portal.As<OverrideAccess, OverrideAccessRequest, Done>(new(line, Online: true, null, ""));

        var fields = Assert.IsType<InvalidInput>(refused.Error).Errors.Select(e => e.Code);
        Assert.Equal(["Access.ReasonNeeded", "Access.LastDayNeeded"], fields);
    }

    [Fact]
    public async Task Override_ByTechnician_IsNotPermitted()
    {
        await using var portal = TestPortal.Start();
        var line = (await portal.GivenLines(await portal.GivenRouter(), "rahim"))[0];

        var refused = await portal.As<OverrideAccess, OverrideAccessRequest, Done>(new(line, Online: false, null, "x"), Role.Technician);

        Assert.IsType<NotPermitted>(refused.Error);
    }

    [Fact]
    public async Task Promise_BySupport_IsBoundedInDaysAndNumber()
    {
        await using var portal = TestPortal.Start();
        var line = (await portal.GivenLines(await portal.GivenRouter(), "rahim"))[0];
        await portal.Owes(line, 500, portal.Today.AddDays(-1));

        var tooLong = await portal.As<GrantPromise, GrantPromiseRequest, Done>(new(line, portal.Today.AddDays(4), ""), Role.Support);
        var granted = await portal.As<GrantPromise, GrantPromiseRequest, Done>(new(line, portal.Today.AddDays(3), "Salary"), Role.Support);
        var tooOften = await portal.As<GrantPromise, GrantPromiseRequest, Done>(new(line, portal.Today.AddDays(3), ""), Role.Support);

        Assert.Equal(new PromiseTooLong(3), tooLong.Error);
        Assert.True(granted.IsOk);
        Assert.Equal(new PromiseTooOften(1), tooOften.Error);
    }

    [Fact]
    public async Task Promise_NothingOwed_IsRefused()
    {
        await using var portal = TestPortal.Start();
        var line = (await portal.GivenLines(await portal.GivenRouter(), "rahim"))[0];

        Assert.IsType<NothingOwed>((await portal.As<GrantPromise, GrantPromiseRequest, Done>(new(line, portal.Today, ""))).Error);
    }

    [Fact]
    public async Task Promise_OfACutSubscriber_BringsBackAndCutsAgainWhenItIsBroken()
    {
        await using var portal = TestPortal.Start();
        var line = (await portal.GivenLines(await portal.GivenRouter(), "rahim"))[0];
        await portal.Owes(line, 500, portal.Today.AddDays(-1));
        portal.GoTo(portal.Today, 10);
        await portal.AccessMinute();
        Assert.False((await portal.DesiredState(line)).Online);

        await portal.As<GrantPromise, GrantPromiseRequest, Done>(new(line, new DateOnly(2026, 1, 3), "After payday"));
        Assert.True((await portal.DesiredState(line)).Online);

        portal.GoTo(new DateOnly(2026, 1, 2), 11);
        await portal.AccessMinute();
        portal.GoTo(new DateOnly(2026, 1, 3), 11);
        await portal.AccessMinute();
        Assert.True((await portal.DesiredState(line)).Online);

        portal.GoTo(new DateOnly(2026, 1, 4), 11);
        await portal.AccessMinute();
        Assert.False((await portal.DesiredState(line)).Online);
        await using var db = portal.OpenDb();
        Assert.Equal(PromiseState.Broken, (await db.Promises.SingleAsync(TestContext.Current.CancellationToken)).State);
    }

    [Fact]
    public async Task Exemption_NeedsAnEndOrAnExplicitNever()
    {
        await using var portal = TestPortal.Start();
        var line = (await portal.GivenLines(await portal.GivenRouter(), "rahim"))[0];

        var neither = await portal.As<GrantExemption, GrantExemptionRequest, Done>(new(line, null, false, "School"));
        var both = await portal.As<GrantExemption, GrantExemptionRequest, Done>(new(line, portal.Today, true, "School"));
        var never = await portal.As<GrantExemption, GrantExemptionRequest, Done>(new(line, null, true, "School"));

        Assert.Equal("Access.EndOrNever", Assert.IsType<InvalidInput>(neither.Error).Errors.Single().Code);
        Assert.Equal("Access.EndOrNever", Assert.IsType<InvalidInput>(both.Error).Errors.Single().Code);
        Assert.True(never.IsOk);
    }

    [Fact]
    public async Task Exemption_RunsOut_CutIsPlannedLikeAnyOther()
    {
        await using var portal = TestPortal.Start();
        var line = (await portal.GivenLines(await portal.GivenRouter(), "rahim"))[0];
        await portal.Owes(line, 500, portal.Today.AddDays(-1));
        await portal.As<GrantExemption, GrantExemptionRequest, Done>(new(line, portal.Today, false, "Router was broken"));
        portal.GoTo(portal.Today, 10);
        await portal.AccessMinute();
        Assert.Empty(await portal.PlannedCuts());

        portal.GoTo(new DateOnly(2026, 1, 2), 11); // Friday: nobody is cut
        await portal.AccessMinute();
        Assert.True((await portal.DesiredState(line)).Online);
        portal.GoTo(new DateOnly(2026, 1, 3), 11);
        await portal.AccessMinute();

        var state = await portal.DesiredState(line);
        Assert.False(state.Online);
        Assert.Equal(AccessReasonCode.Overdue, state.Reasons.Single().Code);
    }

    private static async Task<List<AuditAction>> Actions(TestPortal portal, long subscriberId)
    {
        await using var db = portal.OpenDb();
        return await db.AuditEntries.Where(a => a.SubscriberId == subscriberId).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync(TestContext.Current.CancellationToken);
    }
}
