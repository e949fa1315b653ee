using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Messaging;
using IspDigital.Core.Reminders;
using IspDigital.Core.Reminders.Rules;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Reminders;

public sealed class PlanRemindersTests
{
    private static readonly DateOnly s_due = new(2026, 1, 20);
    private readonly RecordingSms _sms = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PlanReminders_ThroughAnInvoicesLife_SendsEachStepOnceOnItsDay()
    {
        await using var portal = await MessagingPortal.Start(_sms);
        var invoice = await portal.AddInvoice(await portal.AddSubscriber(), s_due);

        var days = new List<string>();
        for (var day = portal.Today.AddDays(1); day <= s_due.AddDays(12); day = day.AddDays(1))
        {
            foreach (var hour in new[] { 0, 9, 10, 11, 23 }) // before, on and after, several times
            {
                portal.GoTo(day, hour);
                var before = _sms.Sent.Count;
                await portal.PlanReminders();
                await portal.SendMessages();
                days.AddRange(_sms.Sent.Skip(before).Select(_ => $"{day:dd} {hour}"));
            }
        }

        Assert.Equal(["17 10", "20 10", "22 10", "25 10"], days);
        Assert.Equal(
            [MessageKind.ReminderBeforeDue, MessageKind.ReminderOnDue, MessageKind.ReminderAfterDue, MessageKind.FinalNotice],
            (await portal.Reminders()).Select(r => r.Kind));
        Assert.Equal("FINAL NOTICE: customer C-1, pay Tk 1,050 by 25/01/2026 or your line will be cut. Star Net 09612345678", _sms.Sent[^1].Text);
        await using var db = portal.OpenDb();
        Assert.Equal(4, await db.AuditEntries.CountAsync(e => e.Action == AuditAction.ReminderQueued && e.SubjectId == invoice, Cancellation));
        Assert.Equal(4, await db.AuditEntries.CountAsync(e => e.Action == AuditAction.MessageSent, Cancellation));
    }

