using IspDigital.Core.Audit;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Reminders;

/// <summary>Removes a policy; its plans and groups fall back to the next one in precedence.</summary>
/// <param name="PolicyId">Which.</param>
public sealed record DeleteReminderPolicyRequest(long PolicyId);

/// <summary>Removes a policy. What it has sent stays on record.</summary>
public sealed class DeleteReminderPolicy(UseCaseContext context) : UseCase<DeleteReminderPolicyRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.ManageReminders;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(DeleteReminderPolicyRequest request, CancellationToken cancellation) => Store.Write<Done>(async work =>
    {
        if (request.PolicyId == ReminderPolicy.DefaultId)
        {
            return new DefaultPolicyStays();
        }
        if (await work.Db.ReminderPolicies.Include(p => p.Steps).Include(p => p.Assignments).AsSplitQuery()
            .SingleOrDefaultAsync(p => p.Id == request.PolicyId, cancellation) is not { } policy)
        {
            return new PolicyNotFound();
        }
        work.Db.ReminderPolicies.Remove(policy);
        work.Record(AuditAction.RemindersChanged, nameof(ReminderPolicy), policy.Id, before: new { policy.Name, Steps = policy.Steps.Select(s => s.Terms).ToList() });
        work.Announce(new Change(ChangeKind.Settings));
        return new Done();
    }, cancellation);
}
