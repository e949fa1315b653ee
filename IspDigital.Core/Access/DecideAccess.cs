using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Access;

/// <summary>Decide everybody who is marked.</summary>
public sealed record DecideAccessRequest;

/// <summary>What came of it.</summary>
/// <param name="Decided">Subscribers looked at.</param>
/// <param name="Changed">Of those, how many routers must now hold something else for.</param>
public sealed record DecidedAccess(int Decided, int Changed);

/// <summary>
/// Takes the marks that payments, invoices and people left, decides, and removes the marks it read, in one transaction for each
/// batch. Woken right after a commit; the sweep runs it too, so a lost wake-up costs a minute and nothing else.
/// </summary>
public sealed class DecideAccess(UseCaseContext context) : UseCase<DecideAccessRequest, DecidedAccess>(context)
{
    private const int BatchSizeMax = 200;

    /// <summary>The cause that a new invoice leaves. It never brings anybody back, so it lets payments go first.</summary>
    private const string Charge = "Charge";

    /// <inheritdoc/>
    public override Permission Permission => Permission.OverrideAccess;

    /// <inheritdoc/>
    protected override async Task<Result<DecidedAccess>> Handle(DecideAccessRequest request, CancellationToken cancellation)
    {
        var total = new DecidedAccess(0, 0);
        while (true)
        {
            var result = await Store.Write(work => DecideBatch(work, cancellation), cancellation);
            if (!result.IsOk)
            {
                return result.Error;
            }
            if (result.Value.Decided == 0)
            {
                return total;
            }
            total = new DecidedAccess(total.Decided + result.Value.Decided, total.Changed + result.Value.Changed);
        }
    }

    private static async Task<Result<DecidedAccess>> DecideBatch(UnitOfWork work, CancellationToken cancellation)
    {
        var marks = await work.Db.AccessMarks.AsNoTracking()
            .OrderBy(m => m.Cause == Charge ? 1 : 0).ThenBy(m => m.Id).Take(BatchSizeMax).ToListAsync(cancellation);
        if (marks.Count == 0)
        {
            return new DecidedAccess(0, 0);
        }
        var ids = marks.Select(m => m.SubscriberId).Distinct().ToList();
        var applicator = await AccessApplicator.Load(work, ids, cancellation);
        var changed = await applicator.DecideAll(marks[^1].Cause, cancellation);
        // Only what was read goes: a mark that another transaction writes meanwhile stays for the next turn.
        var read = marks.Select(m => m.Id).ToList();
        await work.Db.AccessMarks.Where(m => read.Contains(m.Id)).ExecuteDeleteAsync(cancellation);
        return new DecidedAccess(ids.Count, changed);
    }
}
