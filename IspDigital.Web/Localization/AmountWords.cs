using IspDigital.Core.Primitives;

namespace IspDigital.Web.Localization;

/// <summary>
/// An amount in words, as it stands on an invoice, in lakh and crore: <c>Five hundred twenty-five taka only</c>,
/// <c>পাঁচশত পঁচিশ টাকা মাত্র</c>. Without a sign: what is credited is said as it is, the heading says that it is a credit.
/// </summary>
public static class AmountWords
{
    private const long Crore = 10_000_000;
    private const long Lakh = 100_000;
    private const long Thousand = 1_000;

    private static readonly string[] s_english =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] s_tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    // Bangla has a word of its own for every number below a hundred; no rule makes them.
    private static readonly string[] s_bangla =
    [
        "শূন্য", "এক", "দুই", "তিন", "চার", "পাঁচ", "ছয়", "সাত", "আট", "নয়",
        "দশ", "এগারো", "বারো", "তেরো", "চৌদ্দ", "পনেরো", "ষোলো", "সতেরো", "আঠারো", "উনিশ",
        "বিশ", "একুশ", "বাইশ", "তেইশ", "চব্বিশ", "পঁচিশ", "ছাব্বিশ", "সাতাশ", "আটাশ", "ঊনত্রিশ",
        "ত্রিশ", "একত্রিশ", "বত্রিশ", "তেত্রিশ", "চৌত্রিশ", "পঁয়ত্রিশ", "ছত্রিশ", "সাঁইত্রিশ", "আটত্রিশ", "ঊনচল্লিশ",
        "চল্লিশ", "একচল্লিশ", "বিয়াল্লিশ", "তেতাল্লিশ", "চুয়াল্লিশ", "পঁয়তাল্লিশ", "ছেচল্লিশ", "সাতচল্লিশ", "আটচল্লিশ", "ঊনপঞ্চাশ",
        "পঞ্চাশ", "একান্ন", "বাহান্ন", "তিপ্পান্ন", "চুয়ান্ন", "পঞ্চান্ন", "ছাপ্পান্ন", "সাতান্ন", "আটান্ন", "ঊনষাট",
        "ষাট", "একষট্টি", "বাষট্টি", "তেষট্টি", "চৌষট্টি", "পঁয়ষট্টি", "ছেষট্টি", "সাতষট্টি", "আটষট্টি", "ঊনসত্তর",
        "সত্তর", "একাত্তর", "বাহাত্তর", "তিয়াত্তর", "চুয়াত্তর", "পঁচাত্তর", "ছিয়াত্তর", "সাতাত্তর", "আটাত্তর", "ঊনআশি",
        "আশি", "একাশি", "বিরাশি", "তিরাশি", "চুরাশি", "পঁচাশি", "ছিয়াশি", "সাতাশি", "আটাশি", "ঊননব্বই",
        "নব্বই", "একানব্বই", "বিরানব্বই", "তিরানব্বই", "চুরানব্বই", "পঁচানব্বই", "ছিয়ানব্বই", "সাতানব্বই", "আটানব্বই", "নিরানব্বই",
    ];

    /// <summary>The amount in the present language.</summary>
    public static string Of(Money amount) => Language.IsBangla ? Bangla(amount) : English(amount);

    /// <summary><c>Five hundred twenty-five taka and fifty poisha only</c>.</summary>
    public static string English(Money amount)
    {
        var (taka, poisha) = Split(amount);
        var words = (taka, poisha) switch
        {
            (_, 0) => $"{EnglishNumber(taka)} taka",
            (0, _) => $"{EnglishNumber(poisha)} poisha",
            _ => $"{EnglishNumber(taka)} taka and {EnglishNumber(poisha)} poisha",
        };
        return char.ToUpperInvariant(words[0]) + words[1..] + " only";
    }

    /// <summary><c>পাঁচশত পঁচিশ টাকা পঞ্চাশ পয়সা মাত্র</c>.</summary>
    public static string Bangla(Money amount)
    {
        var (taka, poisha) = Split(amount);
        return (taka, poisha) switch
        {
            (_, 0) => $"{BanglaNumber(taka)} টাকা মাত্র",
            (0, _) => $"{BanglaNumber(poisha)} পয়সা মাত্র",
            _ => $"{BanglaNumber(taka)} টাকা {BanglaNumber(poisha)} পয়সা মাত্র",
        };
    }

    private static (long Taka, long Poisha) Split(Money amount) => Math.DivRem(Math.Abs(amount.Minor), 100);

    private static string EnglishNumber(long number) => number == 0 ? s_english[0] : string.Join(' ', English(number));

    private static IEnumerable<string> English(long number)
    {
        // Above ninety-nine crore the crores are themselves counted in lakh and crore, as people do.
        IEnumerable<string> crores = number >= Crore ? [.. English(number / Crore), "crore"] : [];
        string[] rest =
        [
            .. Group(number % Crore / Lakh, "lakh"), .. Group(number % Lakh / Thousand, "thousand"), .. Group(number % Thousand / 100, "hundred"),
        ];
        var last = number % 100;
        return [.. crores, .. rest, .. last > 0 ? [Below100(last)] : Array.Empty<string>()];

        static string[] Group(long count, string name) => count > 0 ? [Below100(count), name] : [];
    }

    private static string Below100(long number) =>
        number < 20 ? s_english[number] : s_tens[number / 10] + (number % 10 > 0 ? "-" + s_english[number % 10] : "");

    private static string BanglaNumber(long number) => number == 0 ? s_bangla[0] : string.Join(' ', Bangla(number));

    private static IEnumerable<string> Bangla(long number)
    {
        IEnumerable<string> crores = number >= Crore ? [.. Bangla(number / Crore), "কোটি"] : [];
        string[] rest = [.. Group(number % Crore / Lakh, " লক্ষ"), .. Group(number % Lakh / Thousand, " হাজার"), .. Group(number % Thousand / 100, "শত")];
        return [.. crores, .. rest, .. Group(number % 100, "")];

        static string[] Group(long count, string name) => count > 0 ? [s_bangla[count] + name] : [];
    }
}
