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
    LineKind Kind, string Text, DateRange Days, int DaysInPeriod, Money FullPrice, Money Net, int TaxBasisPoints, Money Tax);
