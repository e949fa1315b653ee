using FluentValidation;
using IspDigital.Core.Access.Rules;
using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Access;

/// <summary>Bring back everybody whom this list cut.</summary>
/// <param name="BatchId">The list.</param>
/// <param name="Reason">Why.</param>
public sealed record UndoBatchRequest(long BatchId, string Reason);

/// <summary>What it needs.</summary>
public sealed class UndoBatchValidator : AbstractValidator<UndoBatchRequest>
{
    /// <summary>The rules.</summary>
    public UndoBatchValidator() =>
        RuleFor(r => r.Reason).NotEmpty().WithErrorCode("Access.ReasonNeeded").MaximumLength(400).WithErrorCode("Access.ReasonTooLong");
}

/// <summary>
/// Reconnects everybody whom the list cut, whatever they owe, and takes the rest off it. They stay on until a later list names
/// them, and for a week that list waits for a person.
/// </summary>
public sealed class UndoBatch(UseCaseContext context) : UseCase<UndoBatchRequest, int>(context)
{
    private const int BatchSizeMax = 200;

    /// <inheritdoc/>
    public override Permission Permission => Permission.OverrideAccess;

    /// <inheritdoc/>
    protected override async Task<Result<int>> Handle(UndoBatchRequest request, CancellationToken cancellation)
    {
        var begun = await Store.Write(work => Begin(work, request, cancellation), cancellation);
        if (!begun.IsOk)
        {
            return begun.Error;
        }
        var back = 0;
        foreach (var ids in begun.Value.Chunk(BatchSizeMax))
        {
            var result = await Store.Write(work => BringBack(work, request, ids, cancellation), cancellation);
            if (!result.IsOk)
            {
                return result.Error;
            }
            back += result.Value;
        }
        return back;
    }

    /// <summary>From here on nobody else is cut by this list. Called again after a crash, it goes on with who is left.</summary>
    private static async Task<Result<List<long>>> Begin(UnitOfWork work, UndoBatchRequest request, CancellationToken cancellation)
    {
        var batch = await work.Db.CutBatches.SingleOrDefaultAsync(b => b.Id == request.BatchId, cancellation);
        var cuts = await work.Db.PlannedCuts.Where(c => c.BatchId == request.BatchId && (c.State == CutState.Released || c.State == CutState.Planned)).ToListAsync(cancellation);
        if (batch is null || cuts.Count == 0)
        {
            return new NothingToUndo();
        }
        batch.Undo(work.Actor.Name, work.Now);
        batch.Hold([], work.Now);
        foreach (var planned in cuts.Where(c => c.State == CutState.Planned))
        {
            planned.Enter(CutState.Undone, work.Now, request.Reason.Trim());
        }
        var made = cuts.Where(c => c.State == CutState.Released).Select(c => c.Id).ToList();
        work.Record(AuditAction.CutsUndone, nameof(CutBatch), batch.Id, null, request.Reason.Trim(), after: new { batch.Day, Made = made.Count, NotMade = cuts.Count - made.Count });
        work.Announce(new Change(ChangeKind.Access));
        return made;
    }

    private static async Task<Result<int>> BringBack(UnitOfWork work, UndoBatchRequest request, long[] cutIds, CancellationToken cancellation)
    {
        var cuts = await work.Db.PlannedCuts.Where(c => cutIds.Contains(c.Id)).ToDictionaryAsync(c => c.SubscriberId, cancellation);
        var applicator = await AccessApplicator.Load(work, cuts.Keys, cancellation);
        var undone = new AccessReason(AccessReasonCode.CutUndone) { Who = work.Actor.Name, Note = request.Reason.Trim() };
        var back = 0;
        foreach (var line in applicator.Facts)
        {
            var decision = applicator.Decide(line);
            if (applicator.StateOf(line.SubscriberId) is { Online: false } && (decision.IsForMoney || decision.Online))
            {
                applicator.Write(line, online: true, [undone, .. decision.Reasons], "Undo");
                cuts[line.SubscriberId].Enter(CutState.Undone, work.Now, request.Reason.Trim());
                back++;
            }
        }
        await applicator.Finish(cancellation);
        work.Record(AuditAction.CutsUndone, nameof(CutBatch), request.BatchId, null, request.Reason.Trim(), after: new { Back = back });
        return back;
    }
}
