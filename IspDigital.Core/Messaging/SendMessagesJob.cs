using IspDigital.Core.Operations;
using IspDigital.Core.Staff;

namespace IspDigital.Core.Messaging;

/// <summary>Sends everything that may go by now; for certainty, every minute. <see cref="MessageSender"/> is for speed.</summary>
public sealed class SendMessagesJob(CurrentActor actor, SendMessages send) : Job(actor)
{
    /// <inheritdoc/>
    protected override Task Act(CancellationToken cancellation) => send.Run(new SendMessagesRequest(), cancellation);
}
