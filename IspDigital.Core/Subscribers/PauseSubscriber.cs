using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;

namespace IspDigital.Core.Subscribers;

/// <summary>Days without service and without charge.</summary>
/// <param name="SubscriberId">Whose.</param>
/// <param name="From">First paused day, today or later.</param>
/// <param name="Until">First day of service again; null for open-ended.</param>
/// <param name="Reason">Why.</param>
public sealed record PauseSubscriberRequest(long SubscriberId, DateOnly From, DateOnly? Until, string Reason);

/// <summary>What a pause must be.</summary>
public sealed class PauseSubscriberValidator : AbstractValidator<PauseSubscriberRequest>
{
    /// <summary>The rules.</summary>
    public PauseSubscriberValidator()
    {
        RuleFor(r => r.Until).Must((r, until) => until is null || until > r.From).WithErrorCode("Subscribers.PauseEndsBeforeStart");
        RuleFor(r => r.Reason).NotEmpty().WithErrorCode("Subscribers.ReasonNeeded").MaximumLength(400).WithErrorCode("Subscribers.TooLong");
    }
}

/// <summary>Pauses service from a day to a day, or open-ended.</summary>
public sealed class PauseSubscriber(UseCaseContext context) : UseCase<PauseSubscriberRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.EditSubscribers;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(PauseSubscriberRequest request, CancellationToken cancellation) => Store.Write<Done>(async work =>
    {
        var (subscriber, error) = await SubscriberChecks.Open(work, request.SubscriberId, cancellation);
        if (subscriber is null)
        {
            return error!;
        }
        var today = (await work.Day(cancellation)).Today;
        if (request.From < today)
        {
            return new DayInPast(nameof(request.From));
        }
        if (request.From < subscriber.ActivatedOn)
        {
            return new BeforeActivation(subscriber.ActivatedOn, nameof(request.From));
        }
        var days = new DateRange(request.From, request.Until ?? DateOnly.MaxValue);
        if (subscriber.Pauses.FirstOrDefault(p => !days.Intersect(new DateRange(p.From, p.Until ?? DateOnly.MaxValue)).IsEmpty) is { } other)
        {
            return new PausesOverlap(other.From);
        }
        subscriber.Pause(request.From, request.Until, today);
        work.Record(AuditAction.SubscriberPaused, nameof(Subscriber), subscriber.Id, subscriber.Id, request.Reason.Trim(),
            after: new { request.From, request.Until });
        work.MarkAccess(subscriber.Id, nameof(AuditAction.SubscriberPaused));
        work.Announce(new Change(ChangeKind.Subscriber, subscriber.Id, subscriber.Id));
        return new Done();
    }, cancellation);
}
