using IspDigital.Core.Primitives;

namespace IspDigital.Core.Payments;

/// <summary>How money came.</summary>
public enum PaymentMethod
{
    /// <summary>Cash.</summary>
    Cash,
    /// <summary>bKash.</summary>
    BKash,
    /// <summary>Nagad.</summary>
    Nagad,
    /// <summary>Bank transfer or cheque.</summary>
    Bank,
    /// <summary>Card.</summary>
    Card,
    /// <summary>Anything else.</summary>
    Other,
    /// <summary>Credit brought from an older system: an advance, yet no money that came here. Nobody can choose it.</summary>
    Brought,
    /// <summary>What a credit note gives back: settles invoices like money, yet no money that came. Nobody can choose it.</summary>
    CreditNote,
    /// <summary>A debt given up: settles an invoice, yet no money that came. Nobody can choose it.</summary>
    WriteOff,
}

/// <summary>Which methods are money.</summary>
public static class PaymentMethods
{
    /// <summary>The methods by which money comes; what is not among them settles invoices without any.</summary>
    public static IReadOnlyList<PaymentMethod> OfMoney { get; } =
        [PaymentMethod.Cash, PaymentMethod.BKash, PaymentMethod.Nagad, PaymentMethod.Bank, PaymentMethod.Card, PaymentMethod.Other];

    /// <summary>Whether money came.</summary>
    public static bool IsMoney(this PaymentMethod method) => OfMoney.Contains(method);
}

/// <summary>Money received from a subscriber.</summary>
public sealed class Payment
{
    private readonly List<PaymentAllocation> _allocations = [];

    private Payment()
    {
    }

    internal Payment(
        long subscriberId, Money amount, PaymentMethod method, string? provider, string? transactionId, DateOnly receivedOn,
        DateTimeOffset recordedAt, string recordedBy, Guid commandId, string? note)
    {
        (SubscriberId, Amount, Method, Provider, TransactionId) = (subscriberId, amount, method, provider, transactionId);
        (ReceivedOn, RecordedAt, RecordedBy, CommandId, Note) = (receivedOn, recordedAt, recordedBy, commandId, note);
    }

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>Who paid.</summary>
    public long SubscriberId { get; private set; }

    /// <summary>How much.</summary>
    public Money Amount { get; private set; }

    /// <summary>How.</summary>
    public PaymentMethod Method { get; private set; }

    /// <summary>Who vouches for the transaction id (<c>bkash</c>, a bank's name); null for cash.</summary>
    public string? Provider { get; private set; }

    /// <summary>The provider's transaction id; unique with the provider, for ever.</summary>
    public string? TransactionId { get; private set; }

    /// <summary>The day the money came, in the operator's zone.</summary>
    public DateOnly ReceivedOn { get; private set; }

    /// <summary>When it was recorded, UTC.</summary>
    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>Who recorded it.</summary>
    public string RecordedBy { get; private set; } = "";

    /// <summary>Made when the form opened; unique, so that a double click is one payment.</summary>
    public Guid CommandId { get; private set; }

    /// <summary>What staff wrote, or null.</summary>
    public string? Note { get; private set; }

    /// <summary>The credit note whose amount this is, or null.</summary>
    public long? CreditNoteId { get; internal init; }

    /// <summary>When it was reversed, UTC; null while it stands.</summary>
    public DateTimeOffset? ReversedAt { get; private set; }

    /// <summary>Why it was reversed.</summary>
    public string? ReversalReason { get; private set; }

    /// <summary>What it paid; rows are only added, a release is a negative row.</summary>
    public IReadOnlyList<PaymentAllocation> Allocations => _allocations;

    /// <summary>What has not been allocated: the advance.</summary>
    public Money Unallocated => ReversedAt is null ? Amount - _allocations.Sum(a => a.Amount) : Money.Zero;

    internal void Allocate(long invoiceId, Money amount, DateTimeOffset at) => _allocations.Add(new PaymentAllocation(invoiceId, amount, at));

    internal void GiveBack(Refund refund, Money amount, DateTimeOffset at) => _allocations.Add(new PaymentAllocation(refund.Id, at, amount));

    internal void Reverse(string reason, DateTimeOffset at) => (ReversalReason, ReversedAt) = (reason, at);
}

/// <summary>Part of a payment that settles an invoice, negative when released; or that was given back as a refund.</summary>
public sealed class PaymentAllocation
{
    private PaymentAllocation()
    {
    }

    internal PaymentAllocation(long invoiceId, Money amount, DateTimeOffset at) => (InvoiceId, Amount, At) = (invoiceId, amount, at);

    internal PaymentAllocation(long refundId, DateTimeOffset at, Money amount) => (RefundId, At, Amount) = (refundId, at, amount);

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>The payment.</summary>
    public long PaymentId { get; private set; }

    /// <summary>The invoice it settles; null for a refund.</summary>
    public long? InvoiceId { get; private set; }

    /// <summary>The refund that gave it back; null for an invoice.</summary>
    public long? RefundId { get; private set; }

    /// <summary>How much.</summary>
    public Money Amount { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }
}
