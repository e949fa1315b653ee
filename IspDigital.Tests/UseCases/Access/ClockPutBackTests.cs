using IspDigital.Core.Access;
using IspDigital.Core.Primitives;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Access;

/// <summary>The clock was ahead for some minutes, the jobs ran by it, and it was put right.</summary>
public sealed class ClockPutBackTests
{
    private static readonly DateOnly s_today = new(2026, 1, 8);
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private readonly LeapingClock _clock = new(new DateTimeOffset(2026, 1, 8, 5, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Retry_GivenByAClockThatWasAhead_IsDueAtOnce()
    {
        await using var portal = TestPortal.Start(clock: _clock);
        var router = await portal.GivenRouter();
        var lines = await portal.GivenLines(router, "rahim", "karim");
        await portal.Decide();
        await portal.Write(async work =>
        {
            var (ahead, soon) = (await work.Db.DesiredStates.SingleAsync(d => d.SubscriberId == lines[0], Cancellation), await work.Db.DesiredStates.SingleAsync(d => d.SubscriberId == lines[1], Cancellation));
            ahead.Fail(ApplyState.Failed, "Access.RouterRefused", null, work.Now + TimeSpan.FromDays(9), null);
            soon.Fail(ApplyState.Failed, "Access.RouterRefused", null, work.Now + TimeSpan.FromMinutes(9), null);
            work.Record(Core.Audit.AuditAction.RouterCommandFailed, nameof(DesiredState), lines[0]);
            return true;
        });

        var due = await portal.Services.GetRequiredService<RouterReports>().Due(router, 10, Cancellation);

        Assert.Equal([lines[0]], due.Select(d => d.SubscriberId));
    }

    [Fact]
    public async Task Pause_OfADayThatTheClockWasAheadOf_IsTakenBackUntilThatDay()
    {
        await using var portal = TestPortal.Start(clock: _clock);
        var line = (await portal.GivenLines(await portal.GivenRouter(), "rahim"))[0];
        await portal.ChangesSubscriber(line, s => s.Pause(s_today.AddDays(2), s_today.AddDays(9), s_today));
        await portal.AccessMinute();

        await Ahead(portal, TimeSpan.FromDays(3));
        var ahead = (await portal.DesiredState(line)).Online;
        await PutRight(portal);

        Assert.False(ahead);
        Assert.True((await portal.DesiredState(line)).Online);
        portal.GoTo(s_today.AddDays(2), 11);
        await portal.AccessMinute();
        Assert.False((await portal.DesiredState(line)).Online);
    }

    [Fact]
    public async Task WhatStaffGranted_OverByAClockThatWasAhead_HoldsToItsLastDay()
    {
        await using var portal = TestPortal.Start(clock: _clock);
        var lines = await portal.GivenLines(await portal.GivenRouter(), "rahim", "karim", "jamal");
        await portal.Owes(lines, 500, s_today.AddDays(-3));
        await portal.Decide();
        await portal.As<GrantExemption, GrantExemptionRequest, Done>(new(lines[0], s_today.AddDays(1), NeverEnds: false, "Hospital"));
        await portal.As<GrantPromise, GrantPromiseRequest, Done>(new(lines[1], s_today.AddDays(1), "Salary"));
        await portal.As<OverrideAccess, OverrideAccessRequest, Done>(new(lines[2], Online: false, s_today.AddDays(1), "Cable"));
        await portal.AccessMinute();

        await Ahead(portal, TimeSpan.FromDays(3));
        await PutRight(portal);

        await using var db = portal.OpenDb();
        Assert.Equal(PromiseState.Running, (await db.Promises.SingleAsync(Cancellation)).State);
        Assert.Null((await db.Exemptions.SingleAsync(Cancellation)).EndedAt);
        Assert.Null((await db.AccessOverrides.SingleAsync(Cancellation)).EndedAt);
        Assert.Equal([true, true, false], await db.DesiredStates.OrderBy(d => d.SubscriberId).Select(d => d.Online).ToListAsync(Cancellation));
    }

    [Theory]
    [InlineData(false)] // the clock had jumped before
    [InlineData(true)] // the portal had been down before
    public async Task WhatStaffGranted_OverByAClockThatWasAhead_HoldsThoughAnOlderAlarmIsUnanswered(bool wasDown)
    {
        await using var portal = TestPortal.Start(clock: _clock);
        var line = (await portal.GivenLines(await portal.GivenRouter(), "rahim"))[0];
        await portal.Owes(line, 500, s_today.AddDays(-3));
        await portal.AccessMinute();
        await portal.As<GrantExemption, GrantExemptionRequest, Done>(new(line, s_today.AddDays(9), NeverEnds: false, "Hospital"));
        if (wasDown)
        {
            _clock.Advance(TimeSpan.FromDays(2));
            await portal.AccessMinute();
        }
        else
        {
            await Ahead(portal, TimeSpan.FromDays(3));
            await PutRight(portal);
            await Days(portal, 4);
        }

        await Ahead(portal, TimeSpan.FromDays(12));
        await PutRight(portal);

        await using var db = portal.OpenDb();
        Assert.Null((await db.Exemptions.SingleAsync(Cancellation)).EndedAt);
    }

    [Fact]
    public async Task WhatStaffGranted_OverAfterThePortalWasDown_IsEndedTwoDaysLater()
    {
        await using var portal = TestPortal.Start(clock: _clock);
        var line = (await portal.GivenLines(await portal.GivenRouter(), "rahim"))[0];
        await portal.Owes(line, 500, s_today.AddDays(-3));
        await portal.AccessMinute();
        await portal.As<GrantPromise, GrantPromiseRequest, Done>(new(line, s_today.AddDays(1), "Salary"));

        _clock.Advance(TimeSpan.FromDays(3)); // or it began again by a clock that is ahead: nobody can tell
        await portal.AccessMinute();
        var first = await State();
        await Days(portal, 2);

        Assert.Equal((PromiseState.Running, PromiseState.Broken), (first, await State()));

        async Task<PromiseState> State()
        {
            await using var db = portal.OpenDb();
            return (await db.Promises.SingleAsync(Cancellation)).State;
        }
    }

    [Fact]
    public async Task WhatStaffGranted_OverByAClockThatWasAheadWhenTheProcessBegan_HoldsToItsLastDay()
    {
        await using var portal = TestPortal.Start(clock: _clock);
        var line = (await portal.GivenLines(await portal.GivenRouter(), "rahim"))[0];
        await portal.Owes(line, 500, s_today.AddDays(-3));
        await portal.AccessMinute();
        await portal.As<GrantExemption, GrantExemptionRequest, Done>(new(line, s_today, NeverEnds: false, "Hospital"));

        portal.Services.GetRequiredService<SweepMemory>().SweptOnce = false; // another process, which finds twenty hours without a look
        _clock.Advance(TimeSpan.FromHours(20));
        await portal.AccessMinute();

        await using (var db = portal.OpenDb())
        {
            Assert.Null((await db.Exemptions.SingleAsync(Cancellation)).EndedAt);
        }
        await Days(portal, 1);
        await using var later = portal.OpenDb();
        Assert.NotNull((await later.Exemptions.SingleAsync(Cancellation)).EndedAt);
    }

    [Fact]
    public async Task CutForMoney_ByAClockThatWasAheadWhenTheProcessBegan_IsTakenBackUntilItsDay()
    {
        await using var portal = TestPortal.Start(clock: _clock);
        var line = (await portal.GivenLines(await portal.GivenRouter(), "rahim"))[0];
        await portal.Owes(line, 500, s_today.AddDays(1));

        await Ahead(portal, TimeSpan.FromDays(2));
        await Ahead(portal, TimeSpan.FromDays(2));
        var ahead = (await portal.DesiredState(line)).Online;
        await PutRight(portal);

        Assert.False(ahead);
        Assert.True((await portal.DesiredState(line)).Online);
    }

    [Fact]
    public async Task Override_OverByAClockThatWasAhead_SwitchesOffAgain()
    {
        await using var portal = TestPortal.Start(clock: _clock);
        var line = (await portal.GivenLines(await portal.GivenRouter(), "rahim"))[0];
        await portal.AccessMinute();
        await portal.As<OverrideAccess, OverrideAccessRequest, Done>(new(line, Online: false, s_today.AddDays(1), "Cable"));

        await Ahead(portal, TimeSpan.FromDays(3));
        var ahead = (await portal.DesiredState(line)).Online;
        await PutRight(portal);

        Assert.True(ahead);
        Assert.False((await portal.DesiredState(line)).Online);
    }

    private async Task Days(TestPortal portal, int days)
    {
        for (; days > 0; days--)
        {
            _clock.Advance(TimeSpan.FromDays(1));
            await portal.AccessMinute();
        }
    }

    private async Task Ahead(TestPortal portal, TimeSpan by)
    {
        _clock.Leap = by;
        _clock.Advance(s_minute);
        await portal.AccessMinute();
    }

    private async Task PutRight(TestPortal portal)
    {
        _clock.Leap = TimeSpan.Zero;
        _clock.Advance(s_minute);
        await portal.AccessMinute();
    }
}
