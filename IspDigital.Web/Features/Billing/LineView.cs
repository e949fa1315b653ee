using System.Globalization;
using IspDigital.Core.Billing;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Web.Localization;
using Microsoft.Extensions.Localization;

namespace IspDigital.Web.Features.Billing;

/// <summary>A sentence about a line.</summary>
/// <param name="Key">Resource key.</param>
/// <param name="Arguments">Its placeholders.</param>
public sealed record LineWords(string Key, params object[] Arguments);

/// <summary>A line in words: what it is, and why its amount is what it is. The only place that says so, for screen and paper.</summary>
/// <param name="What">What it is.</param>
/// <param name="Why">Why, sentence by sentence; may be empty.</param>
public sealed record LineView(LineWords What, IReadOnlyList<LineWords> Why)
{
    /// <summary>The words for a line.</summary>
    public static LineView Of(InvoiceLine line) => new(WhatOf(line), [.. DaysOf(line), .. LatenessOf(line), .. DiscountOf(line), .. RoundingOf(line), .. CauseOf(line), .. TaxOf(line)]);

    /// <summary>What it is, in the present language.</summary>
    public string Say(IStringLocalizer<BillingText> words) => words[What.Key, What.Arguments];

    /// <summary>Why, in the present language; empty where there is nothing to explain.</summary>
    public string Explain(IStringLocalizer<BillingText> words) => string.Join(' ', Why.Select(w => words[w.Key, w.Arguments].Value));

    /// <summary>A tax rate: 500 basis points are 5%.</summary>
    public static string Percent(int basisPoints) =>
        basisPoints == 0 ? "" : Digits.Localise((basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture)) + "%";

    private static LineWords WhatOf(InvoiceLine line) => line.Kind switch
    {
        LineKind.Recurring or LineKind.Proration or LineKind.UnusedDays =>
            new("Line." + line.Kind, line.Text, DateText.Day(line.From), DateText.Day(line.To.AddDays(-1))),
        LineKind.OpeningBalance => new("Line.OpeningBalance"),
        LineKind.LateFee when LateFeeText.Read(line.Text) is { } fee => new("Line.LateFeeFor", fee.Invoice),
        LineKind.OneOff or LineKind.Discount or LineKind.LateFee or LineKind.Adjustment or LineKind.OutageCredit => new("Line." + line.Kind, line.Text),
    };

    private static LineWords[] DaysOf(InvoiceLine line) => line.Kind switch
    {
        LineKind.Recurring => [new("Why.Recurring", MoneyText.Of(line.FullPrice))],
        LineKind.Proration or LineKind.UnusedDays =>
        [
            new("Why." + line.Kind, MoneyText.Count(line.To.DayNumber - line.From.DayNumber), MoneyText.Count(line.DaysInPeriod), MoneyText.Of(line.FullPrice)),
        ],
        LineKind.OpeningBalance => [new("Why.OpeningBalance")],
        LineKind.OneOff or LineKind.Discount or LineKind.LateFee or LineKind.Adjustment or LineKind.OutageCredit => [],
    };

    private static LineWords[] LatenessOf(InvoiceLine line)
    {
        if (line.Kind != LineKind.LateFee || LateFeeText.Read(line.Text) is not { } fee)
        {
            return [];
        }
        var rule = fee.BasisPoints == 0 ? fee.Of.Minor : fee.Of.Minor * fee.BasisPoints / 10_000m;
        return
        [
            fee.BasisPoints == 0 ? new("Why.LateFee", MoneyText.Of(fee.Of)) : new("Why.LateFeePercent", Percent(fee.BasisPoints), MoneyText.Of(fee.Of)),
            .. fee.Ordinal > 1 ? [new LineWords("Why.LateFeeAgain", MoneyText.Count(fee.Ordinal))] : Array.Empty<LineWords>(),
            // A difference of a taka or more is no rounding.
            .. rule - PriceOf(line).Minor >= 100 ? [new LineWords("Why.LateFeeCapped")] : Array.Empty<LineWords>(),
        ];
    }

    // What was asked before tax on top: the price that the tax is inside of, or the net.
    private static Money PriceOf(InvoiceLine line) => line.TaxMode == TaxMode.Inclusive ? line.Net + line.Tax : line.Net;

    private static LineWords[] DiscountOf(InvoiceLine line)
    {
        string[] off = [Percent(line.DiscountBasisPoints), line.Discount.IsZero ? "" : MoneyText.Of(line.Discount)];
        return line.ListPrice == line.FullPrice ? []
            : [new("Why.Discounted", MoneyText.Of(line.ListPrice), string.Join(" + ", off.Where(part => part.Length > 0)), MoneyText.Of(line.FullPrice))];
    }

    // With amounts in whole taka. Rounding to the poisha, which is less than one, needs no word.
    private static LineWords[] RoundingOf(InvoiceLine line)
    {
        if (line.Kind is not (LineKind.Recurring or LineKind.Proration or LineKind.UnusedDays))
        {
            return [];
        }
        var price = Math.Abs(PriceOf(line).Minor);
        var off = Math.Abs(price - ((decimal)line.FullPrice.Minor * (line.To.DayNumber - line.From.DayNumber) / line.DaysInPeriod));
        return price % 100 == 0 && off is >= 1 and < 100 ? [new("Why.WholeTaka")] : [];
    }

    // That a period began needs no word; everything else is why somebody calls.
    private static LineWords[] CauseOf(InvoiceLine line) => line.Cause == LineCause.Period ? [] : [new("Cause." + line.Cause)];

    private static LineWords[] TaxOf(InvoiceLine line) =>
        line is { TaxMode: TaxMode.Inclusive, TaxBasisPoints: > 0 } ? [new("Why.TaxInside", Percent(line.TaxBasisPoints))] : [];
}

/// <summary>How amounts of a document are shown: what a credit note gives is below zero in the books and stands on it without a minus.</summary>
public static class ShownAmount
{
    /// <summary>The amount as it is shown.</summary>
    public static Money Of(InvoiceKind kind, Money amount) => kind == InvoiceKind.CreditNote ? -amount : amount;
}