    [Fact]
    public async Task PlanReminders_TenAtATime_MakeExactlyOneEach()
    {
        await using var portal = await MessagingPortal.Start(_sms);
        for (var i = 0; i < 30; i++)
        {
            await portal.AddInvoice(await portal.AddSubscriber($"C-{i}"), s_due);
        }
        portal.GoTo(s_due, 10);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(portal.PlanReminders)));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(portal.SendMessages)));

        Assert.Equal(30, (await portal.Messages()).Count);
        Assert.Equal(30, _sms.Sent.Count);
    }

    [Fact]
    public async Task PlanReminders_AfterThreeDaysDown_SendsOnlyTheLatestAndRecordsTheRest()
    {
        await using var portal = await MessagingPortal.Start(_sms);
        await portal.AddInvoice(await portal.AddSubscriber(), s_due);
        portal.GoTo(s_due.AddDays(-4));
        await portal.PlanReminders();

        portal.GoTo(s_due, 12); // down through "3 days before", up on the due date
        await portal.PlanReminders();
        await portal.SendMessages();

        Assert.Equal(
            [(MessageKind.ReminderBeforeDue, (ReminderSkip?)ReminderSkip.TooLate), (MessageKind.ReminderOnDue, null)],
            (await portal.Reminders()).DistinctBy(r => r.StepId).Select(r => (r.Kind, r.Skip)));
        Assert.Single(_sms.Sent);
    }

    [Fact]
    public async Task PlanReminders_AfterAMonthDown_SendsNothingStale()
    {
        await using var portal = await MessagingPortal.Start(_sms);
        await portal.AddInvoice(await portal.AddSubscriber(), s_due);
        portal.GoTo(s_due.AddDays(-4));
        await portal.PlanReminders();

        portal.GoTo(s_due.AddDays(27), 12); // 31 days later
        var result = await portal.PlanReminders();
        await portal.SendMessages();

        Assert.Equal(new PlanRemindersResult(0, 4), result);
        Assert.Empty(_sms.Sent);
        Assert.All(await portal.Reminders(), r => Assert.Equal(ReminderSkip.TooLate, r.Skip));
    }

    [Fact]
    public async Task PlanReminders_AfterPayment_HasNothingToSay()
    {
        await using var portal = await MessagingPortal.Start(_sms);
        var invoice = await portal.AddInvoice(await portal.AddSubscriber(), s_due);
        await portal.Pay(invoice);

        portal.GoTo(s_due, 10);

        Assert.Equal(default, await portal.PlanReminders());
        Assert.Empty(await portal.Messages());
    }

    [Fact]
    public async Task SendMessages_InvoicePaidAfterPlanning_SkipsTheReminderWithTheReason()
    {
        await using var portal = await MessagingPortal.Start(_sms);
        var invoice = await portal.AddInvoice(await portal.AddSubscriber(), s_due);
        portal.GoTo(s_due, 10);
        await portal.PlanReminders();

        await portal.Pay(invoice);
        await portal.SendMessages();

        var message = Assert.Single(await portal.Messages());
        Assert.Equal((MessageState.Skipped, MessageProblem.InvoicePaid), (message.State, message.Problem));
        Assert.Empty(_sms.Sent);
    }

    [Fact]
    public async Task PlanReminders_AdvanceCoversTheBill_SkipsWithTheReason()
    {
        await using var portal = await MessagingPortal.Start(_sms);
        var subscriber = await portal.AddSubscriber();
        await portal.AddInvoice(subscriber, s_due);
        await portal.PayAhead(subscriber, 1050);

        portal.GoTo(s_due, 10);
        await portal.PlanReminders();

        Assert.Empty(await portal.Messages());
        Assert.Contains(await portal.Reminders(), r => r.Skip == ReminderSkip.CoveredByAdvance);
    }

    [Fact]
    public async Task PlanReminders_PromiseRunning_SkipsUntilItEnds()
    {
        var holds = new FakeHolds();
        await using var portal = await MessagingPortal.Start(_sms, more: s => s.AddSingleton<ISubscriberHolds>(holds));
        var subscriber = await portal.AddSubscriber();
        await portal.AddInvoice(subscriber, s_due);

        holds.Now[subscriber] = new SubscriberHold(IsPromised: true, IsNeverCut: false);
        portal.GoTo(s_due, 10);
        await portal.PlanReminders();
        holds.Now.Clear();
        portal.GoTo(s_due.AddDays(2), 10);
        await portal.PlanReminders();

        Assert.Equal([MessageKind.ReminderAfterDue], (await portal.Messages()).Select(m => m.Kind));
        Assert.Contains(await portal.Reminders(), r => r.Kind == MessageKind.ReminderOnDue && r.Skip == ReminderSkip.Promised);
    }

    [Fact]
    public async Task PlanReminders_Paused_SkipsWithTheReason()
    {
        await using var portal = await MessagingPortal.Start(_sms);
        var subscriber = await portal.AddSubscriber();
        await portal.AddInvoice(subscriber, s_due);
        await portal.Put(async work =>
        {
            var row = await work.Db.Subscribers.Include(s => s.Pauses).SingleAsync(s => s.Id == subscriber, Cancellation);
            row.Pause(s_due.AddDays(-1), null, s_due.AddDays(-1));
            return row.Id;
        });

        portal.GoTo(s_due, 10);
        await portal.PlanReminders();

        Assert.Empty(await portal.Messages());
        Assert.Contains(await portal.Reminders(), r => r.Skip == ReminderSkip.Paused);
    }

    [Fact]
    public async Task PlanReminders_IssuedAfterTheStepsHour_StillSendsItThatDay()
    {
        await using var portal = await MessagingPortal.Start(_sms);
        var subscriber = await portal.AddSubscriber();
        portal.GoTo(s_due, 10);
        await portal.PlanReminders();

        portal.GoTo(s_due, 10, 5);
        await portal.AddInvoice(subscriber, s_due, issued: s_due);
        portal.GoTo(s_due, 10, 6);
        await portal.PlanReminders();

        Assert.Equal([MessageKind.ReminderOnDue], (await portal.Messages()).Select(m => m.Kind));
    }

    [Fact]
    public async Task PlanReminders_GroupBeforePlanBeforeDefault()
    {
        await using var portal = await MessagingPortal.Start(_sms);
        var group = (await portal.Run(s => s.GetRequiredService<IspDigital.Core.Subscribers.AddSubscriberGroup>(), new IspDigital.Core.Subscribers.AddSubscriberGroupRequest("Shops"))).Value;
        var shopPlan = await portal.GivenPlan("Shop 20");
        await SavePolicy(portal, "Plan", -1, [shopPlan], []);
        await SavePolicy(portal, "Group", -2, [], [group]);
        var byDefault = await portal.AddInvoice(await portal.AddSubscriber("C-1"), s_due);
        var byPlan = await portal.AddInvoice(await portal.AddSubscriber("C-2", planId: shopPlan), s_due);
        var byGroup = await portal.AddInvoice(await portal.AddSubscriber("C-3", planId: shopPlan, groupId: group), s_due);

        foreach (var days in new[] { -3, -2, -1 })
        {
            portal.GoTo(s_due.AddDays(days), 10);
            await portal.PlanReminders();
        }

        var told = (await portal.Reminders()).ToDictionary(r => r.InvoiceId, r => DateOnly.FromDateTime(r.ScheduledAt.UtcDateTime).DayNumber - s_due.DayNumber);
        Assert.Equal((-3, -1, -2), (told[byDefault], told[byPlan], told[byGroup]));
    }

    [Fact]
    public async Task PlanReminders_WithEmailAddress_UsesBothChannels()
    {
        var mail = new RecordingEmail();
        await using var portal = await MessagingPortal.Start(_sms, mail);
        await portal.AddInvoice(await portal.AddSubscriber(email: "rahim@example.com", language: "bn"), s_due);

        portal.GoTo(s_due, 10);
        await portal.PlanReminders();
        await portal.SendMessages();

        Assert.Contains("১,০৫০ টাকা", Assert.Single(_sms.Sent).Text, StringComparison.Ordinal);
        Assert.Contains("প্রিয় Rahim Uddin", Assert.Single(mail.Sent).Text, StringComparison.Ordinal);
        Assert.Contains("Star Net", mail.Sent[0].Html, StringComparison.Ordinal);
    }

    private static async Task SavePolicy(TestPortal portal, string name, int days, long[] plans, long[] groups)
    {
        var steps = new[] { new StepTerms(StepAnchor.DueDate, days, new TimeOnly(10, 0), true, false, MessageKind.ReminderBeforeDue) };
        var saved = await portal.Run(s => s.GetRequiredService<SaveReminderPolicy>(), new SaveReminderPolicyRequest(null, 0, name, steps, plans, groups));
        Assert.True(saved.IsOk, saved.Error?.ToString());
    }

    private sealed class FakeHolds : ISubscriberHolds
    {
        public Dictionary<long, SubscriberHold> Now { get; } = [];

        public Task<IReadOnlyDictionary<long, SubscriberHold>> Of(
            IspDbContext db, IReadOnlyCollection<long> subscriberIds, DateOnly today, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyDictionary<long, SubscriberHold>>(new Dictionary<long, SubscriberHold>(Now));
    }
}
