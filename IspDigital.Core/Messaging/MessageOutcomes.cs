using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Messaging.Rules;
using IspDigital.Core.Primitives;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IspDigital.Core.Messaging;

/// <summary>Writes down what became of a message, with its audit entry, the moment it is known.</summary>
public sealed class MessageOutcomes(IspStore store, IRandomSource chance, ILogger<MessageOutcomes> log)
{
    private const int ExpiredBatchMax = 200;

    /// <summary>The outcome of one try.</summary>
    /// <param name="departure">What was tried.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="takesReference">Whether another try cannot become a second message.</param>
    public async Task<SendMessagesResult> Write(Departure departure, SendOutcome outcome, bool takesReference)
    {
        // Never cancelled: a message that left must be known to have left.
        var written = await store.Write<SendMessagesResult>(async work =>
        {
            if (await Held(work, departure.Message) is not { } message)
            {
                log.LogWarning("Message {MessageId} was taken over by another sender before its outcome was known", departure.Message.Id);
                return default(SendMessagesResult);
            }
            Apply(work, message, departure, outcome, takesReference);
            return Tell(work, message);
        });
        return written.Value;
    }

    /// <summary>Messages that end without being tried.</summary>
    public async Task<SendMessagesResult> Settle(IReadOnlyCollection<UnsentMessage> settlements)
    {
        if (settlements.Count == 0)
        {
            return default;
        }
        var written = await store.Write<SendMessagesResult>(async work =>
        {
            var sum = default(SendMessagesResult);
            foreach (var settlement in settlements)
            {
                if (await Held(work, settlement.Message) is not { } message)
                {
                    continue;
                }
                if (settlement.State == MessageState.Skipped)
                {
                    message.Skip(settlement.Problem);
                }
                else
                {
                    message.Fail(settlement.Problem, settlement.Error, null, isUnknown: false);
                }
                sum += Tell(work, message);
            }
            return sum;
        });
        return written.Value;
    }

    /// <summary>Skips what is worthless by now, whether or not its channel is set up.</summary>
    /// <returns>How many.</returns>
    public async Task<int> SkipExpired(CancellationToken cancellation)
    {
        var (total, last) = (0, 0);
        do
        {
            var written = await store.Write<int>(async work =>
            {
                var expired = await work.Db.OutboxMessages.Where(m => m.State == MessageState.Queued && m.ExpiresAt <= work.Now)
                    .OrderBy(m => m.Id).Take(ExpiredBatchMax).ToListAsync(cancellation);
                foreach (var message in expired)
                {
                    message.Skip(MessageProblem.TooLate);
                    Tell(work, message);
                }
                return expired.Count;
            }, cancellation);
            last = written.Value;
            total += last;
        }
        while (last == ExpiredBatchMax);
        return total;
    }

    private static Task<OutboxMessage?> Held(UnitOfWork work, OutboxMessage taken) =>
        work.Db.OutboxMessages.SingleOrDefaultAsync(m => m.Id == taken.Id && m.ClaimId == taken.ClaimId && m.State == MessageState.Sending);

    private void Apply(UnitOfWork work, OutboxMessage message, Departure departure, SendOutcome outcome, bool takesReference)
    {
        switch (outcome)
        {
            case SendOutcome.Taken taken:
                message.Accepted(departure.Text, departure.To, taken, work.Now);
                break;
            case SendOutcome.Refused refused:
                Again(work, message, departure, new Trouble(MessageProblem.Refused, refused.Why, refused.Gateway), refused.IsFinal);
                break;
            case SendOutcome.Unreachable unreachable:
                Again(work, message, departure, new Trouble(MessageProblem.Unreachable, unreachable.Why, unreachable.Gateway), isFinal: false);
                break;
            case SendOutcome.NoAnswer silent:
                var isFinal = !takesReference && message.UnknownOutcomes + 1 >= RetrySchedule.UnknownOutcomesMax;
                Again(work, message, departure, new Trouble(MessageProblem.NoAnswer, silent.Why, silent.Gateway), isFinal);
                break;
            default:
                throw new InvalidOperationException($"{outcome} is no outcome.");
        }
    }

    private void Again(UnitOfWork work, OutboxMessage message, Departure departure, Trouble trouble, bool isFinal)
    {
        var isUnknown = trouble.Problem == MessageProblem.NoAnswer;
        var attempts = message.Attempts + 1;
        if (isFinal || attempts >= RetrySchedule.AttemptsMax)
        {
            message.Fail(trouble.Problem, trouble.Why, trouble.Gateway, isUnknown, departure.Text, departure.To);
            return;
        }
        var pause = RetrySchedule.PauseAfter(attempts, chance.Next(RetrySchedule.SpreadBelow));
        message.RetryAt(work.Now + pause, trouble.Problem, trouble.Why, trouble.Gateway, isUnknown);
    }

    private static SendMessagesResult Tell(UnitOfWork work, OutboxMessage message)
    {
        work.Announce(new Change(ChangeKind.Message, message.Id, message.SubscriberId));
        switch (message.State)
        {
            case MessageState.Sent:
                Record(work, message, AuditAction.MessageSent, null);
                return new SendMessagesResult(1, 0, 0, 0);
            case MessageState.Failed:
                Record(work, message, AuditAction.MessageFailed, message.Problem.ToString());
                return new SendMessagesResult(0, 0, 1, 0);
            case MessageState.Skipped:
                // A notice's own row says that it was skipped; a reminder's skipping is a deed of billing and goes on record.
                if (message.Kind.IsReminder())
                {
                    Record(work, message, AuditAction.ReminderSkipped, message.Problem.ToString());
                }
                return new SendMessagesResult(0, 1, 0, 0);
            default:
                return new SendMessagesResult(0, 0, 0, 1);
        }
    }

    private static void Record(UnitOfWork work, OutboxMessage message, AuditAction action, string? reason) => work.Record(
        action, nameof(OutboxMessage), message.Id, message.SubscriberId, reason,
        after: new { message.Kind, message.Channel, message.InvoiceId, message.PaymentId, message.Gateway, message.Attempts, Parts = message.Parts > 0 ? message.Parts : (int?)null });

    private sealed record Trouble(MessageProblem Problem, string Why, string Gateway);
}
