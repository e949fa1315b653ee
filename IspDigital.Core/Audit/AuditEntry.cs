namespace IspDigital.Core.Audit;

/// <summary>One line of the record: who did what to whom, when and why. Append-only; written in the transaction of the deed itself.</summary>
public sealed class AuditEntry
{
    /// <summary>Order of writing.</summary>
    public long Id { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The person's user name, or <c>job:…</c>.</summary>
    public required string ActorName { get; init; }

    /// <summary>The person's id; null for a job.</summary>
    public long? StaffId { get; init; }

    /// <summary>What was done, one of <see cref="AuditAction"/>.</summary>
    public AuditAction Action { get; init; }

    /// <summary>What kind of thing it was done to, for example <c>Invoice</c>.</summary>
    public required string SubjectKind { get; init; }

    /// <summary>That thing's id.</summary>
    public long? SubjectId { get; init; }

    /// <summary>The subscriber whose history shows it.</summary>
    public long? SubscriberId { get; init; }

    /// <summary>The billing run that did it.</summary>
    public long? RunId { get; init; }

    /// <summary>The reason the actor gave.</summary>
    public string? Reason { get; init; }

    /// <summary>JSON of what matters before; null where there was nothing.</summary>
    public string? Before { get; init; }

    /// <summary>JSON of what matters after.</summary>
    public string? After { get; init; }
}
