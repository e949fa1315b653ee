using IspDigital.Core.Messaging;

namespace IspDigital.Core.Reminders;

/// <summary>
/// What became of one step for one invoice on one channel. Written in the transaction that queues the message, and unique:
/// a step is sent at most once, whoever plans it and however often.
/// </summary>
public sealed class ReminderSent
{
    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>The invoice.</summary>
    public long InvoiceId { get; init; }

    /// <summary>Who was, or was not, reminded.</summary>
    public long SubscriberId { get; init; }

    /// <summary>The step; it may have been removed from its policy since.</summary>
    public long StepId { get; init; }

    /// <summary>How.</summary>
    public Channel Channel { get; init; }

    /// <summary>Which template.</summary>
    public MessageKind Kind { get; init; }

    /// <summary>When it was to come, UTC.</summary>
    public DateTimeOffset ScheduledAt { get; init; }

    /// <summary>When it was decided, UTC.</summary>
    public DateTimeOffset DecidedAt { get; init; }

    /// <summary>Why it was skipped; null when it was queued.</summary>
    public Rules.ReminderSkip? Skip { get; init; }

    /// <summary>The message; null when it was skipped.</summary>
    public OutboxMessage? Message { get; init; }

    /// <summary>Its id.</summary>
    public long? MessageId { get; private set; }
}

/// <summary>Up to when reminders have been planned; one row. After downtime the next run takes up here.</summary>
public sealed class ReminderWatermark
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; } = 1;

    /// <summary>Every step that came before this instant, UTC, has been decided.</summary>
    public DateTimeOffset PlannedUpTo { get; set; }
}
