using IspDigital.Core.Operations;
using IspDigital.Core.Staff;

namespace IspDigital.Core.Subscribers;

/// <summary>Wakes the plan changes whose day has come.</summary>
public sealed class StartPlansJob(CurrentActor actor, StartPlans start) : Job(actor)
{
    /// <inheritdoc/>
    protected override async Task Act(CancellationToken cancellation) => _ = (await start.Run(new(), cancellation)).Value; // a refusal is a failed job
}
