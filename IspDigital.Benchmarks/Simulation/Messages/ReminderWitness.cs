using System.Globalization;
using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using IspDigital.Core.Messaging;
using IspDigital.Core.Reminders;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Benchmarks.Simulation.Messages;

/// <summary>Looks at the facts at the very moment at which a provider takes a message: whether it may go at this hour, and whether it is still true.</summary>
internal static class ReminderWitness
{
    private static readonly TimeSpan s_dhaka = TimeSpan.FromHours(6);
    private static readonly MessageKind[] s_reminders = [MessageKind.ReminderBeforeDue, MessageKind.ReminderOnDue, MessageKind.ReminderAfterDue, MessageKind.FinalNotice];

    /// <summary>Why it should not have been sent now, or null.</summary>
    public static async Task<string?> Look(SimulatedWorld world, string reference)
    {
        await using var db = world.Portal.OpenDb();
        var id = IdOf(reference);
        var (now, day) = (world.Wall.Now, world.Wall.Today);
        if (await Facts(db, id, day) is not { } facts)
        {
            return $"message {id} was taken, and nobody queued it";
        }
        var isHeld = s_reminders.Contains(facts.Kind) || facts.Kind == MessageKind.InvoiceIssued;
        var why = facts.ExpiresAt <= now ? "after its hour had passed"
            : isHeld && now.ToOffset(s_dhaka).Hour is (< 9 or >= 20) ? "in the quiet hours"
            : !s_reminders.Contains(facts.Kind) ? null
            : facts.Paid >= facts.Total ? "though the invoice is paid"
            : facts.Balance <= 0 ? "though an advance covers it"
            : facts.IsClosed ? "though the account is closed"
            : facts.IsPaused ? "though service is paused"
            : facts.IsPromised ? "though a promise runs"
            : now - MomentOf(facts) > TimeSpan.FromDays(1) ? $"more than a day after {MomentOf(facts):O}"
            : null;
        return why is null ? null : $"{facts.Kind} {id} to subscriber {facts.SubscriberId} went at {now.ToOffset(s_dhaka):yyyy-MM-dd HH:mm} {why}";
    }

    /// <summary>The id in a reference.</summary>
    public static long IdOf(string reference) => long.Parse(reference.AsSpan(1, reference.IndexOf('T', StringComparison.Ordinal) - 1), CultureInfo.InvariantCulture);

    /// <summary>When a step comes: so many days from the due date, or from the day after the last day to pay.</summary>
    public static DateTimeOffset MomentOf(StepAnchor anchor, int days, TimeOnly at, DateOnly due, DateOnly last) =>
        new((anchor == StepAnchor.DueDate ? due : last.AddDays(1)).AddDays(days).ToDateTime(at), s_dhaka);

    private static DateTimeOffset MomentOf(MessageNow facts) => MomentOf(facts.Anchor, facts.Days, facts.At, facts.Due, facts.Last);

    private static Task<MessageNow?> Facts(IspDbContext db, long id, DateOnly day) => (
        from message in db.OutboxMessages.AsNoTracking()
        where message.Id == id
        join reminder in db.RemindersSent on (long?)message.Id equals reminder.MessageId into reminders
        from reminder in reminders.DefaultIfEmpty()
        join step in db.ReminderSteps on reminder.StepId equals step.Id into steps
        from step in steps.DefaultIfEmpty()
        join invoice in db.Invoices on message.InvoiceId equals (long?)invoice.Id into invoices
        from invoice in invoices.DefaultIfEmpty()
        join subscriber in db.Subscribers on message.SubscriberId equals subscriber.Id
        select new MessageNow(
            message.Kind, message.SubscriberId, message.ExpiresAt,
            invoice == null ? 0 : invoice.Total.Minor,
            db.PaymentAllocations.Where(a => a.InvoiceId == message.InvoiceId && a.InvoiceId != null).Sum(a => a.Amount.Minor),
            db.JournalLines.Where(l => l.SubscriberId == message.SubscriberId && (l.Account == Account.Receivable || l.Account == Account.Advances)).Sum(l => l.Amount.Minor),
            subscriber.ClosedOn != null && subscriber.ClosedOn <= day,
            subscriber.Pauses.Any(p => p.From <= day && (p.Until == null || p.Until > day)),
            db.Promises.Any(p => p.SubscriberId == message.SubscriberId && p.State == Core.Access.PromiseState.Running && p.Until >= day),
            step == null ? StepAnchor.DueDate : step.Anchor, step == null ? 0 : step.Days, step == null ? TimeOnly.MinValue : step.At,
            invoice == null ? day : invoice.DueDate, invoice == null ? day : invoice.LastDayToPay)).SingleOrDefaultAsync();

    private sealed record MessageNow(
        MessageKind Kind, long SubscriberId, DateTimeOffset? ExpiresAt, long Total, long Paid, long Balance, bool IsClosed, bool IsPaused, bool IsPromised,
        StepAnchor Anchor, int Days, TimeOnly At, DateOnly Due, DateOnly Last);
}
