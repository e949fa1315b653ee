using IspDigital.Core.Operations;
using IspDigital.Core.Staff;

namespace IspDigital.Core.Reminders;

/// <summary>Decides every reminder that has come by now.</summary>
public sealed class PlanRemindersJob(CurrentActor actor, PlanReminders plan) : Job(actor)
{
    /// <inheritdoc/>
    protected override Task Act(CancellationToken cancellation) => plan.Run(new PlanRemindersRequest(), cancellation);
}
