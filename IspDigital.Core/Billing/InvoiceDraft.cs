using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing;

/// <summary>An invoice as calculated and not issued: preview shows it, issuing writes it.</summary>
/// <param name="SubscriberId">Who owes it.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Period">The days it is for.</param>
/// <param name="IssueDate">The invoice's date.</param>
/// <param name="DueDate">The day it is due.</param>
/// <param name="LastDayToPay">Due date plus grace.</param>
/// <param name="Lines">Its lines.</param>
public sealed record InvoiceDraft(
    long SubscriberId, InvoiceKind Kind, DateRange Period, DateOnly IssueDate, DateOnly DueDate, DateOnly LastDayToPay,
    IReadOnlyList<LineDraft> Lines)
{
    /// <summary>The invoice that a correction by staff is about, or null.</summary>
    public long? CorrectsInvoiceId { get; init; }

    /// <summary>Why staff made it, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>Sum of the lines before tax.</summary>
    public Money Subtotal => Lines.Sum(l => l.Net);

    /// <summary>Sum of the lines' tax.</summary>
    public Money Tax => Lines.Sum(l => l.Tax);

    /// <summary>What is to pay.</summary>
    public Money Total => Subtotal + Tax;
}

/// <summary>One line as calculated.</summary>
/// <param name="Kind">What kind of line.</param>
/// <param name="Text">The plan's name, or what staff wrote.</param>
/// <param name="Days">Days charged.</param>
/// <param name="DaysInPeriod">Days of the full period that the price is for.</param>
/// <param name="FullPrice">Price of the full period.</param>
/// <param name="Net">Amount before tax.</param>
/// <param name="TaxBasisPoints">500 = 5%.</param>
/// <param name="Tax">Tax amount.</param>
public sealed record LineDraft(
    LineKind Kind, string Text, DateRange Days, int DaysInPeriod, Money FullPrice, Money Net, int TaxBasisPoints, Money Tax)
{
    /// <summary>First day of the full period that the price is for.</summary>
    public DateOnly PeriodStart { get; init; } = Days.Start;

    /// <summary>The plan of a service line, or null.</summary>
    public long? PlanId { get; init; }

    /// <summary>Price of the full period before discounts: the plan's or the subscriber's own.</summary>
    public Money ListPrice { get; init; } = FullPrice;

    /// <summary>Percent off <see cref="ListPrice"/>: 1000 = 10%.</summary>
    public int DiscountBasisPoints { get; init; }

    /// <summary>Amount off after that.</summary>
    public Money Discount { get; init; }

    /// <summary>Whether the price holds the tax or the tax is added.</summary>
    public TaxMode TaxMode { get; init; }

    /// <summary>What brought the line about.</summary>
    public LineCause Cause { get; init; }

    /// <summary>The charge that the line bills, or null.</summary>
    public long? ChargeId { get; init; }

    /// <summary>The line as the invoice will hold it, so that what explains an invoice explains a draft.</summary>
    public InvoiceLine AsLine(int position = 1) => new(position, this);
}
