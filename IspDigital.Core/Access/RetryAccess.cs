using IspDigital.Core.Audit;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Routers;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Access;

/// <summary>What stood in the way is mended: try again now. For one subscriber, or for everything that waits for a router.</summary>
/// <param name="SubscriberId">One line; null for the whole router.</param>
/// <param name="RouterId">The router; null for one line.</param>
public sealed record RetryAccessRequest(long? SubscriberId, long? RouterId);

/// <summary>Tries again at once, and knocks again at a router that is down or refused us.</summary>
public sealed class RetryAccess(UseCaseContext context) : UseCase<RetryAccessRequest, int>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.ManageRouters;

    /// <inheritdoc/>
    protected override Task<Result<int>> Handle(RetryAccessRequest request, CancellationToken cancellation) =>
        Store.Write<int>(async work =>
        {
            var open = await work.Db.DesiredStates
                .Where(d => d.Apply != ApplyState.Done && (d.SubscriberId == request.SubscriberId || d.RouterId == request.RouterId))
                .ToListAsync(cancellation);
            open.ForEach(d => d.TryAgain());
            var routerId = request.RouterId ?? open.FirstOrDefault()?.RouterId;
            if (routerId is null || await work.Db.Routers.SingleOrDefaultAsync(r => r.Id == routerId, cancellation) is not { } router)
            {
                return request.RouterId is null ? new NothingToLift() : new RouterUnknown();
            }
            if (router.Health is RouterHealth.Refusing or RouterHealth.Down)
            {
                router.Saw(RouterHealth.Unknown, work.Now, router.LastError, null);
            }
            work.Record(AuditAction.RouterRetried, nameof(Router), router.Id, request.SubscriberId, after: new { open.Count });
            work.Announce(new Change(ChangeKind.Router, router.Id));
            work.Announce(new Change(ChangeKind.Access, router.Id, request.SubscriberId));
            return open.Count;
        }, cancellation);
}
