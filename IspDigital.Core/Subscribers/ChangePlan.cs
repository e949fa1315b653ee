using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Subscribers;

/// <summary>Another plan from a day on; the screen proposes the next renewal.</summary>
/// <param name="SubscriberId">Whose.</param>
/// <param name="PlanId">The plan.</param>
/// <param name="From">First day on it, today or later.</param>
public sealed record ChangePlanRequest(long SubscriberId, long PlanId, DateOnly From);

/// <summary>
/// Puts a subscriber on another plan from a day on; days that are billed already are credited and charged anew on that day.
/// Changes that were planned for that day or later give way.
/// </summary>
public sealed class ChangePlan(UseCaseContext context) : UseCase<ChangePlanRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.EditSubscribers;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(ChangePlanRequest request, CancellationToken cancellation) => Store.Write<Done>(async work =>
    {
        var (subscriber, error) = await SubscriberChecks.Open(work, request.SubscriberId, cancellation);
        if (subscriber is null)
        {
            return error!;
        }
        var today = (await work.Day(cancellation)).Today;
        if (await Wrong(work, subscriber, request, today, cancellation) is { } wrong)
        {
            return wrong;
        }
        var before = new { PlanId = subscriber.PlanOn(request.From) };
        subscriber.AssignPlan(request.From, request.PlanId, today);
        work.Record(AuditAction.PlanAssigned, nameof(Subscriber), subscriber.Id, subscriber.Id, before: before, after: new { request.PlanId, request.From });
        work.MarkAccess(subscriber.Id, nameof(AuditAction.PlanAssigned));
        work.Announce(new Change(ChangeKind.Subscriber, subscriber.Id, subscriber.Id));
        return new Done();
    }, cancellation);

    private static async Task<Error?> Wrong(UnitOfWork work, Subscriber subscriber, ChangePlanRequest request, DateOnly today, CancellationToken cancellation)
    {
        if (!await work.Db.Plans.AnyAsync(p => p.Id == request.PlanId && p.IsOffered, cancellation))
        {
            return new PlanNotOffered();
        }
        if (request.From < today)
        {
            return new DayInPast(nameof(request.From));
        }
        if (request.From < subscriber.ActivatedOn)
        {
            return new BeforeActivation(subscriber.ActivatedOn, nameof(request.From));
        }
        var isOnIt = subscriber.PlanOn(request.From) == request.PlanId && !subscriber.Plans.Any(p => p.From > request.From);
        return isOnIt ? new AlreadyOnPlan() : null;
    }
}
