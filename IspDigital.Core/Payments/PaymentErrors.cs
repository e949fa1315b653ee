using IspDigital.Core.Primitives;

namespace IspDigital.Core.Payments;

/// <summary>There is no such subscriber to pay for.</summary>
public sealed record PayerNotFound() : Error("Payments.PayerNotFound");

/// <summary>There is no such payment.</summary>
public sealed record PaymentNotFound() : Error("Payments.NotFound");

/// <summary>The transaction id was used already: it stands on another payment.</summary>
/// <param name="TransactionId">The id.</param>
/// <param name="PaymentId">The payment that has it.</param>
/// <param name="SubscriberId">Whose payment that is.</param>
/// <param name="SubscriberName">Their name.</param>
/// <param name="SubscriberCode">Their code.</param>
/// <param name="Amount">Its amount.</param>
/// <param name="ReceivedOn">The day it came.</param>
public sealed record TransactionAlreadyRecorded(
    string TransactionId, long PaymentId, long SubscriberId, string SubscriberName, string SubscriberCode, Money Amount, DateOnly ReceivedOn)
    : Error("Payments.TransactionAlreadyRecorded")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [TransactionId, PaymentId, SubscriberName, SubscriberCode, Amount, ReceivedOn];

    /// <inheritdoc/>
    public override string? Field => nameof(RecordPaymentRequest.Reference);
}

/// <summary>The form was saved before with other values: that payment stands, this one was not recorded.</summary>
/// <param name="PaymentId">The payment that stands.</param>
/// <param name="Amount">Its amount.</param>
public sealed record FormAlreadySaved(long PaymentId, Money Amount) : Error("Payments.FormAlreadySaved")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [PaymentId, Amount];
}

/// <summary>The day lies in the future.</summary>
public sealed record ReceivedInFuture() : Error("Payments.ReceivedInFuture")
{
    /// <inheritdoc/>
    public override string? Field => nameof(RecordPaymentRequest.ReceivedOn);
}

/// <summary>The day lies further back than a payment may be dated: most likely a wrong year.</summary>
/// <param name="DaysMax">How many days back are accepted.</param>
public sealed record ReceivedTooLongAgo(int DaysMax) : Error("Payments.ReceivedTooLongAgo")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [DaysMax];

    /// <inheritdoc/>
    public override string? Field => nameof(RecordPaymentRequest.ReceivedOn);
}

/// <summary>An invoice that was picked is not this subscriber's, or nothing is open on it any more.</summary>
public sealed record PickedInvoiceNotOpen() : Error("Payments.PickedInvoiceNotOpen")
{
    /// <inheritdoc/>
    public override string? Field => nameof(RecordPaymentRequest.InvoiceIds);
}

/// <summary>A collector takes cash only.</summary>
public sealed record CollectorsTakeCash() : Error("Payments.CollectorsTakeCash")
{
    /// <inheritdoc/>
    public override string? Field => nameof(RecordPaymentRequest.Method);
}

/// <summary>The payment was reversed before.</summary>
public sealed record AlreadyReversed() : Error("Payments.AlreadyReversed");

/// <summary>Credit brought from an older system cannot be taken back as a payment.</summary>
public sealed record BroughtCreditStays() : Error("Payments.BroughtCreditStays");

/// <summary>What a credit note gave is taken back by voiding the credit note.</summary>
public sealed record CreditNoteIsVoided() : Error("Payments.CreditNoteIsVoided");

/// <summary>Part of the payment was given back as a refund, so it stays.</summary>
public sealed record PaymentWasRefunded() : Error("Payments.PaymentWasRefunded");

/// <summary>Nothing is to pay on the invoice.</summary>
/// <param name="Number">Its number.</param>
public sealed record NothingToPay(string Number) : Error("Payments.NothingToPay")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Number];
}

/// <summary>Nothing is open that could be given up.</summary>
public sealed record NothingToWriteOff() : Error("Payments.NothingToWriteOff");

/// <summary>The subscriber's advance is smaller than that.</summary>
/// <param name="Advance">The advance.</param>
public sealed record MoreThanTheAdvance(Money Advance) : Error("Payments.MoreThanTheAdvance")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Advance];

    /// <inheritdoc/>
    public override string? Field => nameof(RefundAdvanceRequest.Amount);
}
