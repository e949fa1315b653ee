namespace IspDigital.Core.Access;

/// <summary>
/// A durable note that a subscriber's access must be decided again, written in the transaction of the cause.
/// The wake-up after the commit is for speed; this row is for certainty: a sweep finds it if the wake-up was lost.
/// </summary>
public sealed class AccessMark
{
    /// <summary>Order of writing.</summary>
    public long Id { get; private set; }

    /// <summary>Whose access.</summary>
    public long SubscriberId { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset MarkedAt { get; init; }

    /// <summary>What happened: an entry kind, <c>Pause</c>, <c>Override</c>…</summary>
    public required string Cause { get; init; }
}
