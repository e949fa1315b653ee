using IspDigital.Core.Operations;
using IspDigital.Core.Staff;

namespace IspDigital.Core.Access;

/// <summary>Runs <see cref="PlanCuts"/>.</summary>
public sealed class PlanCutsJob(CurrentActor actor, PlanCuts useCase) : Job(actor)
{
    /// <inheritdoc/>
    protected override async Task Act(CancellationToken cancellation) =>
        _ = (await useCase.Run(new PlanCutsRequest(), cancellation)).Value; // a refusal is a failed job
}
