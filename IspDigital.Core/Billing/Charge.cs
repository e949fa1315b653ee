using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing;

/// <summary>
/// Something to be billed once: an installation, a correction upward, a late fee; below zero a discount or an outage credit.
/// It stands as a line on the next invoice that is issued on its day or later, or at once on an invoice of its own.
/// </summary>
public sealed class Charge
{
    private Charge()
    {
    }

    /// <summary>A charge.</summary>
    /// <param name="commandId">Made when the form opened, or derived from the cause: the same deed is one charge.</param>
    /// <param name="subscriberId">Who.</param>
    /// <param name="terms">What is charged.</param>
    /// <param name="recordedAt">When it was decided, UTC.</param>
    /// <param name="recordedBy">Who decided it.</param>
    public Charge(Guid commandId, long subscriberId, ChargeTerms terms, DateTimeOffset recordedAt, string recordedBy)
    {
        (CommandId, SubscriberId, RecordedAt, RecordedBy) = (commandId, subscriberId, recordedAt, recordedBy);
        (Kind, Text, Amount, ChargedOn, IsBilledAlone) = (terms.Kind, terms.Text, terms.Amount, terms.ChargedOn, terms.IsBilledAlone);
        (IsTaxed, TaxMode, TaxBasisPoints) = (terms.IsTaxed, terms.Tax?.Mode, terms.Tax?.BasisPoints);
        (AboutInvoiceId, Ordinal, Reason) = (terms.AboutInvoiceId, terms.Ordinal, terms.Reason);
    }

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>The same deed is one charge; unique.</summary>
    public Guid CommandId { get; private set; }

    /// <summary>Who.</summary>
    public long SubscriberId { get; private set; }

    /// <summary>Kind of the line that it becomes.</summary>
    public LineKind Kind { get; private set; }

    /// <summary>What it is for, on the invoice.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The amount, before or including tax as <see cref="TaxMode"/> says.</summary>
    public Money Amount { get; private set; }

    /// <summary>The first invoice on this day or later holds it; in the operator's zone.</summary>
    public DateOnly ChargedOn { get; private set; }

    /// <summary>Whether it is billed at once, on an invoice of its own.</summary>
    public bool IsBilledAlone { get; private set; }

    /// <summary>Whether tax is due on it.</summary>
    public bool IsTaxed { get; private set; }

    /// <summary>The tax's mode where it is not the plan's of the day; null for the plan's.</summary>
    public TaxMode? TaxMode { get; private set; }

    /// <summary>The rate where it is not the plan's of the day; null for the plan's.</summary>
    public int? TaxBasisPoints { get; private set; }

    /// <summary>The invoice that it is about (late fee, correction), or null.</summary>
    public long? AboutInvoiceId { get; private set; }

    /// <summary>Which fee for that invoice, from 1; 0 for what is no fee.</summary>
    public int Ordinal { get; private set; }

    /// <summary>Why, in the words of who decided it.</summary>
    public string? Reason { get; private set; }

    /// <summary>When it was decided, UTC.</summary>
    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>Who decided it.</summary>
    public string RecordedBy { get; private set; } = "";

    /// <summary>The invoice that bills it; null while it waits. Voiding that invoice makes it wait again.</summary>
    public long? InvoiceId { get; private set; }

    /// <summary>When it was taken back before it was billed, UTC; null while it stands.</summary>
    public DateTimeOffset? CancelledAt { get; private set; }

    /// <summary>An invoice bills it; null when that was voided.</summary>
    internal void BilledBy(long? invoiceId) => InvoiceId = invoiceId;

    /// <summary>Takes it back before it is billed.</summary>
    internal void Cancel(DateTimeOffset at) => CancelledAt = at;
}

/// <summary>What is charged once.</summary>
/// <param name="Kind">Kind of the line.</param>
/// <param name="Text">What it is for, on the invoice.</param>
/// <param name="Amount">The amount, before or including tax.</param>
/// <param name="ChargedOn">The first invoice on this day or later holds it.</param>
/// <param name="IsBilledAlone">Whether it is billed at once.</param>
/// <param name="IsTaxed">Whether tax is due on it.</param>
/// <param name="Tax">The tax where it is not the plan's of the day.</param>
/// <param name="AboutInvoiceId">The invoice that it is about, or null.</param>
/// <param name="Ordinal">Which fee for that invoice, from 1; 0 for what is no fee.</param>
/// <param name="Reason">Why.</param>
public sealed record ChargeTerms(
    LineKind Kind, string Text, Money Amount, DateOnly ChargedOn, bool IsBilledAlone = false, bool IsTaxed = true, ChargeTax? Tax = null,
    long? AboutInvoiceId = null, int Ordinal = 0, string? Reason = null);

/// <summary>A tax that a charge brings with it.</summary>
/// <param name="Mode">Added, or inside.</param>
/// <param name="BasisPoints">500 = 5%.</param>
public readonly record struct ChargeTax(TaxMode Mode, int BasisPoints);
