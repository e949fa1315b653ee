using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing;

/// <summary>There is no such invoice.</summary>
public sealed record InvoiceNotFound() : Error("Billing.InvoiceNotFound");

/// <summary>The invoice was voided before.</summary>
/// <param name="Number">Its number.</param>
public sealed record InvoiceIsVoid(string Number) : Error("Billing.InvoiceIsVoid")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Number];
}

/// <summary>Payments settled some of the invoice and could not be released; they have to be reversed first.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Paid">What is paid of it.</param>
public sealed record InvoiceIsPaid(string Number, Money Paid) : Error("Billing.InvoiceIsPaid")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Number, Paid];
}

/// <summary>Later documents correct the invoice; they have to be voided first, the newest before the others.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Corrections">The numbers of those.</param>
public sealed record InvoiceHasCorrections(string Number, string Corrections) : Error("Billing.InvoiceHasCorrections")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Number, Corrections];
}

/// <summary>A credit note is not corrected; it is voided.</summary>
/// <param name="Number">Its number.</param>
public sealed record IsACreditNote(string Number) : Error("Billing.IsACreditNote")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Number];
}

/// <summary>All of the invoice was given back before.</summary>
/// <param name="Number">Its number.</param>
public sealed record NothingLeftToCredit(string Number) : Error("Billing.NothingLeftToCredit")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Number];
}

/// <summary>More than is left of the invoice cannot be given back.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Left">What is left of it.</param>
/// <param name="At">The field that asked for more.</param>
public sealed record MoreThanIsLeft(string Number, Money Left, string At) : Error("Billing.MoreThanIsLeft")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Number, Left];

    /// <inheritdoc/>
    public override string? Field => At;
}

/// <summary>The invoice comes to that amount already.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Total">What it comes to.</param>
public sealed record NothingToAdjust(string Number, Money Total) : Error("Billing.NothingToAdjust")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Number, Total];

    /// <inheritdoc/>
    public override string? Field => nameof(AdjustInvoiceRequest.NewTotal);
}

/// <summary>What the credit note gave was paid out as a refund, so it stays.</summary>
/// <param name="Number">Its number.</param>
public sealed record CreditWasRefunded(string Number) : Error("Billing.CreditWasRefunded")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Number];
}

/// <summary>There is no such subscriber to charge.</summary>
public sealed record ChargedNotFound() : Error("Billing.ChargedNotFound");

/// <summary>The subscriber has no plan yet, so that there are no terms to bill by.</summary>
public sealed record NoTermsToBillBy() : Error("Billing.NoTermsToBillBy");

/// <summary>There is no such charge.</summary>
public sealed record ChargeNotFound() : Error("Billing.ChargeNotFound");

/// <summary>The charge was taken back before.</summary>
public sealed record ChargeIsCancelled() : Error("Billing.ChargeIsCancelled");

/// <summary>An invoice bills the charge: that is corrected, or voided.</summary>
/// <param name="Number">The invoice's number.</param>
public sealed record ChargeIsBilled(string Number) : Error("Billing.ChargeIsBilled")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Number];
}

/// <summary>Invoices are issued through today at most; a later day can only be previewed.</summary>
/// <param name="Today">Today in the operator's zone.</param>
public sealed record ThroughInFuture(DateOnly Today) : Error("Billing.ThroughInFuture")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Today];

    /// <inheritdoc/>
    public override string? Field => "Through";
}

/// <summary>The computer's clock shows a day that cannot be: nothing is billed until it is right.</summary>
/// <param name="Today">What it shows.</param>
public sealed record ClockIsAbsurd(DateOnly Today) : Error("Billing.ClockIsAbsurd")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Today];
}

/// <summary>There is no such run, or it is over.</summary>
public sealed record RunNotActive() : Error("Billing.RunNotActive");

/// <summary>The run is not at work, so it cannot be paused.</summary>
public sealed record RunNotAtWork() : Error("Billing.RunNotAtWork");

/// <summary>The run is not paused, so it cannot be resumed.</summary>
public sealed record RunNotPaused() : Error("Billing.RunNotPaused");

/// <summary>The run does not wait for approval.</summary>
public sealed record RunNotAwaiting() : Error("Billing.RunNotAwaiting");

/// <summary>What the run would invoice is far from what it was when it began to wait: nobody approves what nobody read.</summary>
/// <param name="Expected">What it would invoice now to those billed before.</param>
/// <param name="Read">What it said until now.</param>
public sealed record RunFiguresChanged(Money Expected, Money Read) : Error("Billing.RunFiguresChanged")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Expected, Read];
}

/// <summary>There is no plan to try another price on.</summary>
public sealed record TrialPlanUnknown() : Error("Billing.TrialPlanUnknown");

/// <summary>Somebody changed the billing settings after the form was opened.</summary>
public sealed record SettingsChangedMeanwhile() : Error("Billing.SettingsChangedMeanwhile");

/// <summary>Nobody of those is parked.</summary>
public sealed record NobodyParked() : Error("Billing.NobodyParked");
