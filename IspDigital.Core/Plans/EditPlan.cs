using IspDigital.Core.Audit;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Plans;

/// <summary>A plan as the form would have it.</summary>
public sealed record EditPlanRequest : PlanInput
{
    /// <summary>The plan.</summary>
    public long PlanId { get; set; }

    /// <summary>First day of the price, where it is another; periods that start earlier keep theirs.</summary>
    public DateOnly PriceFrom { get; set; }

    /// <summary>Whether new subscribers may take it.</summary>
    public bool IsOffered { get; set; } = true;

    /// <summary>The plan as the form showed it: where somebody changed it meanwhile, nothing is undone. Null for no look.</summary>
    public EditPlanRequest? Shown { get; set; }

    /// <summary>A plan as it stands on a day.</summary>
    public static EditPlanRequest Of(Plan plan, DateOnly today) => new()
    {
        PlanId = plan.Id,
        Name = plan.Name,
        DownloadMbps = MbpsOf(plan.Speed.DownloadBps),
        UploadMbps = MbpsOf(plan.Speed.UploadBps),
        RouterProfile = plan.Speed.RouterProfile,
        Price = plan.PriceOn(today) ?? Money.Zero,
        PriceFrom = today,
        TaxId = plan.TaxId,
        Terms = plan.Terms,
        IsOffered = plan.IsOffered,
    };
}

/// <summary>What an edited plan must be.</summary>
public sealed class EditPlanValidator : PlanInputRules<EditPlanRequest>;

/// <summary>Changes a plan. Another price holds from a day on; a speed or router profile is set on all its lines at once.</summary>
public sealed class EditPlan(UseCaseContext context, IPlanLines lines) : UseCase<EditPlanRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.ManagePlans;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(EditPlanRequest request, CancellationToken cancellation) => Store.Write<Done>(async work =>
    {
        if (await work.Db.Plans.SingleOrDefaultAsync(p => p.Id == request.PlanId, cancellation) is not { } plan)
        {
            return new PlanNotFound();
        }
        var today = (await work.Day(cancellation)).Today;
        if (request.Shown is { } shown && shown with { PriceFrom = today } != EditPlanRequest.Of(plan, today))
        {
            return new PlanChangedMeanwhile();
        }
        if (await PlanChecks.Of(work, request, plan.Id, cancellation) is { } wrong)
        {
            return wrong;
        }
        var before = Picture(plan, request.PriceFrom);
        if (plan.PriceOn(request.PriceFrom) != request.Price)
        {
            if (request.PriceFrom < today)
            {
                return new PriceFromPast();
            }
            plan.SetPrice(request.PriceFrom, request.Price);
        }
        var isOtherSpeed = plan.Speed != request.Speed;
        plan.Describe(request.Name.Trim(), request.Speed, request.TaxId, request.Terms, request.IsOffered);
        if (isOtherSpeed)
        {
            await lines.Mark(work, plan.Id, nameof(AuditAction.PlanChanged), cancellation);
        }
        work.Record(AuditAction.PlanChanged, nameof(Plan), plan.Id, before: before, after: Picture(plan, request.PriceFrom));
        work.Announce(new Change(ChangeKind.Plan, plan.Id));
        return new Done();
    }, cancellation);

    private static object Picture(Plan plan, DateOnly day) =>
        new { plan.Name, plan.Speed, Price = plan.PriceOn(day), PriceFrom = day, plan.TaxId, plan.Terms, plan.IsOffered };
}
