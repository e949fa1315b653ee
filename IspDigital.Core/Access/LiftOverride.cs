using IspDigital.Core.Audit;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;

namespace IspDigital.Core.Access;

/// <summary>Lift the override of a line; what the rules say holds again.</summary>
/// <param name="SubscriberId">Whose.</param>
/// <param name="Reason">Why; may be empty.</param>
public sealed record LiftOverrideRequest(long SubscriberId, string Reason);

/// <summary>Lifts an override.</summary>
public sealed class LiftOverride(UseCaseContext context) : UseCase<LiftOverrideRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.OverrideAccess;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(LiftOverrideRequest request, CancellationToken cancellation) =>
        Store.Write<Done>(async work =>
        {
            await work.LockSubscriber(request.SubscriberId, cancellation);
            if (await work.EndOverrides(request.SubscriberId, cancellation) is not { } lifted)
            {
                return new NothingToLift();
            }
            work.Record(AuditAction.AccessOverrideLifted, nameof(AccessOverride), lifted.Id, lifted.SubscriberId, request.Reason, before: new { lifted.Online, lifted.LastDay, lifted.Reason });
            await work.DecideNow(request.SubscriberId, "OverrideLifted", cancellation);
            return new Done();
        }, cancellation);
}
