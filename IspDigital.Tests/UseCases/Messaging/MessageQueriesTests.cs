using IspDigital.Core.Messaging;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reminders;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Messaging;

public sealed class MessageQueriesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_OfWhatWasSent_ShowStateFiltersAndCounts()
    {
        var sms = new RecordingSms();
        await using var portal = await MessagingPortal.Start(sms);
        var (first, second) = (await portal.AddSubscriber("C-1"), await portal.AddSubscriber("C-2"));
        var invoice = await portal.AddInvoice(first, new DateOnly(2026, 1, 20));
        portal.GoTo(new DateOnly(2026, 1, 20), 10);
        await portal.PlanReminders();
        await portal.SendMessages();
        sms.Instead = _ => Task.FromResult<SendOutcome?>(new SendOutcome.Refused("recording", "no balance", IsFinal: true));
        await portal.Queue(second, MessageKind.Reconnected, "a");
        await portal.SendMessages();
        await portal.Queue(second, MessageKind.Reconnected, "b", Channel.Email);

        await using var scope = portal.As(Role.Support);
        var messages = scope.ServiceProvider.GetRequiredService<MessageQueries>();
        var reminders = scope.ServiceProvider.GetRequiredService<ReminderQueries>();

        Assert.Equal(3, (await messages.List(new MessageFilter(), new PageRequest(), Cancellation)).Total);
        var failed = Assert.Single((await messages.List(new MessageFilter(MessageState.Failed, Search: "c-2"), new PageRequest(), Cancellation)).Rows);
        Assert.Equal(("C-2", "no balance", MessageProblem.Refused), (failed.SubscriberCode, failed.LastError, failed.Problem));
        Assert.Empty((await messages.List(new MessageFilter(Search: "%"), new PageRequest(), Cancellation)).Rows);
        Assert.Equal(2, (await messages.OfSubscriber(second, Cancellation)).Count);
        Assert.Equal((1, 1), await Counted(messages, portal.Today));
        Assert.Equal([(true, 0), (false, 1)], (await messages.Channels(Cancellation)).Select(c => (c.IsConfigured, c.Waiting)));
        var history = await reminders.History(first, new PageRequest(), Cancellation);
        Assert.Equal([(invoice, (MessageState?)MessageState.Sent), (invoice, null)], history.Rows.OrderByDescending(r => r.State).Select(r => (r.InvoiceId, r.State)));
    }

    [Fact]
    public async Task Overview_OfPolicies_NamesWhatEachIsFor()
    {
        await using var portal = TestPortal.Start();
        var plan = await portal.GivenPlan("Shop 20");
        var step = new StepTerms(StepAnchor.DueDate, -1, new TimeOnly(10, 0), true, false, MessageKind.ReminderBeforeDue);
        await portal.Run(s => s.GetRequiredService<SaveReminderPolicy>(), new SaveReminderPolicyRequest(null, 0, "Shops", [step], [plan], []));
        await using var scope = portal.As(Role.Support);

        var overview = await scope.ServiceProvider.GetRequiredService<ReminderQueries>().Overview(Cancellation);

        Assert.Equal(["Default", "Shops"], overview.Policies.Select(p => p.Name));
        Assert.Equal(["Shop 20"], overview.Policies[1].Plans);
        Assert.Equal(overview.Policies[1].Id, Assert.Single(overview.Plans).PolicyId);
        Assert.Equal([-3, 0, 2, -1], overview.Policies[0].Steps.Select(s => s.Days));
    }

    private static async Task<(int, int)> Counted(MessageQueries messages, DateOnly day)
    {
        var counts = await messages.Counts(new DateRange(day, day.AddDays(1)), Cancellation);
        return (counts.Sent, counts.Failed);
    }
}
