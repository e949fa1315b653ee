using IspDigital.Core.Operations;
using IspDigital.Core.Staff;

namespace IspDigital.Core.Billing;

/// <summary>Wakes the late fees: every fee due by now.</summary>
public sealed class ChargeLateFeesJob(CurrentActor actor, ChargeLateFees charge) : Job(actor)
{
    /// <inheritdoc/>
    protected override async Task Act(CancellationToken cancellation) => _ = (await charge.Run(new(), cancellation)).Value; // a refusal is a failed job
}
