using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Access;

/// <summary>Make the cuts of today's list that may be made now.</summary>
public sealed record ReleaseCutsRequest;

/// <summary>What came of it.</summary>
/// <param name="Released">Handed to the routers' workers.</param>
/// <param name="Dropped">Not needed any more at the last moment.</param>
public sealed record ReleasedCuts(int Released, int Dropped);

/// <summary>
/// Inside the cut window, and where the brake lets it: decides each subscriber on today's list once more, in the transaction
/// that writes the cut. Who has paid a moment ago is dropped; who pays a moment later gets a newer version, and that wins.
/// </summary>
public sealed class ReleaseCuts(UseCaseContext context, SweepMemory memory) : UseCase<ReleaseCutsRequest, ReleasedCuts>(context)
{
    private const int BatchSizeMax = 100;

    /// <inheritdoc/>
    public override Permission Permission => Permission.OverrideAccess;

    /// <inheritdoc/>
    protected override async Task<Result<ReleasedCuts>> Handle(ReleaseCutsRequest request, CancellationToken cancellation)
    {
        var total = new ReleasedCuts(0, 0);
        await Store.Write<Done>(async work =>
        {
            await memory.Beat(work, cancellation);
            return new Done();
        }, cancellation);
        while (true)
        {
            var result = await Store.Write(work => ReleaseBatch(work, cancellation), cancellation);
            if (!result.IsOk)
            {
                return result.Error;
            }
            var (released, dropped) = result.Value;
            if (released + dropped == 0)
            {
                return total;
            }
            total = new ReleasedCuts(total.Released + released, total.Dropped + dropped);
        }
    }

    private static async Task<Result<ReleasedCuts>> ReleaseBatch(UnitOfWork work, CancellationToken cancellation)
    {
        var settings = await work.Settings<AccessSettings>(cancellation);
        var day = await work.Day(cancellation);
        if (!settings.Window.IsOpen(day) || await CutList.OfDay(work, day.Today, cancellation) is not { UndoneAt: null } batch)
        {
            return new ReleasedCuts(0, 0);
        }
        var isHeld = await CutList.Brake(work, batch, cancellation);
        var cuts = await work.Db.PlannedCuts
            .Where(c => c.BatchId == batch.Id && c.State == CutState.Planned && (!isHeld || c.ApprovedAt != null))
            .OrderBy(c => c.Id).Take(BatchSizeMax).ToDictionaryAsync(c => c.SubscriberId, cancellation);
        var applicator = await AccessApplicator.Load(work, cuts.Keys, cancellation);
        var (released, dropped) = (0, 0);
        foreach (var line in applicator.Facts)
        {
            var decision = applicator.Decide(line);
            applicator.Write(line, decision.Online, decision.Reasons, "Cut");
            if (decision.IsForMoney)
            {
                cuts[line.SubscriberId].Enter(CutState.Released, work.Now, null);
                released++;
            }
            else
            {
                applicator.Drop(cuts[line.SubscriberId], decision);
                dropped++;
            }
        }
        await applicator.Finish(cancellation);
        return new ReleasedCuts(released, dropped);
    }
}
