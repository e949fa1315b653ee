using IspDigital.Core.Audit;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Messaging;

/// <summary>Tries a failed message anew.</summary>
/// <param name="MessageId">Which.</param>
public sealed record RetryMessageRequest(long MessageId);

/// <summary>Puts a failed message back into the queue, with all its tries; its text is made anew. What is no longer true is skipped then.</summary>
public sealed class RetryMessage(UseCaseContext context) : UseCase<RetryMessageRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.ManageReminders;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(RetryMessageRequest request, CancellationToken cancellation) => Store.Write<Done>(async work =>
    {
        if (await work.Db.OutboxMessages.SingleOrDefaultAsync(m => m.Id == request.MessageId, cancellation) is not { } message)
        {
            return new MessageNotFound();
        }
        if (message.State != MessageState.Failed && message is not { State: MessageState.Skipped, Problem: MessageProblem.TooLate })
        {
            return new MessageNotRetryable(message.State);
        }
        var settings = await work.Settings<NotificationSettings>(cancellation);
        var before = new { message.State, message.Problem };
        message.Requeue(work.Now, work.Now.AddHours(settings.ExpiryHours));
        work.Record(AuditAction.MessageRetried, nameof(OutboxMessage), message.Id, message.SubscriberId, before: before, after: new { message.State });
        work.Announce(new Change(ChangeKind.Message, message.Id, message.SubscriberId));
        return new Done();
    }, cancellation);
}
