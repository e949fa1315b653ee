using IspDigital.Core.Ledger;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Payments.Rules;

/// <summary>How payments stand in the books.</summary>
public static class PaymentPostings
{
    /// <summary>The account that money of a method goes to.</summary>
    public static Account AccountOf(PaymentMethod method) => method switch
    {
        PaymentMethod.Cash => Account.Cash,
        PaymentMethod.BKash => Account.BKash,
        PaymentMethod.Nagad => Account.Nagad,
        PaymentMethod.Bank => Account.Bank,
        PaymentMethod.Card => Account.Card,
        PaymentMethod.Other => Account.OtherMoney,
        PaymentMethod.Brought => Account.OpeningBalances,
        PaymentMethod.CreditNote => Account.Advances,
        PaymentMethod.WriteOff => Account.WriteOffs,
    };

    /// <summary>The idempotency key of a payment's entry.</summary>
    public static string KeyOf(long paymentId) => $"payment:{paymentId}";

    /// <summary>Money came: what it settles lowers the receivable, the rest is an advance.</summary>
    public static Posting Received(Payment payment) => new(
        payment.SubscriberId, KindOf(payment.Method), payment.ReceivedOn,
        nameof(Payment), payment.Id, KeyOf(payment.Id),
        Lines(
            new(AccountOf(payment.Method), payment.Amount),
            new(Account.Receivable, payment.Unallocated - payment.Amount),
            new(Account.Advances, -payment.Unallocated)));

    /// <summary>An advance is given back.</summary>
    public static Posting Returned(Refund refund) => new(
        refund.SubscriberId, EntryKind.Refund, refund.RefundedOn, nameof(Refund), refund.Id, $"refund:{refund.Id}",
        Lines(new(Account.Advances, refund.Amount), new(AccountOf(refund.Method), -refund.Amount)));

    /// <summary>An advance pays an invoice; a negative amount makes it an advance again.</summary>
    /// <param name="payment">Where the advance came from.</param>
    /// <param name="invoiceId">What it pays.</param>
    /// <param name="amount">How much of it.</param>
    /// <param name="on">The day it counts for.</param>
    /// <param name="ordinal">How many allocations the payment has had: makes the key unique.</param>
    public static Posting Applied(Payment payment, long invoiceId, Money amount, DateOnly on, int ordinal) => new(
        payment.SubscriberId, EntryKind.AdvanceApplied, on, nameof(Payment), payment.Id,
        $"advance:{payment.Id}:{invoiceId}:{ordinal}", Lines(new(Account.Advances, amount), new(Account.Receivable, -amount)));

    /// <summary>
    /// A payment is taken back: the mirror of everything it stands for now, its own entry and the advances that it paid since.
    /// Made before its allocations are released.
    /// </summary>
    /// <param name="payment">The payment as it stands.</param>
    /// <param name="on">The day of the reversal.</param>
    /// <param name="entryId">The payment's entry.</param>
    public static Posting Reversed(Payment payment, DateOnly on, long entryId) => new(
        payment.SubscriberId, EntryKind.Reversal, on, nameof(Payment), payment.Id, $"reversal:{payment.Id}",
        Lines(
            new(AccountOf(payment.Method), -payment.Amount),
            new(Account.Receivable, payment.Amount - payment.Unallocated),
            new(Account.Advances, payment.Unallocated)),
        entryId);

    private static EntryKind KindOf(PaymentMethod method) => method switch
    {
        PaymentMethod.Brought => EntryKind.Opening,
        PaymentMethod.WriteOff => EntryKind.WriteOff,
        _ => EntryKind.Payment,
    };

    private static IReadOnlyList<PostingLine> Lines(params IEnumerable<PostingLine> lines) => [.. lines.Where(l => !l.Amount.IsZero)];
}
