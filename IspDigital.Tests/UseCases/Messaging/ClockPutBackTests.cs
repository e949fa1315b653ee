using IspDigital.Core.Messaging;
using IspDigital.Core.Reminders.Rules;
using IspDigital.Tests.Support;

namespace IspDigital.Tests.UseCases.Messaging;

/// <summary>The clock was ahead for some minutes, the jobs ran by it, and it was put right.</summary>
public sealed class ClockPutBackTests
{
    private static readonly DateOnly s_today = new(2026, 1, 8);
    private readonly LeapingClock _clock = new(new DateTimeOffset(2026, 1, 8, 5, 0, 0, TimeSpan.Zero));
    private readonly RecordingSms _sms = new();

    [Fact]
    public async Task Notice_ToBeTriedAgainByAClockThatWasAhead_GoesAtOnce()
    {
        await using var portal = await Portal();
        await portal.Queue(await portal.AddSubscriber(), MessageKind.Reconnected, "a");
        _sms.Instead = _ => Task.FromResult<SendOutcome?>(new SendOutcome.Refused("recording", "busy", IsFinal: false));
        _clock.Leap = TimeSpan.FromDays(2);
        await portal.SendMessages();

        (_clock.Leap, _sms.Instead) = (TimeSpan.Zero, null);
        await portal.SendMessages();

        Assert.Equal((1, MessageState.Sent), (_sms.Sent.Count, (await portal.Messages())[0].State));
    }

    [Fact]
    public async Task Notice_ToBeTriedAgainSoon_WaitsForItsPause()
    {
        await using var portal = await Portal();
        await portal.Queue(await portal.AddSubscriber(), MessageKind.Reconnected, "a");
        _sms.Instead = _ => Task.FromResult<SendOutcome?>(new SendOutcome.Refused("recording", "busy", IsFinal: false));
        await portal.SendMessages();

        _sms.Instead = null;
        await portal.SendMessages();

        Assert.Empty(_sms.Sent);
    }

    [Fact]
    public async Task Reminders_PlannedByAClockThatWasAhead_ComeForInvoicesIssuedSince()
    {
        await using var portal = await Portal();
        var subscriber = await portal.AddSubscriber();
        _clock.Leap = TimeSpan.FromDays(20);
        await portal.PlanReminders();
        _clock.Leap = TimeSpan.Zero;
        await portal.PlanReminders();
        await portal.AddInvoice(subscriber, s_today.AddDays(5), issued: s_today);

        for (var day = s_today; day <= s_today.AddDays(6); day = day.AddDays(1))
        {
            portal.GoTo(day, 11, 30);
            await portal.PlanReminders();
        }

        Assert.Equal([MessageKind.ReminderBeforeDue, MessageKind.ReminderOnDue], (await portal.Reminders()).Select(r => r.Kind));
    }

    [Fact]
    public async Task Reminders_OfDaysThatAClockSetAheadMakesUp_ComeOnTheirOwn()
    {
        await using var portal = await Portal();
        await portal.AddInvoice(await portal.AddSubscriber(), s_today.AddDays(9), issued: s_today);
        await portal.PlanReminders();
        _clock.Leap = TimeSpan.FromDays(10);
        await portal.PlanReminders();
        _clock.Leap = TimeSpan.Zero;
        await portal.PlanReminders();
        var early = await portal.Reminders();

        for (var day = s_today; day <= s_today.AddDays(10); day = day.AddDays(1))
        {
            portal.GoTo(day, 11, 30);
            await portal.PlanReminders();
        }

        Assert.Empty(early);
        Assert.Equal(
            [(MessageKind.ReminderBeforeDue, null), (MessageKind.ReminderOnDue, (ReminderSkip?)null)], (await portal.Reminders()).Select(r => (r.Kind, r.Skip)));
    }

    [Fact]
    public async Task Reminders_ByAClockThatStaysWhereItWasSetForAnHour_Come()
    {
        await using var portal = await Portal();
        await portal.AddInvoice(await portal.AddSubscriber(), s_today.AddDays(9), issued: s_today);
        await portal.PlanReminders();
        _clock.Leap = TimeSpan.FromDays(9);
        await portal.PlanReminders();
        _clock.Advance(TimeSpan.FromMinutes(61));

        await portal.PlanReminders();

        Assert.Contains(await portal.Reminders(), r => r is { Kind: MessageKind.ReminderOnDue, Skip: null });
    }

    [Fact]
    public async Task Reminders_ByAClockThatWasBehindAndIsRightAgain_ComeAtOnce()
    {
        await using var portal = await Portal();
        await portal.PlanReminders();
        await portal.AddInvoice(await portal.AddSubscriber(), s_today, issued: s_today.AddDays(-7));
        _clock.Leap = TimeSpan.FromHours(-5);
        await portal.PlanReminders();
        _clock.Leap = TimeSpan.Zero;

        await portal.PlanReminders();

        Assert.Contains(await portal.Reminders(), r => r is { Kind: MessageKind.ReminderOnDue, Skip: null });
    }

    private async Task<TestPortal> Portal()
    {
        var portal = TestPortal.Start(services => services.UseRecording(null, _sms), new() { ["Messaging:Sms:PerSecondMax"] = "0" }, _clock);
        await portal.NameTheOperator();
        return portal;
    }
}
