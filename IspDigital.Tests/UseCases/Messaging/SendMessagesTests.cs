using IspDigital.Core.Audit;
using IspDigital.Core.Messaging;
using IspDigital.Core.Messaging.Rules;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Messaging;

public sealed class SendMessagesTests
{
    private readonly RecordingSms _sms = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SendMessages_QueuedReceipt_IsSentWithProvidersIdAndCost()
    {
        await using var portal = await MessagingPortal.Start(_sms);
        await portal.Queue(await portal.AddSubscriber(), MessageKind.Reconnected, "a");

        var result = await portal.SendMessages();

        Assert.Equal(1, result.Sent);
        var message = Assert.Single(await portal.Messages());
        Assert.Equal((MessageState.Sent, "recording-1", "recording", 1, "8801712345678"), (message.State, message.ProviderId, message.Gateway, message.Parts, message.Recipient));
        Assert.Equal(35, message.Cost.Minor);
        Assert.Equal(_sms.Sent[0].Text, message.Body);
    }

    [Fact]
    public async Task SendMessages_GatewaySaysNo_RetriesWithGrowingPausesThenFails()
    {
        _sms.Instead = _ => Task.FromResult<SendOutcome?>(new SendOutcome.Refused("recording", "HTTP 500", IsFinal: false));
        await using var portal = await MessagingPortal.Start(_sms);
        var id = await portal.Queue(await portal.AddSubscriber(), MessageKind.Reconnected, "a");

        var pauses = new List<TimeSpan>();
        while ((await portal.Messages())[0].State == MessageState.Queued && pauses.Count < 30)
        {
            await portal.SendMessages();
            var message = (await portal.Messages())[0];
            pauses.Add(message.NotBefore - portal.Clock.GetUtcNow());
            portal.Clock.SetUtcNow(message.NotBefore > portal.Clock.GetUtcNow() ? message.NotBefore : portal.Clock.GetUtcNow());
        }

        Assert.Equal(RetrySchedule.AttemptsMax, _sms.Tries);
        Assert.True(pauses[3] > pauses[0] * 3);
        var failed = (await portal.Messages())[0];
        Assert.Equal((MessageState.Failed, MessageProblem.Refused, "HTTP 500"), (failed.State, failed.Problem, failed.LastError));
        await using var db = portal.OpenDb();
        Assert.Equal(1, await db.AuditEntries.CountAsync(e => e.Action == AuditAction.MessageFailed && e.SubjectId == id, Cancellation));
    }

    [Fact]
    public async Task SendMessages_ByEmail_TakeAlongWhatIsDrawnForThem()
    {
        var email = new RecordingEmail();
        var pdf = new Enclosure("INV-2026-000001.pdf", "application/pdf", [1, 2, 3]);
        await using var portal = await MessagingPortal.Start(_sms, email, s => s.AddSingleton<IEnclosures>(new Drawn(_ => pdf)));
        var subscriber = await portal.AddSubscriber(email: "rahim@example.com");
        await portal.Queue(subscriber, MessageKind.Reconnected, "a");
        await portal.Queue(subscriber, MessageKind.Reconnected, "b", Channel.Email);

        await portal.SendMessages();

        Assert.Same(pdf, Assert.Single(email.Sent).Enclosure);
        Assert.Single(_sms.Sent);
    }

    [Fact]
    public async Task SendMessages_WhereSomethingCannotBeDrawn_FailsThatOneAlone()
    {
        var email = new RecordingEmail();
        await using var portal = await MessagingPortal.Start(
            _sms, email, s => s.AddSingleton<IEnclosures>(new Drawn(m => m.DedupeKey == "Reconnected:a:Email" ? throw new InvalidOperationException("no font") : null)));
        var subscriber = await portal.AddSubscriber(email: "rahim@example.com");
        await portal.Queue(subscriber, MessageKind.Reconnected, "a", Channel.Email);
        await portal.Queue(subscriber, MessageKind.Reconnected, "b", Channel.Email);

        var result = await portal.SendMessages();

        Assert.Equal((1, 1), (result.Sent, result.Failed));
        var messages = await portal.Messages();
        Assert.Equal((MessageState.Failed, MessageProblem.BadEnclosure, "no font"), (messages[0].State, messages[0].Problem, messages[0].LastError));
        Assert.Equal(MessageState.Sent, messages[1].State);
    }

