using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Messaging;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Reminders;

/// <summary>Adds or changes a policy: its steps, and the plans and groups that it is for.</summary>
/// <param name="PolicyId">Which; null for a new one.</param>
/// <param name="Version">The version that the form showed; 0 for a new one.</param>
/// <param name="Name">Its name.</param>
/// <param name="Steps">Its steps, all of them.</param>
/// <param name="PlanIds">Plans that it is for; none for the default policy.</param>
/// <param name="GroupIds">Groups that it is for; none for the default policy.</param>
public sealed record SaveReminderPolicyRequest(
    long? PolicyId, int Version, string Name, IReadOnlyList<StepTerms> Steps, IReadOnlyList<long> PlanIds, IReadOnlyList<long> GroupIds);

/// <summary>What a form or a caller must keep to.</summary>
public sealed class SaveReminderPolicyValidator : AbstractValidator<SaveReminderPolicyRequest>
{
    /// <summary>The most steps of a policy.</summary>
    public const int StepsMax = 12;

    /// <summary>The rules.</summary>
    public SaveReminderPolicyValidator()
    {
        RuleFor(r => r.Name).NotEmpty().WithErrorCode("Reminders.NameNeeded").MaximumLength(80).WithErrorCode("Reminders.NameTooLong");
        RuleFor(r => r.Steps.Count).LessThanOrEqualTo(StepsMax).WithErrorCode("Reminders.TooManySteps").OverridePropertyName("Steps");
        RuleFor(r => r.Steps).Must(s => s.DistinctBy(t => (t.Anchor, t.Days)).Count() == s.Count).WithErrorCode("Reminders.StepTwice");
        RuleFor(r => r.Steps).Must(s => s.Count(t => t.Kind == MessageKind.FinalNotice) <= 1).WithErrorCode("Reminders.OneFinalNotice");
        RuleForEach(r => r.Steps).ChildRules(step =>
        {
            step.RuleFor(s => s.Days).InclusiveBetween(-60, 60).When(s => s.Anchor == StepAnchor.DueDate).WithErrorCode("Reminders.DaysOfDueDate");
            step.RuleFor(s => s.Days).InclusiveBetween(-60, -1).When(s => s.Anchor == StepAnchor.Cut).WithErrorCode("Reminders.DaysOfCut");
            step.RuleFor(s => s.Sms).Must((s, _) => s.Sms || s.Email).WithErrorCode("Reminders.ChannelNeeded");
            step.RuleFor(s => s.Kind).Must(k => k.IsReminder()).WithErrorCode("Reminders.KindOfReminder");
        });
    }
}

/// <summary>Adds or changes a policy.</summary>
public sealed class SaveReminderPolicy(UseCaseContext context) : UseCase<SaveReminderPolicyRequest, long>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.ManageReminders;

    /// <inheritdoc/>
    protected override Task<Result<long>> Handle(SaveReminderPolicyRequest request, CancellationToken cancellation) => Store.Write<long>(async work =>
    {
        var policies = await work.Db.ReminderPolicies.Include(p => p.Steps).Include(p => p.Assignments).AsSplitQuery().ToListAsync(cancellation);
        var policy = request.PolicyId is { } id ? policies.Find(p => p.Id == id) : new ReminderPolicy(request.Name);
        if (await Refusal(work, request, policy, policies, cancellation) is { } refusal)
        {
            return refusal;
        }
        var before = request.PolicyId is null ? null : Shown(policy!);
        policy!.Change(request.Name.Trim(), request.Steps, request.PlanIds, request.GroupIds, work.Now);
        if (request.PolicyId is null)
        {
            work.Db.ReminderPolicies.Add(policy);
        }
        await work.Save(cancellation);
        work.Record(AuditAction.RemindersChanged, nameof(ReminderPolicy), policy.Id, before: before, after: Shown(policy));
        work.Announce(new Change(ChangeKind.Settings));
        return policy.Id;
    }, cancellation);

    private static async Task<Error?> Refusal(
        UnitOfWork work, SaveReminderPolicyRequest request, ReminderPolicy? policy, List<ReminderPolicy> all, CancellationToken cancellation)
    {
        var others = all.Where(p => p != policy).ToList();
        if (policy is null)
        {
            return new PolicyNotFound();
        }
        if (policy.Version != request.Version)
        {
            return new PolicyChangedMeanwhile();
        }
        if (others.Exists(p => string.Equals(p.Name, request.Name.Trim(), StringComparison.OrdinalIgnoreCase)))
        {
            return new PolicyNameTaken();
        }
        if (policy.IsDefault && request.PlanIds.Count + request.GroupIds.Count > 0)
        {
            return new DefaultPolicyStays();
        }
        if (others.Find(p => p.Assignments.Any(a => (a.PlanId is { } plan && request.PlanIds.Contains(plan)) || (a.GroupId is { } group && request.GroupIds.Contains(group)))) is { } holder)
        {
            return new AlreadyAssigned(holder.Name);
        }
        var areThere = await work.Db.Plans.CountAsync(p => request.PlanIds.Contains(p.Id), cancellation) == request.PlanIds.Distinct().Count()
            && await work.Db.SubscriberGroups.CountAsync(g => request.GroupIds.Contains(g.Id), cancellation) == request.GroupIds.Distinct().Count();
        return areThere ? null : new AssignmentNotFound();
    }

    private static object Shown(ReminderPolicy policy) => new
    {
        policy.Name,
        Steps = policy.Steps.Select(s => s.Terms).ToList(),
        Plans = policy.Assignments.Where(a => a.PlanId is not null).Select(a => a.PlanId).ToList(),
        Groups = policy.Assignments.Where(a => a.GroupId is not null).Select(a => a.GroupId).ToList(),
    };
}
