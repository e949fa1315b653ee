using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;

namespace IspDigital.Core.Subscribers;

/// <summary>An account to be closed today.</summary>
/// <param name="SubscriberId">Whose.</param>
/// <param name="Reason">Why.</param>
public sealed record CloseSubscriberRequest(long SubscriberId, string Reason);

/// <summary>What a closing must be.</summary>
public sealed class CloseSubscriberValidator : AbstractValidator<CloseSubscriberRequest>
{
    /// <summary>The rules.</summary>
    public CloseSubscriberValidator() =>
        RuleFor(r => r.Reason).NotEmpty().WithErrorCode("Subscribers.ReasonNeeded").MaximumLength(400).WithErrorCode("Subscribers.TooLong");
}

/// <summary>
/// Closes an account: today is the first day without service, and nothing is billed from today on. The PPP name is free for
/// somebody else; what is owed stays owed.
/// </summary>
public sealed class CloseSubscriber(UseCaseContext context) : UseCase<CloseSubscriberRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.EditSubscribers;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(CloseSubscriberRequest request, CancellationToken cancellation) => Store.Write<Done>(async work =>
    {
        var (subscriber, error) = await SubscriberChecks.Open(work, request.SubscriberId, cancellation);
        if (subscriber is null)
        {
            return error!;
        }
        var today = (await work.Day(cancellation)).Today;
        subscriber.Close(today);
        work.Record(AuditAction.SubscriberClosed, nameof(Subscriber), subscriber.Id, subscriber.Id, request.Reason.Trim(),
            after: new { ClosedOn = today, subscriber.RouterId, subscriber.PppName });
        work.MarkAccess(subscriber.Id, nameof(AuditAction.SubscriberClosed));
        work.Announce(new Change(ChangeKind.Subscriber, subscriber.Id, subscriber.Id));
        return new Done();
    }, cancellation);
}
