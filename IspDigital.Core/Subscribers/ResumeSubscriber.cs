using IspDigital.Core.Audit;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;

namespace IspDigital.Core.Subscribers;

/// <summary>Service again.</summary>
/// <param name="SubscriberId">Whose.</param>
/// <param name="On">First day of service again, today or later; the first day of a planned pause takes it back.</param>
public sealed record ResumeSubscriberRequest(long SubscriberId, DateOnly On);

/// <summary>Ends the pause that runs on a day, or takes a planned one back.</summary>
public sealed class ResumeSubscriber(UseCaseContext context) : UseCase<ResumeSubscriberRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.EditSubscribers;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(ResumeSubscriberRequest request, CancellationToken cancellation) => Store.Write<Done>(async work =>
    {
        var (subscriber, error) = await SubscriberChecks.Open(work, request.SubscriberId, cancellation);
        if (subscriber is null)
        {
            return error!;
        }
        var today = (await work.Day(cancellation)).Today;
        if (request.On < today)
        {
            return new DayInPast(nameof(request.On));
        }
        if (subscriber.Pauses.SingleOrDefault(p => p.Covers(request.On)) is not { } pause)
        {
            return new NotPaused();
        }
        var before = new { pause.From, pause.Until };
        subscriber.Resume(request.On, today);
        work.Record(AuditAction.SubscriberResumed, nameof(Subscriber), subscriber.Id, subscriber.Id, before: before, after: new { request.On });
        work.MarkAccess(subscriber.Id, nameof(AuditAction.SubscriberResumed));
        work.Announce(new Change(ChangeKind.Subscriber, subscriber.Id, subscriber.Id));
        return new Done();
    }, cancellation);
}
