using IspDigital.Core.Primitives;

namespace IspDigital.Core.Payments;

/// <summary>Money given back out of a subscriber's advance. Never changed; a mistake is a new payment.</summary>
public sealed class Refund
{
    private Refund()
    {
    }

    internal Refund(
        Guid commandId, long subscriberId, Money amount, PaymentMethod method, string? reference, DateOnly refundedOn, string reason,
        DateTimeOffset recordedAt, string recordedBy)
    {
        (CommandId, SubscriberId, Amount, Method, Reference) = (commandId, subscriberId, amount, method, reference);
        (RefundedOn, Reason, RecordedAt, RecordedBy) = (refundedOn, reason, recordedAt, recordedBy);
    }

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>Made when the form opened; unique, so that a double click is one refund.</summary>
    public Guid CommandId { get; private set; }

    /// <summary>Who got it.</summary>
    public long SubscriberId { get; private set; }

    /// <summary>How much; above zero.</summary>
    public Money Amount { get; private set; }

    /// <summary>How it was given back.</summary>
    public PaymentMethod Method { get; private set; }

    /// <summary>The provider's transaction id or the slip's number, or null.</summary>
    public string? Reference { get; private set; }

    /// <summary>The day, in the operator's zone.</summary>
    public DateOnly RefundedOn { get; private set; }

    /// <summary>Why.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>When it was recorded, UTC.</summary>
    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>Who recorded it.</summary>
    public string RecordedBy { get; private set; } = "";
}
