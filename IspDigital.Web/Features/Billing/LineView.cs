using System.Globalization;
using IspDigital.Core.Billing;
using IspDigital.Web.Localization;

namespace IspDigital.Web.Features.Billing;

/// <summary>A line in words: what it is, and why its amount is what it is.</summary>
/// <param name="Key">Resource key of what it is.</param>
/// <param name="Arguments">Its placeholders.</param>
/// <param name="Why">Resource key of why, or null.</param>
/// <param name="WhyArguments">Its placeholders.</param>
public sealed record LineView(string Key, object[] Arguments, string? Why, object[] WhyArguments)
{
    /// <summary>The words for a line.</summary>
    public static LineView Of(InvoiceLine line)
    {
        object[] what = [line.Text, DateText.Day(line.From), DateText.Day(line.To.AddDays(-1))];
        return line.Kind switch
        {
            LineKind.Recurring => new("Line.Recurring", what, "Why.Recurring", [MoneyText.Of(line.FullPrice)]),
            LineKind.Proration => new("Line.Proration", what, "Why.Proration",
                [MoneyText.Count(line.To.DayNumber - line.From.DayNumber), MoneyText.Count(line.DaysInPeriod), MoneyText.Of(line.FullPrice)]),
            LineKind.UnusedDays => new("Line.UnusedDays", what, "Why.Proration",
                [MoneyText.Count(line.To.DayNumber - line.From.DayNumber), MoneyText.Count(line.DaysInPeriod), MoneyText.Of(line.FullPrice)]),
            LineKind.OpeningBalance => new("Line.OpeningBalance", [], "Why.OpeningBalance", []),
            LineKind.OneOff or LineKind.Discount or LineKind.LateFee or LineKind.Adjustment or LineKind.OutageCredit => new("Line." + line.Kind, [line.Text], null, []),
        };
    }

    /// <summary>A tax rate: 500 basis points are 5%.</summary>
    public static string Percent(int basisPoints) =>
        basisPoints == 0 ? "" : Digits.Localise((basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture)) + "%";
}
