using IspDigital.Core.Audit;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Access;

/// <summary>Let the cuts go that the brake holds.</summary>
/// <param name="BatchId">The list.</param>
/// <param name="Count">How many the person saw on it: nobody is cut whom nobody saw.</param>
public sealed record ApproveCutsRequest(long BatchId, int Count);

/// <summary>
/// Approves every cut that stands on the list, and answers the brake's alarm. Who comes on the list later is not approved with it.
/// </summary>
public sealed class ApproveCuts(UseCaseContext context) : UseCase<ApproveCutsRequest, int>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.ApproveCuts;

    /// <inheritdoc/>
    protected override Task<Result<int>> Handle(ApproveCutsRequest request, CancellationToken cancellation) =>
        Store.Write<int>(async work =>
        {
            var batch = await work.Db.CutBatches.SingleOrDefaultAsync(b => b.Id == request.BatchId, cancellation);
            if (batch is null or { UndoneAt: not null })
            {
                return new CutNotPlanned();
            }
            var cuts = await work.Db.PlannedCuts.Where(c => c.BatchId == batch.Id && c.State == CutState.Planned).ToListAsync(cancellation);
            if (cuts.Count == 0)
            {
                return new CutNotPlanned();
            }
            if (cuts.Count > request.Count)
            {
                return new CutsChanged(cuts.Count);
            }
            cuts.ForEach(c => c.Approve(work.Actor.Name, work.Now));
            var pulse = await work.Db.AccessPulses.SingleOrDefaultAsync(cancellation);
            pulse?.Answer();
            batch.Hold([], work.Now);
            work.Record(AuditAction.CutsApproved, nameof(CutBatch), batch.Id, after: new { batch.Day, cuts.Count, Amount = cuts.Sum(c => c.Amount) });
            work.Announce(new Change(ChangeKind.Access));
            return cuts.Count;
        }, cancellation);
}
