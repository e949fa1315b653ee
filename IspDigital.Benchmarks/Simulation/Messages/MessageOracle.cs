using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Messaging;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Benchmarks.Simulation.Messages;

/// <summary>What left, as the providers know it, against what the portal says of it: nothing lost, nothing twice but where an answer was, and everybody who owes was thought of.</summary>
internal static class MessageOracle
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromHours(1);

    /// <summary>What does not hold.</summary>
    public static async Task<IReadOnlyList<string>> Broken(IspDbContext db, SimulatedWorld world)
    {
        var (gateways, now) = (world.Gateways, world.Wall.Now);
        var rows = await db.OutboxMessages.AsNoTracking().Select(m => new { m.Id, m.State, m.Kind, m.NotBefore }).ToDictionaryAsync(m => m.Id);
        var taken = gateways.Taken.GroupBy(t => ReminderWitness.IdOf(t.Reference)).ToDictionary(g => g.Key, g => (All: g.Count(), Answered: g.Count(t => t.IsAnswered)));
        var twice = await db.RemindersSent.GroupBy(r => new { r.InvoiceId, r.StepId, r.Channel }).Where(g => g.Count() > 1).Select(g => g.Key).ToListAsync();
        return
        [
            .. gateways.Untimely,
            .. taken.Keys.Where(id => !rows.ContainsKey(id)).Select(id => $"message {id} left, and the portal does not know it"),
            .. rows.Values.Where(m => (m.State is MessageState.Sent or MessageState.Delivered) != (taken.GetValueOrDefault(m.Id).Answered == 1))
                .Select(m => $"message {m.Id} is {m.State}; providers said {taken.GetValueOrDefault(m.Id).Answered} times that they took it"),
            .. taken.Where(t => t.Value.All > 2).Select(t => $"message {t.Key} left {t.Value.All} times"),
            .. twice.Select(t => $"{t} is decided twice"),
            .. rows.Values.Where(m => gateways.AreWell && m.State is MessageState.Queued or MessageState.Sending && m.NotBefore > now + s_longestWait && !m.Kind.IsReminder())
                .Select(m => $"message {m.Id} ({m.Kind}) is {m.State} and does not go before {m.NotBefore:O}"),
            .. await Forgotten(db, now),
            .. await ThoughtOfLate(db, world.Looks, now),
        ];
    }

    /// <summary>Messages that are neither gone nor given up, once everything was put right and had its time.</summary>
    public static async Task<IReadOnlyList<string>> Unfinished(IspDbContext db) =>
        (await db.OutboxMessages.AsNoTracking().Where(m => m.State == MessageState.Queued || m.State == MessageState.Sending).ToListAsync())
            .ConvertAll(m => $"message {m.Id} ({m.Kind}) is still {m.State} after {m.Attempts} tries, not before {m.NotBefore:O}");

    /// <summary>An invoice of which nothing was ever paid has come to every step of more than two days ago, sent or left out with a reason.</summary>
    private static async Task<IEnumerable<string>> Forgotten(IspDbContext db, DateTimeOffset now)
    {
        var steps = await db.ReminderSteps.AsNoTracking().Where(s => s.PolicyId == Core.Reminders.ReminderPolicy.DefaultId).ToListAsync();
        var since = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-75);
        var open = await db.Invoices.AsNoTracking()
            .Where(i => i.Status == InvoiceStatus.Open && i.IssueDate >= since && i.Total.Minor > 0 && !db.PaymentAllocations.Any(a => a.InvoiceId == i.Id)).ToListAsync();
        var decided = (await db.RemindersSent.AsNoTracking().Where(r => r.ScheduledAt > now.AddDays(-120)).Select(r => new { r.InvoiceId, r.StepId }).Distinct().ToListAsync())
            .Select(r => (r.InvoiceId, r.StepId)).ToHashSet();
        return
            from invoice in open
            from step in steps
            let at = ReminderWitness.MomentOf(step.Anchor, step.Days, step.At, invoice.DueDate, invoice.LastDayToPay)
            where at < now.AddDays(-2) && DateOnly.FromDateTime(at.DateTime) >= invoice.IssueDate && !decided.Contains((invoice.Id, step.Id))
            select $"{invoice.Number}, open since {invoice.IssueDate:yyyy-MM-dd}: nobody thought of the reminder of {at:yyyy-MM-dd HH:mm}";
    }

    /// <summary>Whoever looked after a step had come, and did not think of it, had forgotten it, though it was remembered later as too late.</summary>
    private static async Task<IEnumerable<string>> ThoughtOfLate(IspDbContext db, IReadOnlyList<ReminderLook> looks, DateTimeOffset now)
    {
        var since = now.AddDays(-75);
        var reminders = await db.RemindersSent.AsNoTracking()
            .Where(r => r.DecidedAt > since && !db.PaymentAllocations.Any(a => a.InvoiceId == r.InvoiceId)).OrderBy(r => r.Id).ToListAsync();
        return
            from reminder in reminders
            let look = looks.LastOrDefault(l => l.LastReminder < reminder.Id)
            where look.LastInvoice >= reminder.InvoiceId && look.At >= reminder.ScheduledAt
            select $"reminder {reminder.Id} of {reminder.ScheduledAt:yyyy-MM-dd HH:mm}Z was not thought of at {look.At:yyyy-MM-dd HH:mm}Z, and then {reminder.Skip?.ToString() ?? "sent"}";
    }
}
