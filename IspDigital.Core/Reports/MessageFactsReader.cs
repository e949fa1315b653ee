using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Messaging;
using IspDigital.Core.Messaging.Rules;
using IspDigital.Core.Operations;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reminders;
using IspDigital.Core.Reminders.Rules;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Reports;

/// <summary>Reads what is true of messages at the moment they leave: a handful of queries for a batch, whatever its size.</summary>
public sealed class MessageFactsReader(ISubscriberHolds holds, InvoiceLinks links) : IMessageFacts
{
    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<long, MessageFacts>> Of(
        IspDbContext db, IReadOnlyCollection<OutboxMessage> messages, BusinessDay day, CancellationToken cancellation)
    {
        var ids = messages.Select(m => m.SubscriberId).Distinct().ToList();
        var invoiceIds = messages.Select(m => m.InvoiceId).Where(id => id is not null).Distinct().ToList();
        var paymentIds = messages.Select(m => m.PaymentId).Where(id => id is not null).Distinct().ToList();
        var world = new World(
            await db.Subscribers.AsNoTracking().Include(s => s.Pauses).Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancellation),
            await StandingQueries.Of(db, ids, day.Today, cancellation),
            await holds.Of(db, ids, day.Today, cancellation),
            await db.Invoices.AsNoTracking().Where(i => invoiceIds.Contains(i.Id)).ToDictionaryAsync(i => i.Id, cancellation),
            await db.Payments.AsNoTracking().Where(p => paymentIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellation),
            await Links(db, [.. invoiceIds.OfType<long>()], cancellation),
            day.Today);
        return messages.Where(m => world.Subscribers.ContainsKey(m.SubscriberId)).ToDictionary(m => m.Id, m => Facts(world, m));
    }

    /// <summary>The signed links of invoices; none where nobody said at which address the portal is reached.</summary>
    private async Task<IReadOnlyDictionary<long, string>> Links(IspDbContext db, IReadOnlyCollection<long> invoiceIds, CancellationToken cancellation)
    {
        var company = await SettingsRow.Load<CompanySettings>(db, cancellation);
        return company.PublicAddress.Length == 0
            ? new Dictionary<long, string>()
            : (await links.TokensOf(invoiceIds, cancellation)).ToDictionary(t => t.Key, t => company.InvoiceLink(t.Value));
    }

    private static MessageFacts Facts(World world, OutboxMessage message)
    {
        var subscriber = world.Subscribers[message.SubscriberId];
        var invoice = message.InvoiceId is { } i ? world.Invoices.GetValueOrDefault(i) : null;
        var payment = message.PaymentId is { } p ? world.Payments.GetValueOrDefault(p) : null;
        return new MessageFacts(
            subscriber.Name, subscriber.Phone, subscriber.Email,
            NoLongerTrue(world, message.Kind, subscriber, invoice, payment),
            Values(new Wording(message.Language), message.Kind, subscriber, world.Standings[subscriber.Id], invoice, payment, world.Links));
    }

    private static MessageProblem? NoLongerTrue(World world, MessageKind kind, Subscriber subscriber, Invoice? invoice, Payment? payment) => (kind, invoice, payment) switch
    {
        (_, { Status: InvoiceStatus.Void }, _) => MessageProblem.InvoiceVoid,
        (_, { Status: InvoiceStatus.Paid }, _) when kind != MessageKind.PaymentReceived => MessageProblem.InvoicePaid,
        (_, _, { ReversedAt: not null }) => MessageProblem.PaymentReversed,
        (MessageKind.FinalNotice, _, _) when world.Holds.GetValueOrDefault(subscriber.Id).IsNeverCut => MessageProblem.Exempt,
        _ when kind.IsReminder() => Held(world, subscriber, invoice),
        _ => null,
    };

    /// <summary>The same rule as when the reminder was planned, on what is true now.</summary>
    private static MessageProblem? Held(World world, Subscriber subscriber, Invoice? invoice)
    {
        var standing = world.Standings[subscriber.Id];
        if (standing.OpenInvoices.FirstOrDefault(open => open.InvoiceId == invoice?.Id) is not { } open)
        {
            return MessageProblem.InvoicePaid;
        }
        var facts = new ReminderFacts(
            open, standing.Balance, subscriber.IsPausedOn(world.Today), subscriber.ClosedOn <= world.Today, world.Holds.GetValueOrDefault(subscriber.Id), []);
        return ReminderPlanner.Hold(facts) switch
        {
            null => null,
            ReminderSkip.Closed => MessageProblem.Closed,
            ReminderSkip.Paused => MessageProblem.Paused,
            ReminderSkip.Promised => MessageProblem.Promised,
            ReminderSkip.CoveredByAdvance => MessageProblem.CoveredByAdvance,
            _ => throw new InvalidOperationException("The planner's hold names only what stops every step."),
        };
    }

    private static Dictionary<string, string> Values(
        Wording wording, MessageKind kind, Subscriber subscriber, AccountStanding standing, Invoice? invoice, Payment? payment,
        IReadOnlyDictionary<long, string> links)
    {
        var values = new Dictionary<string, string>
        {
            [Placeholders.Name] = subscriber.Name,
            [Placeholders.Code] = subscriber.Code,
            [Placeholders.Balance] = wording.AmountIfAny(standing.Balance),
            [Placeholders.Advance] = wording.AmountIfAny(-standing.Balance),
        };
        if (invoice is not null)
        {
            values[Placeholders.Invoice] = invoice.Number;
            values[Placeholders.Amount] = wording.Amount(kind == MessageKind.InvoiceIssued ? invoice.Total : invoice.Outstanding);
            values[Placeholders.DueDate] = wording.Date(invoice.DueDate);
            values[Placeholders.LastDay] = wording.Date(invoice.LastDayToPay);
            values[Placeholders.Link] = links.GetValueOrDefault(invoice.Id, "");
            values[Placeholders.Period] = wording.Period(new DateRange(invoice.PeriodStart, invoice.PeriodEnd));
        }
        if (payment is not null)
        {
            values[Placeholders.Paid] = wording.Amount(payment.Amount);
        }
        return values;
    }

    private sealed record World(
        IReadOnlyDictionary<long, Subscriber> Subscribers, IReadOnlyDictionary<long, AccountStanding> Standings,
        IReadOnlyDictionary<long, SubscriberHold> Holds, IReadOnlyDictionary<long, Invoice> Invoices,
        IReadOnlyDictionary<long, Payment> Payments, IReadOnlyDictionary<long, string> Links, DateOnly Today);
}
