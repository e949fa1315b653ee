using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Messaging;
using IspDigital.Core.Reminders.Rules;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Reminders;

/// <summary>Decides the reminders of some subscribers in one transaction, from facts read inside it.</summary>
public sealed class ReminderBatch(IspStore store, ISubscriberHolds holds)
{
    /// <summary>Decides and writes: the mark that makes a step happen once, the message, and the record.</summary>
    public async Task<PlanRemindersResult> Decide(IReadOnlyCollection<long> subscriberIds, CancellationToken cancellation)
    {
        var written = await store.Write<PlanRemindersResult>(async work =>
        {
            await TakeTurn(work, cancellation);
            var policies = await PolicyBook.Open(work.Db, cancellation);
            var quiet = (await work.Settings<MessagingSettings>(cancellation)).Quiet;
            var day = await work.Day(cancellation);
            var facts = await Facts(work, subscriberIds, day.Today, cancellation);
            var decided = await Decided(work, facts, cancellation);
            var total = default(PlanRemindersResult);
            foreach (var (subscriber, fact) in facts)
            {
                var steps = policies.StepsFor(subscriber.PlanId, subscriber.GroupId);
                foreach (var decision in ReminderPlanner.Decide(fact, steps, decided[fact.Invoice.InvoiceId].ToHashSet(), day, quiet))
                {
                    total += Write(work, subscriber, fact.Invoice, decision);
                }
            }
            return total;
        }, cancellation);
        return written.Value;
    }

    // One planner at a time; SQLite's transaction already is the only writer. The unique index stands behind this.
    internal static async Task TakeTurn(UnitOfWork work, CancellationToken cancellation)
    {
        if (work.Db.Database.IsNpgsql())
        {
            await work.Db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtext('reminders'))", cancellation);
        }
    }

    private async Task<IReadOnlyList<(Subscriber Subscriber, ReminderFacts Facts)>> Facts(
        UnitOfWork work, IReadOnlyCollection<long> ids, DateOnly today, CancellationToken cancellation)
    {
        var standings = await StandingQueries.Of(work.Db, ids, today, cancellation);
        var held = await holds.Of(work.Db, ids, today, cancellation);
        var subscribers = await work.Db.Subscribers.AsNoTracking().Include(s => s.Pauses).Where(s => ids.Contains(s.Id)).OrderBy(s => s.Id).ToListAsync(cancellation);
        return [.. subscribers.SelectMany(s => standings[s.Id].OpenInvoices.Select(invoice => (s, new ReminderFacts(
            invoice, standings[s.Id].Balance, s.IsPausedOn(today), s.ClosedOn <= today, held.GetValueOrDefault(s.Id), ReachOf(s)))))];
    }

    private static IReadOnlyList<Channel> ReachOf(Subscriber subscriber) =>
        [.. Enum.GetValues<Channel>().Where(new Recipient(
            subscriber.Id, subscriber.Language, !string.IsNullOrWhiteSpace(subscriber.Phone), !string.IsNullOrWhiteSpace(subscriber.Email)).CanGet)];

    private static async Task<ILookup<long, long>> Decided(UnitOfWork work, IReadOnlyList<(Subscriber, ReminderFacts Facts)> facts, CancellationToken cancellation)
    {
        var invoices = facts.Select(f => f.Facts.Invoice.InvoiceId).ToList();
        var sent = await work.Db.RemindersSent.AsNoTracking().Where(r => invoices.Contains(r.InvoiceId))
            .Select(r => new { r.InvoiceId, r.StepId }).ToListAsync(cancellation);
        return sent.ToLookup(r => r.InvoiceId, r => r.StepId);
    }

    private static PlanRemindersResult Write(UnitOfWork work, Subscriber subscriber, OpenInvoice invoice, ReminderDecision decision)
    {
        foreach (var channel in decision.Channels)
        {
            work.Db.RemindersSent.Add(new ReminderSent
            {
                InvoiceId = invoice.InvoiceId,
                SubscriberId = subscriber.Id,
                StepId = decision.Step.Id,
                Channel = channel,
                Kind = decision.Step.Kind,
                ScheduledAt = decision.ScheduledAt,
                DecidedAt = work.Now,
                Skip = decision.Skip,
                Message = decision.Skip is null ? Queue(work, subscriber, invoice, decision, channel) : null,
            });
        }
        work.Record(
            decision.Skip is null ? AuditAction.ReminderQueued : AuditAction.ReminderSkipped, nameof(Invoice), invoice.InvoiceId, subscriber.Id,
            decision.Skip?.ToString(), after: new { invoice.Number, decision.Step.Kind, decision.Channels, decision.ScheduledAt, invoice.Outstanding });
        work.Announce(new Change(ChangeKind.Message, null, subscriber.Id));
        return decision.Skip is null ? new PlanRemindersResult(decision.Channels.Count, 0) : new PlanRemindersResult(0, 1);
    }

    private static OutboxMessage Queue(UnitOfWork work, Subscriber subscriber, OpenInvoice invoice, ReminderDecision decision, Channel channel) =>
        Outbox.Enqueue(work, new OutboxDraft(
            subscriber.Id, channel, decision.Step.Kind, subscriber.Language, $"Reminder:{invoice.InvoiceId}:{decision.Step.Id}:{channel}",
            invoice.InvoiceId, NotBefore: decision.NotBefore, ExpiresAt: decision.ExpiresAt));
}
