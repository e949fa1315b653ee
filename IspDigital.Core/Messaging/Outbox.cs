using IspDigital.Core.Data;
using IspDigital.Core.Live;

namespace IspDigital.Core.Messaging;

/// <summary>What other features hand over to be told to a subscriber.</summary>
/// <param name="SubscriberId">To whom.</param>
/// <param name="Channel">How.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Language">The subscriber's language: <c>bn</c> or <c>en</c>.</param>
/// <param name="DedupeKey">Unique for ever, for example <c>payment:12:Sms</c>.</param>
/// <param name="InvoiceId">The invoice it speaks of.</param>
/// <param name="PaymentId">The payment it speaks of.</param>
/// <param name="NotBefore">Not to be sent before, UTC; null for now.</param>
/// <param name="ExpiresAt">Worthless after, UTC.</param>
public sealed record OutboxDraft(
    long SubscriberId, Channel Channel, MessageKind Kind, string Language, string DedupeKey,
    long? InvoiceId = null, long? PaymentId = null, DateTimeOffset? NotBefore = null, DateTimeOffset? ExpiresAt = null);

/// <summary>The way into the outbox: a row in the transaction of the deed. The text is made when it is sent, from what is true then.</summary>
public static class Outbox
{
    /// <summary>Queues a notice (not a reminder) by each channel that the settings name and that reaches the subscriber.</summary>
    /// <param name="work">The transaction of the deed.</param>
    /// <param name="settings">Which channels.</param>
    /// <param name="recipient">To whom.</param>
    /// <param name="kind">What it says.</param>
    /// <param name="source">What it is about, unique for ever with kind and channel: <c>payment:12</c>.</param>
    /// <param name="invoiceId">The invoice it speaks of.</param>
    /// <param name="paymentId">The payment it speaks of.</param>
    public static void Notify(
        UnitOfWork work, NotificationSettings settings, Recipient recipient, MessageKind kind, string source,
        long? invoiceId = null, long? paymentId = null)
    {
        foreach (var draft in Notices(work, settings, recipient, kind, source, invoiceId, paymentId))
        {
            Enqueue(work, draft);
        }
    }

    /// <summary>What <see cref="Notify"/> would queue.</summary>
    internal static IEnumerable<OutboxDraft> Notices(
        UnitOfWork work, NotificationSettings settings, Recipient recipient, MessageKind kind, string source, long? invoiceId, long? paymentId) =>
        settings.ChannelsOf(kind).Where(recipient.CanGet).Select(channel =>
            new OutboxDraft(
                recipient.SubscriberId, channel, kind, recipient.Language, $"{kind}:{source}:{channel}", invoiceId, paymentId,
                ExpiresAt: work.Now.AddHours(settings.ExpiryHours)));

    /// <summary>Queues a message in the unit of work.</summary>
    public static OutboxMessage Enqueue(UnitOfWork work, OutboxDraft draft)
    {
        var message = Compose(work, draft);
        work.Db.OutboxMessages.Add(message);
        return message;
    }

    /// <summary>The row that <see cref="Enqueue"/> would add, for the billing run's bulk path that writes it itself in this transaction.</summary>
    internal static OutboxMessage Compose(UnitOfWork work, OutboxDraft draft)
    {
        work.Announce(new Change(ChangeKind.Message, null, draft.SubscriberId));
        return new OutboxMessage
        {
            SubscriberId = draft.SubscriberId,
            Channel = draft.Channel,
            Kind = draft.Kind,
            Language = draft.Language,
            DedupeKey = draft.DedupeKey,
            InvoiceId = draft.InvoiceId,
            PaymentId = draft.PaymentId,
            QueuedAt = work.Now,
            NotBefore = draft.NotBefore ?? work.Now,
            ExpiresAt = draft.ExpiresAt,
        };
    }
}
