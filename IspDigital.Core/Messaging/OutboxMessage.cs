namespace IspDigital.Core.Messaging;

/// <summary>How a message travels.</summary>
public enum Channel
{
    /// <summary>Text message.</summary>
    Sms,
    /// <summary>Email.</summary>
    Email,
}

/// <summary>What a message says; each has a template for each channel and language.</summary>
public enum MessageKind
{
    /// <summary>A reminder before the due date.</summary>
    ReminderBeforeDue,
    /// <summary>A reminder on the due date.</summary>
    ReminderOnDue,
    /// <summary>A reminder after the due date.</summary>
    ReminderAfterDue,
    /// <summary>The last notice before the cut.</summary>
    FinalNotice,
    /// <summary>An invoice was issued.</summary>
    InvoiceIssued,
    /// <summary>A payment was received.</summary>
    PaymentReceived,
    /// <summary>The line was cut.</summary>
    Disconnected,
    /// <summary>The line is back.</summary>
    Reconnected,
}

/// <summary>How far a message has come.</summary>
public enum MessageState
{
    /// <summary>Waits for its time or its turn.</summary>
    Queued,
    /// <summary>Handed to the gateway; the answer is not there yet.</summary>
    Sending,
    /// <summary>The gateway took it.</summary>
    Sent,
    /// <summary>The provider says that it arrived.</summary>
    Delivered,
    /// <summary>Given up; the error tells why.</summary>
    Failed,
    /// <summary>Not sent on purpose: too late, or no longer true.</summary>
    Skipped,
}

/// <summary>A message to a subscriber, durable before anybody tries to send it.</summary>
public sealed class OutboxMessage
{
    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>To whom.</summary>
    public long SubscriberId { get; init; }

    /// <summary>How.</summary>
    public Channel Channel { get; init; }

    /// <summary>What it says.</summary>
    public MessageKind Kind { get; init; }

    /// <summary>Language: <c>bn</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Unique for ever: the same message queued twice is one.</summary>
    public required string DedupeKey { get; init; }

    /// <summary>The invoice it speaks of.</summary>
    public long? InvoiceId { get; init; }

    /// <summary>The payment it speaks of.</summary>
    public long? PaymentId { get; init; }

    /// <summary>When it was queued, UTC.</summary>
    public DateTimeOffset QueuedAt { get; init; }

    /// <summary>Not to be sent before, UTC (quiet hours, retry).</summary>
    public DateTimeOffset NotBefore { get; set; }

    /// <summary>Worthless after, UTC; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How far it has come.</summary>
    public MessageState State { get; set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>Phone number or address it was sent to.</summary>
    public string? Recipient { get; set; }

    /// <summary>Subject as sent (email).</summary>
    public string? Subject { get; set; }

    /// <summary>Text as sent.</summary>
    public string? Body { get; set; }

    /// <summary>The provider's id of it.</summary>
    public string? ProviderId { get; set; }

    /// <summary>When the gateway took it, UTC.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>Why it was not sent.</summary>
    public string? LastError { get; set; }
}
