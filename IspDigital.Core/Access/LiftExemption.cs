using IspDigital.Core.Audit;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Access;

/// <summary>End an exemption now. A cut that follows is planned like any other.</summary>
/// <param name="SubscriberId">Whose.</param>
/// <param name="Reason">Why; may be empty.</param>
public sealed record LiftExemptionRequest(long SubscriberId, string Reason);

/// <summary>Lifts an exemption.</summary>
public sealed class LiftExemption(UseCaseContext context) : UseCase<LiftExemptionRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.OverrideAccess;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(LiftExemptionRequest request, CancellationToken cancellation) =>
        Store.Write<Done>(async work =>
        {
            await work.LockSubscriber(request.SubscriberId, cancellation);
            var open = await work.Db.Exemptions.Where(e => e.SubscriberId == request.SubscriberId && e.EndedAt == null).ToListAsync(cancellation);
            if (open.Count == 0)
            {
                return new NothingToLift();
            }
            open.ForEach(e => e.End(work.Now));
            work.Record(AuditAction.ExemptionLifted, nameof(Exemption), open[^1].Id, request.SubscriberId, request.Reason, before: new { open[^1].LastDay, open[^1].Reason });
            await work.DecideNow(request.SubscriberId, "ExemptionLifted", cancellation);
            return new Done();
        }, cancellation);
}
