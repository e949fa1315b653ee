using IspDigital.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Reminders;

/// <summary>Which policy is for whom: the group's before the plan's before the default.</summary>
public sealed class PolicyBook
{
    private readonly Dictionary<long, ReminderPolicy> _ofPlan;
    private readonly Dictionary<long, ReminderPolicy> _ofGroup;
    private readonly ReminderPolicy? _default;

    private PolicyBook(IReadOnlyList<ReminderPolicy> policies)
    {
        var assigned = policies.SelectMany(p => p.Assignments.Select(a => (Assignment: a, Policy: p))).ToList();
        _ofPlan = assigned.Where(a => a.Assignment.PlanId is not null).ToDictionary(a => a.Assignment.PlanId!.Value, a => a.Policy);
        _ofGroup = assigned.Where(a => a.Assignment.GroupId is not null).ToDictionary(a => a.Assignment.GroupId!.Value, a => a.Policy);
        _default = policies.FirstOrDefault(p => p.IsDefault);
    }

    /// <summary>Reads the book.</summary>
    public static async Task<PolicyBook> Open(IspDbContext db, CancellationToken cancellation) =>
        new(await db.ReminderPolicies.AsNoTracking().Include(p => p.Steps).Include(p => p.Assignments).AsSplitQuery().ToListAsync(cancellation));

    /// <summary>The steps in force for somebody.</summary>
    public IReadOnlyList<ReminderStep> StepsFor(long planId, long? groupId) => For(planId, groupId)?.Steps ?? [];

    /// <summary>The policy in force for somebody.</summary>
    public ReminderPolicy? For(long planId, long? groupId) =>
        groupId is { } group && _ofGroup.TryGetValue(group, out var ofGroup) ? ofGroup : _ofPlan.GetValueOrDefault(planId) ?? _default;
}
