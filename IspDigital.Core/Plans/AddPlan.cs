using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Plans;

/// <summary>A plan to be sold.</summary>
public sealed record AddPlanRequest : PlanInput;

/// <summary>What a new plan must be.</summary>
public sealed class AddPlanValidator : PlanInputRules<AddPlanRequest>;

/// <summary>
/// Adds a plan. Its first price holds from the beginning of the calendar, so that subscribers whose service began earlier can be
/// put on it.
/// </summary>
public sealed class AddPlan(UseCaseContext context) : UseCase<AddPlanRequest, long>(context)
{
    private static readonly DateOnly s_always = new(2000, 1, 1);

    /// <inheritdoc/>
    public override Permission Permission => Permission.ManagePlans;

    /// <inheritdoc/>
    protected override Task<Result<long>> Handle(AddPlanRequest request, CancellationToken cancellation) => Store.Write<long>(async work =>
    {
        if (await PlanChecks.Of(work, request, null, cancellation) is { } wrong)
        {
            return wrong;
        }
        var plan = new Plan(request.Name.Trim(), request.Speed, s_always, request.Price);
        plan.Describe(request.Name.Trim(), request.Speed, request.TaxId, request.Terms, isOffered: true);
        work.Db.Plans.Add(plan);
        await work.Save(cancellation);
        work.Record(AuditAction.PlanAdded, nameof(Plan), plan.Id, after: new { plan.Name, plan.Speed, request.Price, plan.TaxId, plan.Terms });
        work.Announce(new Change(ChangeKind.Plan, plan.Id));
        return plan.Id;
    }, cancellation);
}

/// <summary>What a plan form cannot know by itself.</summary>
internal static class PlanChecks
{
    /// <summary>The first thing that is not right, or null.</summary>
    public static async Task<Error?> Of(UnitOfWork work, PlanInput input, long? ownId, CancellationToken cancellation)
    {
        var name = input.Name.Trim();
        if (await work.Db.Plans.AnyAsync(p => p.Name == name && p.Id != ownId, cancellation))
        {
            return new PlanNameTaken(name);
        }
        return input.TaxId is { } tax && !await work.Db.Taxes.AnyAsync(t => t.Id == tax, cancellation) ? new TaxUnknown() : null;
    }
}
