using IspDigital.Core.Operations;
using IspDigital.Core.Staff;

namespace IspDigital.Core.Billing;

/// <summary>Wakes the billing run: everything due by now.</summary>
public sealed class IssueInvoicesJob(CurrentActor actor, IssueInvoices issue) : Job(actor)
{
    /// <inheritdoc/>
    protected override async Task Act(CancellationToken cancellation) => _ = (await issue.Run(new(), cancellation)).Value; // a refusal is a failed job
}
