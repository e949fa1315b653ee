using System.Globalization;
using IspDigital.Core.Primitives;

namespace IspDigital.Web.Localization;

/// <summary>How amounts and counts are written and read; the only place that does it.</summary>
public static class MoneyText
{
    /// <summary>The sign before an amount.</summary>
    public const string Sign = "৳";

    // Lakh and crore: the last three digits, then pairs (12,34,567.50). The framework's own en-BD groups by threes.
    private static readonly NumberFormatInfo s_lakh = new()
    {
        NumberGroupSizes = [3, 2],
        NumberGroupSeparator = ",",
        NumberDecimalSeparator = ".",
        NumberDecimalDigits = 2,
        NegativeSign = "\u2212",
    };

    /// <summary><c>৳ 12,34,567.50</c> in the digits of the present language.</summary>
    public static string Of(Money amount) => Digits.Localise(Latin(amount));

    /// <summary>Without the sign, for a column whose head carries it.</summary>
    public static string Bare(Money amount) => Digits.Localise(amount.Taka.ToString("N2", s_lakh));

    /// <summary>Without the poisha where there are none: for large figures.</summary>
    public static string Rounded(Money amount) =>
        amount.Minor % 100 == 0 ? Digits.Localise($"{Minus(amount)}{Sign} {decimal.Abs(amount.Taka).ToString("N0", s_lakh)}") : Of(amount);

    /// <summary>A whole number with its groups: <c>1,23,456</c>.</summary>
    public static string Count(long count) => Digits.Localise(count.ToString("N0", s_lakh));

    /// <summary>Reads what a person typed: either digits, with or without sign and commas, at most two decimals.</summary>
    public static bool TryRead(string? text, out Money amount)
    {
        amount = Money.Zero;
        var plain = Digits.ToLatin(text ?? "").Replace(Sign, "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal)
            .Replace('\u2212', '-').Trim();
        if (!decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var taka)
            || !decimal.IsInteger(taka * 100m) || decimal.Abs(taka) > 1_000_000_000_000m)
        {
            return false;
        }
        amount = Money.FromTaka(taka);
        return true;
    }

    private static string Latin(Money amount) => $"{Minus(amount)}{Sign} {decimal.Abs(amount.Taka).ToString("N2", s_lakh)}";

    private static string Minus(Money amount) => amount.IsNegative ? "\u2212" : "";
}
