using IspDigital.Core.Data;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Tables;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Subscribers.Import;

/// <summary>A row that can be taken, as the subscriber it makes.</summary>
/// <param name="Row">The row.</param>
/// <param name="Subscriber">The subscriber, not saved.</param>
internal sealed record ReadyRow(ImportRow Row, Subscriber Subscriber);

/// <summary>What the file alone cannot tell: whether what rows name is there, and whether codes and PPP names are free. Writes nothing.</summary>
internal sealed class ImportChecks(IspDbContext db, IBillingOutlook outlook, IIdGenerator ids, CancellationToken cancellation)
{
    /// <summary>The rows as subscribers; what is wrong is added to the problems, and such rows are left out.</summary>
    public async Task<List<ReadyRow>> Of(List<ImportRow> rows, List<RowProblem> problems)
    {
        var plans = (await db.Plans.AsNoTracking().ToListAsync(cancellation)).ToLookup(p => p.Name, StringComparer.OrdinalIgnoreCase);
        var routers = (await Routers()).ToLookup(r => r.Name, r => r.Id, StringComparer.OrdinalIgnoreCase);
        var terms = await outlook.OperatorTerms(db, cancellation);
        var bad = problems.Select(p => p.Line).ToHashSet();
        List<ReadyRow> ready = new(rows.Count);
        foreach (var row in rows)
        {
            var plan = Named(plans[row.Plan], row.Plan, p => p.Name);
            var isWrong = bad.Contains(row.Line);
            if (row.Plan.Length > 0 && plan is not { IsOffered: true })
            {
                problems.Add(new(row.Line, "plan", "Subscribers.PlanNamedUnknown", row.Plan));
                isWrong = true;
            }
            if (row.Router.Length > 0 && !routers[row.Router].Any())
            {
                problems.Add(new(row.Line, "router", "Subscribers.RouterNamedUnknown", row.Router));
                isWrong = true;
            }
            if (!isWrong)
            {
                row.Request.PlanId = plan!.Id;
                row.Request.RouterId = row.Router.Length > 0 ? routers[row.Router].First() : null;
                row.Request.Terms = Whole(row.Request.Terms, terms.With(plan.Terms));
                ready.Add(new(row, NewSubscriber.Of(row.Request, row.Request.Code ?? NewSubscriber.CodeToCome(ids))));
            }
        }
        return [.. await Free(ready, problems)];
    }

    private static Plan? Named(IEnumerable<Plan> alike, string name, Func<Plan, string> nameOf) =>
        alike.OrderByDescending(p => nameOf(p) == name).FirstOrDefault();

    /// <summary>A cycle of which the row says one half takes the other from plan or operator, since both hold together.</summary>
    private static BillingTermsOverride Whole(BillingTermsOverride row, BillingTerms above) =>
        row is { CycleUnit: null, CycleCount: null } ? row
            : row with { CycleUnit = row.CycleUnit ?? above.Cycle.Unit, CycleCount = row.CycleCount ?? above.Cycle.Count };

    private async Task<List<ReadyRow>> Free(List<ReadyRow> rows, List<RowProblem> problems)
    {
        var names = rows.Where(r => r.Subscriber.RouterId is not null).Select(r => r.Subscriber.PppName!).ToList();
        var byCode = await SubscriberCodes.HoldersOf(db, rows.Select(r => r.Row.Request.Code).OfType<string>(), cancellation);
        var byLine = await db.Subscribers.AsNoTracking()
            .Where(s => s.RouterId != null && s.ClosedOn == null && s.PppName != null && EF.Parameter(names).Contains(s.PppName))
            .Select(s => new { RouterId = s.RouterId!.Value, s.PppName, s.Code, s.Name }).ToDictionaryAsync(s => (s.RouterId, s.PppName!), cancellation);
        List<ReadyRow> free = new(rows.Count);
        foreach (var one in rows)
        {
            var before = problems.Count;
            if (one.Row.Request.Code is { } code && byCode.TryGetValue(code, out var holder))
            {
                problems.Add(RowProblem.Of(one.Row.Line, "code", new CodeTaken(holder.Code, holder.Name)));
            }
            if (one.Subscriber is { RouterId: { } router, PppName: { } ppp } && byLine.TryGetValue((router, ppp), out var line))
            {
                problems.Add(RowProblem.Of(one.Row.Line, "ppp_name", new PppNameTaken(ppp, line.Code, line.Name)));
            }
            if (problems.Count == before)
            {
                free.Add(one);
            }
        }
        return free;
    }

    // A subscriber names its router by id only (docs/architecture.md), so the table is asked and not the entity.
    private Task<List<RouterNamed>> Routers() =>
        db.Database.SqlQuery<RouterNamed>($"""SELECT "Id", "Name" FROM "Routers" WHERE "IsActive" ORDER BY "Id" """).ToListAsync(cancellation);

    private sealed class RouterNamed
    {
        public long Id { get; init; }

        public string Name { get; init; } = "";
    }
}
