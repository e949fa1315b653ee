using IspDigital.Core.Messaging;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Data;

// Reminders and the outbox lean on what a database does when several write at once.
public abstract partial class StorageSpecification
{
    private static readonly DateOnly s_due = new(2026, 1, 20);

    [Fact]
    public async Task Reminders_TenPlannersAtOnce_AreExactlyOneEach()
    {
        for (var i = 0; i < 20; i++)
        {
            await _portal.AddInvoice(await _portal.AddSubscriber($"C-{i}"), s_due);
        }
        _portal.GoTo(s_due, 10);

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(_portal.PlanReminders)));

        Assert.Equal(20, results.Sum(r => r.Queued));
        Assert.Equal(20, (await _portal.Messages()).Count);
    }

    [Fact]
    public async Task Outbox_ManySendersAtOnce_EachMessageIsTakenByOne()
    {
        var subscriber = await _portal.AddSubscriber();
        for (var i = 0; i < 60; i++)
        {
            await _portal.Queue(subscriber, MessageKind.Reconnected, $"{i}");
        }

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            await using var scope = _portal.AsJob();
            return await scope.ServiceProvider.GetRequiredService<OutboxClaims>().Take(Channel.Sms, Cancellation);
        })));

        var ids = taken.SelectMany(t => t).Select(m => m.Id).ToList();
        Assert.Equal(ids.Distinct().Count(), ids.Count);
        Assert.True(ids.Count >= OutboxClaims.BatchSizeMax);
        Assert.All(await _portal.Messages(), m => Assert.Equal(ids.Contains(m.Id) ? MessageState.Sending : MessageState.Queued, m.State));
    }

    [Fact]
    public async Task Outbox_ReadForScreens_FindsByCodeInAnyCase()
    {
        await _portal.AddInvoice(await _portal.AddSubscriber("Gulshan-7"), s_due);
        _portal.GoTo(s_due, 10);
        await _portal.PlanReminders();
        await using var scope = _portal.As(Role.Support);
        var messages = scope.ServiceProvider.GetRequiredService<MessageQueries>();

        var found = await messages.List(new MessageFilter(MessageState.Queued, Search: "gULSHAN-7"), new PageRequest(), Cancellation);

        Assert.Equal("Gulshan-7", Assert.Single(found.Rows).SubscriberCode);
        Assert.Equal(1, (await messages.Channels(Cancellation)).Sum(c => c.Waiting));
        Assert.Equal(2, (await scope.ServiceProvider.GetRequiredService<ReminderQueries>().History(null, new PageRequest(), Cancellation)).Total);
        Assert.Equal(default, await messages.Counts(new DateRange(s_due.AddDays(-1), s_due), Cancellation));
    }
}
