using System.Globalization;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Messaging.Rules;

/// <summary>Amounts and dates as a message says them: short, in the subscriber's language, digits of that language.</summary>
/// <param name="Language"><c>bn</c> or <c>en</c>.</param>
public sealed record Wording(string Language)
{
    private static readonly NumberFormatInfo s_grouping = new() { NumberGroupSizes = [3, 2], NumberGroupSeparator = ",", NumberDecimalSeparator = "." };

    private static readonly string[] s_monthsEn =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly string[] s_monthsBn =
        ["জানুয়ারি", "ফেব্রুয়ারি", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই", "আগস্ট", "সেপ্টেম্বর", "অক্টোবর", "নভেম্বর", "ডিসেম্বর"];

    private bool IsBangla => Language == "bn";

    /// <summary><c>12,34,567</c> or <c>1,050.50</c>; poisha only where there are some. The currency stands in the template.</summary>
    public string Amount(Money money) => Digits((money.Minor % 100 == 0 ? money.Taka.ToString("N0", s_grouping) : money.Taka.ToString("N2", s_grouping)));

    /// <summary>The amount, or nothing for zero and less.</summary>
    public string AmountIfAny(Money money) => money.IsPositive ? Amount(money) : "";

    /// <summary><c>05/01/2026</c>.</summary>
    public string Date(DateOnly day) => Digits(day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture));

    /// <summary>A whole calendar month by its name, anything else from day to day.</summary>
    public string Period(DateRange days)
    {
        if (days.Start.Day == 1 && days.End == days.Start.AddMonths(1))
        {
            var year = Digits(days.Start.Year.ToString(CultureInfo.InvariantCulture));
            return $"{(IsBangla ? s_monthsBn : s_monthsEn)[days.Start.Month - 1]} {year}";
        }
        return Digits(days.Start.ToString("dd/MM", CultureInfo.InvariantCulture)) + "-" + Date(days.LastDay);
    }

    private string Digits(string text) => IsBangla ? string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)('০' + (c - '0')) : c)) : text;
}
