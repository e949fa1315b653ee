using IspDigital.Core.Data;
using IspDigital.Core.Messaging;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reminders;
using IspDigital.Core.Reminders.Rules;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Reports;

/// <summary>A plan or group that a policy can be for.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="PolicyId">The policy that it has; null for the next one in precedence.</param>
public sealed record PolicyTarget(long Id, string Name, long? PolicyId);

/// <summary>A policy as the page shows it.</summary>
/// <param name="Id">The policy.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">For the form.</param>
/// <param name="IsDefault">Whether it is for everybody without another.</param>
/// <param name="Steps">Its steps, in the order of an invoice's life.</param>
/// <param name="Plans">Names of the plans that it is for.</param>
/// <param name="Groups">Names of the groups that it is for.</param>
public sealed record PolicyRow(
    long Id, string Name, int Version, bool IsDefault, IReadOnlyList<StepTerms> Steps, IReadOnlyList<string> Plans, IReadOnlyList<string> Groups);

/// <summary>Everything that the page of policies shows.</summary>
/// <param name="Policies">The policies, the default one first.</param>
/// <param name="Plans">Every plan.</param>
/// <param name="Groups">Every group.</param>
public sealed record PolicyOverview(IReadOnlyList<PolicyRow> Policies, IReadOnlyList<PolicyTarget> Plans, IReadOnlyList<PolicyTarget> Groups);

/// <summary>What became of one step for one invoice.</summary>
/// <param name="Id">The row.</param>
/// <param name="SubscriberId">Who.</param>
/// <param name="SubscriberName">Their name.</param>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="InvoiceNumber">Its number.</param>
/// <param name="Kind">Which reminder.</param>
/// <param name="Channel">How.</param>
/// <param name="ScheduledAt">When it was to come, UTC.</param>
/// <param name="Skip">Why it was skipped when it was planned.</param>
/// <param name="State">How far its message has come; null when it was skipped.</param>
/// <param name="Problem">Why its message was not sent, or not yet.</param>
public sealed record ReminderRow(
    long Id, long SubscriberId, string SubscriberName, long InvoiceId, string InvoiceNumber, MessageKind Kind, Channel Channel,
    DateTimeOffset ScheduledAt, ReminderSkip? Skip, MessageState? State, MessageProblem? Problem);

/// <summary>Reads reminder policies and what they did.</summary>
public sealed class ReminderQueries(IspStore store)
{
    /// <summary>The policies, and what they can be for.</summary>
    public async Task<PolicyOverview> Overview(CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewReminders, cancellation);
        var policies = await db.ReminderPolicies.Include(p => p.Steps).Include(p => p.Assignments).AsSplitQuery().ToListAsync(cancellation);
        var ofPlan = Holders(policies, a => a.PlanId);
        var ofGroup = Holders(policies, a => a.GroupId);
        var plans = await db.Plans.OrderBy(p => p.Name).Select(p => new { p.Id, p.Name }).ToListAsync(cancellation);
        var groups = await db.SubscriberGroups.OrderBy(g => g.Name).Select(g => new { g.Id, g.Name }).ToListAsync(cancellation);
        PolicyTarget[] planTargets = [.. plans.Select(p => new PolicyTarget(p.Id, p.Name, Held(ofPlan, p.Id)))];
        PolicyTarget[] groupTargets = [.. groups.Select(g => new PolicyTarget(g.Id, g.Name, Held(ofGroup, g.Id)))];
        return new PolicyOverview(
            [.. policies.OrderByDescending(p => p.IsDefault).ThenBy(p => p.Name).Select(p => Row(p, planTargets, groupTargets))], planTargets, groupTargets);
    }

    /// <summary>What became of the steps, newest first; of one subscriber, or of all.</summary>
    public async Task<Page<ReminderRow>> History(long? subscriberId, PageRequest page, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewReminders, cancellation);
        var rows = from r in db.RemindersSent
                   join s in db.Subscribers on r.SubscriberId equals s.Id
                   join i in db.Invoices on r.InvoiceId equals i.Id
                   where subscriberId == null || r.SubscriberId == subscriberId
                   orderby r.Id descending
                   select new ReminderRow(
                       r.Id, r.SubscriberId, s.Name, r.InvoiceId, i.Number, r.Kind, r.Channel, r.ScheduledAt, r.Skip,
                       r.Message == null ? null : r.Message.State, r.Message == null ? null : r.Message.Problem);
        return new Page<ReminderRow>(await rows.Skip(page.Skip).Take(page.Take).ToListAsync(cancellation), await rows.CountAsync(cancellation));
    }

    private static Dictionary<long, long> Holders(IEnumerable<ReminderPolicy> policies, Func<ReminderAssignment, long?> target) =>
        policies.SelectMany(p => p.Assignments.Where(a => target(a) is not null).Select(a => (Target: target(a)!.Value, p.Id))).ToDictionary(a => a.Target, a => a.Id);

    private static long? Held(Dictionary<long, long> holders, long id) => holders.TryGetValue(id, out var policy) ? policy : null;

    private static PolicyRow Row(ReminderPolicy policy, PolicyTarget[] plans, PolicyTarget[] groups) => new(
        policy.Id, policy.Name, policy.Version, policy.IsDefault,
        [.. policy.Steps.Select(s => s.Terms).OrderBy(s => s.Anchor).ThenBy(s => s.Days).ThenBy(s => s.At)],
        [.. plans.Where(p => p.PolicyId == policy.Id).Select(p => p.Name)],
        [.. groups.Where(g => g.PolicyId == policy.Id).Select(g => g.Name)]);
}
