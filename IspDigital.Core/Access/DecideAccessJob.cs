using IspDigital.Core.Operations;
using IspDigital.Core.Staff;

namespace IspDigital.Core.Access;

/// <summary>Runs <see cref="SweepAccess"/>.</summary>
public sealed class DecideAccessJob(CurrentActor actor, SweepAccess useCase) : Job(actor)
{
    /// <inheritdoc/>
    protected override async Task Act(CancellationToken cancellation) =>
        _ = (await useCase.Run(new SweepAccessRequest(), cancellation)).Value; // a refusal is a failed job
}