    [Fact]
    public async Task SendMessages_BadNumber_FailsAtOnce()
    {
        _sms.Instead = _ => Task.FromResult<SendOutcome?>(new SendOutcome.Refused("recording", "416", IsFinal: true));
        await using var portal = await MessagingPortal.Start(_sms);
        await portal.Queue(await portal.AddSubscriber(), MessageKind.Reconnected, "a");

        Assert.Equal(1, (await portal.SendMessages()).Failed);
        Assert.Equal(1, _sms.Tries);
    }

    [Fact]
    public async Task SendMessages_HolderDiesAfterTheGatewayTookIt_MakesAtMostOneDuplicate()
    {
        _sms.Instead = _ => throw new InvalidOperationException("the process dies here");
        await using var portal = await MessagingPortal.Start(_sms);
        await portal.Queue(await portal.AddSubscriber(), MessageKind.Reconnected, "a");

        for (var life = 0; life < 6; life++)
        {
            if ((await portal.Messages())[0].State is MessageState.Queued or MessageState.Sending)
            {
                try
                {
                    await portal.SendMessages();
                }
                catch (InvalidOperationException)
                {
                    // dead, without having written anything
                }
            }
            portal.Clock.Advance(OutboxClaims.Lease + TimeSpan.FromMinutes(40));
        }

        Assert.Equal(2, _sms.Tries);
        var message = (await portal.Messages())[0];
        Assert.Equal((MessageState.Failed, MessageProblem.NoAnswer), (message.State, message.Problem));
    }

    [Fact]
    public async Task SendMessages_HolderDies_AnotherTakesOverWhenTheLeaseEnds()
    {
        var sms = new RecordingSms(takesReference: true) { Instead = _ => throw new InvalidOperationException("the process dies here") };
        await using var portal = await MessagingPortal.Start(sms);
        await portal.Queue(await portal.AddSubscriber(), MessageKind.Reconnected, "a");
        await Assert.ThrowsAsync<InvalidOperationException>(portal.SendMessages);
        sms.Instead = null;

        await portal.SendMessages(); // within the lease: not touched
        Assert.Empty(sms.Sent);
        portal.Clock.Advance(OutboxClaims.Lease);
        await portal.SendMessages();

        var message = (await portal.Messages())[0];
        Assert.Equal((MessageState.Sent, 2), (message.State, message.Attempts));
        Assert.Equal(message.Reference, Assert.Single(sms.Sent).Reference);
    }

