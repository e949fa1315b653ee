using IspDigital.Core.Operations;
using IspDigital.Core.Staff;

namespace IspDigital.Core.Access;

/// <summary>Runs <see cref="ReleaseCuts"/>.</summary>
public sealed class ReleaseCutsJob(CurrentActor actor, ReleaseCuts useCase) : Job(actor)
{
    /// <inheritdoc/>
    protected override async Task Act(CancellationToken cancellation) =>
        _ = (await useCase.Run(new ReleaseCutsRequest(), cancellation)).Value; // a refusal is a failed job
}
