using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Access;

/// <summary>Take somebody off the list of the day. The next list names them again, unless they paid, promised or are exempt.</summary>
/// <param name="CutId">The planned cut.</param>
/// <param name="Reason">Why.</param>
public sealed record ExcludeCutRequest(long CutId, string Reason);

/// <summary>What it needs.</summary>
public sealed class ExcludeCutValidator : AbstractValidator<ExcludeCutRequest>
{
    /// <summary>The rules.</summary>
    public ExcludeCutValidator() =>
        RuleFor(r => r.Reason).NotEmpty().WithErrorCode("Access.ReasonNeeded").MaximumLength(400).WithErrorCode("Access.ReasonTooLong");
}

/// <summary>Takes a subscriber out of the planned cuts.</summary>
public sealed class ExcludeCut(UseCaseContext context) : UseCase<ExcludeCutRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.OverrideAccess;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(ExcludeCutRequest request, CancellationToken cancellation) =>
        Store.Write<Done>(async work =>
        {
            if (await work.Db.PlannedCuts.SingleOrDefaultAsync(c => c.Id == request.CutId, cancellation) is not { State: CutState.Planned } cut)
            {
                return new CutNotPlanned();
            }
            cut.Enter(CutState.Excluded, work.Now, request.Reason.Trim());
            work.Record(AuditAction.CutExcluded, nameof(PlannedCut), cut.Id, cut.SubscriberId, cut.Why, after: new { cut.Amount });
            work.Announce(new Change(ChangeKind.Access, null, cut.SubscriberId));
            return new Done();
        }, cancellation);
}