    [Fact]
    public async Task SendMessages_NoAnswerTwice_FailsRatherThanSendAThirdTime()
    {
        _sms.Instead = _ => Task.FromResult<SendOutcome?>(new SendOutcome.NoAnswer("recording", "no answer within 20 s"));
        await using var portal = await MessagingPortal.Start(_sms);
        await portal.Queue(await portal.AddSubscriber(), MessageKind.Reconnected, "a");

        for (var i = 0; i < 5; i++)
        {
            await portal.SendMessages();
            portal.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(2, _sms.Tries);
        Assert.Equal(MessageProblem.NoAnswer, (await portal.Messages())[0].Problem);
    }

    [Fact]
    public async Task SendMessages_DeadSmsGateway_LeavesEmailAloneAndStopsAskingSoon()
    {
        _sms.Instead = _ => Task.FromResult<SendOutcome?>(new SendOutcome.Unreachable("recording", "refused"));
        var mail = new RecordingEmail();
        await using var portal = await MessagingPortal.Start(_sms, mail);
        var subscriber = await portal.AddSubscriber(email: "rahim@example.com");
        for (var i = 0; i < 60; i++)
        {
            await portal.Queue(subscriber, MessageKind.Reconnected, $"{i}");
            await portal.Queue(subscriber, MessageKind.Reconnected, $"{i}", Channel.Email);
        }

        await portal.SendMessages();

        Assert.Equal(60, mail.Sent.Count);
        Assert.InRange(_sms.Tries, 5, 10);
        Assert.All((await portal.Messages()).Where(m => m.Channel == Channel.Sms), m => Assert.Equal(MessageState.Queued, m.State));
    }

    [Fact]
    public async Task SendMessages_FirstGatewayDown_SecondTakesOver()
    {
        var first = new RecordingSms("first") { Instead = _ => Task.FromResult<SendOutcome?>(new SendOutcome.Unreachable("first", "refused")) };
        var second = new RecordingSms("second");
        await using var portal = TestPortal.Start(s => s.UseRecording(null, first, second), new() { ["Messaging:Sms:PerSecondMax"] = "0", ["Messaging:Sms:ParallelMax"] = "1" });
        var subscriber = await portal.AddSubscriber();
        for (var i = 0; i < 10; i++)
        {
            await portal.Queue(subscriber, MessageKind.Reconnected, $"{i}");
        }

        await portal.SendMessages();

        Assert.Equal(10, second.Sent.Count);
        Assert.Equal(3, first.Tries); // then it rests
        Assert.All(await portal.Messages(), m => Assert.Equal("second", m.Gateway));
    }

    [Fact]
    public async Task SendMessages_FirstGatewaySilent_AsksNoOther()
    {
        var first = new RecordingSms("first") { Instead = _ => Task.FromResult<SendOutcome?>(new SendOutcome.NoAnswer("first", "silence")) };
        var second = new RecordingSms("second");
        await using var portal = TestPortal.Start(s => s.UseRecording(null, first, second));
        await portal.Queue(await portal.AddSubscriber(), MessageKind.Reconnected, "a");

        await portal.SendMessages();

        Assert.Empty(second.Sent);
    }

    [Fact]
    public async Task SendMessages_AtNight_HoldsRemindersAndLetsReceiptsPass()
    {
        await using var portal = await MessagingPortal.Start(_sms);
        var subscriber = await portal.AddSubscriber();
        var invoice = await portal.AddInvoice(subscriber, new DateOnly(2026, 1, 20));
        portal.GoTo(new DateOnly(2026, 1, 10), 23, 59);
        await portal.Queue(subscriber, MessageKind.InvoiceIssued, "a", invoiceId: invoice);
        await portal.Queue(subscriber, MessageKind.Reconnected, "b");

        await portal.SendMessages();
        Assert.Contains("on again", Assert.Single(_sms.Sent).Text, StringComparison.Ordinal);
        portal.GoTo(new DateOnly(2026, 1, 11), 8, 59);
        await portal.SendMessages();
        Assert.Single(_sms.Sent);
        portal.GoTo(new DateOnly(2026, 1, 11), 9);
        await portal.SendMessages();

        Assert.Equal(2, _sms.Sent.Count);
    }

    [Fact]
    public async Task SendMessages_WithoutAGateway_WaitsThenSkipsWhatIsWorthless()
    {
        await using var portal = TestPortal.Start();
        await portal.Queue(await portal.AddSubscriber(), MessageKind.Reconnected, "a");

        Assert.Equal(default, await portal.SendMessages());
        Assert.Equal((MessageState.Queued, 0), ((await portal.Messages())[0].State, (await portal.Messages())[0].Attempts));
        portal.Clock.Advance(TimeSpan.FromHours(73));
        Assert.Equal(1, (await portal.SendMessages()).Skipped);

        Assert.Equal(MessageProblem.TooLate, (await portal.Messages())[0].Problem);
    }

    [Fact]
    public async Task SendMessages_ManySendersAtOnce_SendEachOnce()
    {
        await using var portal = await MessagingPortal.Start(_sms);
        var subscriber = await portal.AddSubscriber();
        for (var i = 0; i < 100; i++)
        {
            await portal.Queue(subscriber, MessageKind.Reconnected, $"{i}");
        }

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(portal.SendMessages)));

        Assert.Equal(100, results.Sum(r => r.Sent));
        Assert.Equal(100, _sms.Sent.Select(s => s.Reference).Distinct().Count());
        Assert.Equal(100, _sms.Sent.Count);
    }

    [Fact]
    public async Task Retry_FailedMessage_IsSentAnew()
    {
        _sms.Instead = _ => Task.FromResult<SendOutcome?>(new SendOutcome.Refused("recording", "no balance", IsFinal: true));
        await using var portal = await MessagingPortal.Start(_sms);
        var id = await portal.Queue(await portal.AddSubscriber(), MessageKind.Reconnected, "a");
        await portal.SendMessages();
        _sms.Instead = null;

        var retried = await portal.Run(s => s.GetRequiredService<RetryMessage>(), new RetryMessageRequest(id));
        await portal.SendMessages();
        var again = await portal.Run(s => s.GetRequiredService<RetryMessage>(), new RetryMessageRequest(id));

        Assert.True(retried.IsOk);
        Assert.Equal(MessageState.Sent, (await portal.Messages())[0].State);
        Assert.IsType<MessageNotRetryable>(again.Error);
    }

    private sealed class Drawn(Func<OutboxMessage, Enclosure?> draw) : IEnclosures
    {
        public Task<Enclosure?> For(OutboxMessage message, CancellationToken cancellation) => Task.FromResult(draw(message));
    }
}
