using IspDigital.Core.Primitives;

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

/// <summary>What kinds have in common.</summary>
public static class MessageKinds
{
    /// <summary>The kinds that a step of a reminder policy may send.</summary>
    public static IReadOnlyList<MessageKind> Reminders { get; } =
        [MessageKind.ReminderBeforeDue, MessageKind.ReminderOnDue, MessageKind.ReminderAfterDue, MessageKind.FinalNotice];

    /// <summary>Whether it is a reminder of a policy, not a notice of something that happened.</summary>
    public static bool IsReminder(this MessageKind kind) => Reminders.Contains(kind);
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
    /// <summary>Given up; the problem tells why.</summary>
    Failed,
    /// <summary>Not sent on purpose: too late, or no longer true.</summary>
    Skipped,
}

/// <summary>A message to a subscriber, durable before anybody tries to send it.</summary>
public sealed class OutboxMessage
{
    /// <summary>The longest error text that is kept, in characters.</summary>
    public const int ErrorLengthMax = 400;

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

    /// <summary>Not to be sent before, UTC (quiet hours, retry); while it is being sent, the end of the sender's lease.</summary>
    public DateTimeOffset NotBefore { get; set; }

    /// <summary>Worthless after, UTC; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>How far it has come.</summary>
    public MessageState State { get; private set; }

    /// <summary>Who holds it while it is being sent; a new one with each claim.</summary>
    public Guid? ClaimId { get; private set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; private set; }

    /// <summary>How many of the tries ended without an answer: the gateway may have taken them.</summary>
    public int UnknownOutcomes { get; private set; }

    /// <summary>Phone number or address it was sent to.</summary>
    public string? Recipient { get; private set; }

    /// <summary>Subject as sent (email).</summary>
    public string? Subject { get; private set; }

    /// <summary>Text as sent.</summary>
    public string? Body { get; private set; }

    /// <summary>Parts that the operator charges (SMS); zero before it is sent and for email.</summary>
    public int Parts { get; private set; }

    /// <summary>What the parts cost at that day's price.</summary>
    public Money Cost { get; private set; }

    /// <summary>The gateway that took or refused it.</summary>
    public string? Gateway { get; private set; }

    /// <summary>The provider's id of it.</summary>
    public string? ProviderId { get; private set; }

    /// <summary>When the gateway took it, UTC.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>Why it was not sent, or not yet.</summary>
    public MessageProblem? Problem { get; private set; }

    /// <summary>What the gateway said about it, in its own words; never a secret.</summary>
    public string? LastError { get; private set; }

    /// <summary>
    /// The reference that a provider gets, where it takes one: the same for every try of this message,
    /// letters and digits only, at most 20 characters for the next three centuries.
    /// </summary>
    public string Reference => FormattableString.Invariant($"M{Id}T{QueuedAt.ToUnixTimeSeconds()}");

    /// <summary>The gateway took it.</summary>
    internal void Accepted(MessageText text, string? recipient, SendOutcome.Taken outcome, DateTimeOffset at)
    {
        Write(text, recipient);
        Attempts++;
        (State, SentAt, ProviderId, Gateway) = (MessageState.Sent, at, Cut(outcome.ProviderId, 120), outcome.Gateway);
        (Problem, LastError, ClaimId) = (null, null, null);
    }

    /// <summary>A try went wrong and another will follow.</summary>
    internal void RetryAt(DateTimeOffset at, MessageProblem problem, string? error, string? gateway, bool isUnknown)
    {
        Attempts++;
        UnknownOutcomes += isUnknown ? 1 : 0;
        (State, NotBefore, Gateway) = (MessageState.Queued, at, gateway);
        (Problem, LastError, ClaimId) = (problem, Cut(error, ErrorLengthMax), null);
    }

    /// <summary>Given up.</summary>
    internal void Fail(MessageProblem problem, string? error, string? gateway, bool isUnknown, MessageText? text = null, string? recipient = null)
    {
        if (text is not null)
        {
            Write(text, recipient);
        }
        Attempts++;
        UnknownOutcomes += isUnknown ? 1 : 0;
        (State, Gateway) = (MessageState.Failed, gateway);
        (Problem, LastError, ClaimId) = (problem, Cut(error, ErrorLengthMax), null);
    }

    /// <summary>Not sent on purpose.</summary>
    internal void Skip(MessageProblem problem) => (State, Problem, LastError, ClaimId) = (MessageState.Skipped, problem, null, null);

    /// <summary>A person wants it tried anew.</summary>
    internal void Requeue(DateTimeOffset at, DateTimeOffset? expiresAt) =>
        (State, Attempts, UnknownOutcomes, NotBefore, ExpiresAt, Problem, LastError) = (MessageState.Queued, 0, 0, at, expiresAt, null, null);

    private void Write(MessageText text, string? recipient) =>
        (Recipient, Subject, Body, Parts, Cost) = (recipient, text.Subject, text.Body, text.Parts, text.Cost);

    private static string? Cut(string? text, int length) => text?.Length > length ? text[..length] : text;
}

/// <summary>A message's text, ready to be sent.</summary>
/// <param name="Subject">Subject (email), else null.</param>
/// <param name="Body">The text.</param>
/// <param name="Parts">SMS parts; zero for email.</param>
/// <param name="Cost">What the parts cost.</param>
public sealed record MessageText(string? Subject, string Body, int Parts, Money Cost);
