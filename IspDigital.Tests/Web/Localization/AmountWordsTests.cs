using System.Globalization;
using CsCheck;
using IspDigital.Core.Primitives;
using IspDigital.Tests.Support;
using IspDigital.Web.Localization;

namespace IspDigital.Tests.Web.Localization;

/// <summary>Amounts in words: tables for what is irregular, and every amount read back from its words by a reader of its own.</summary>
public sealed class AmountWordsTests
{
    // The hundred Bangla number words, as schoolbooks list them, ten a line.
    private const string BanglaTable = """
        শূন্য এক দুই তিন চার পাঁচ ছয় সাত আট নয়
        দশ এগারো বারো তেরো চৌদ্দ পনেরো ষোলো সতেরো আঠারো উনিশ
        বিশ একুশ বাইশ তেইশ চব্বিশ পঁচিশ ছাব্বিশ সাতাশ আটাশ ঊনত্রিশ
        ত্রিশ একত্রিশ বত্রিশ তেত্রিশ চৌত্রিশ পঁয়ত্রিশ ছত্রিশ সাঁইত্রিশ আটত্রিশ ঊনচল্লিশ
        চল্লিশ একচল্লিশ বিয়াল্লিশ তেতাল্লিশ চুয়াল্লিশ পঁয়তাল্লিশ ছেচল্লিশ সাতচল্লিশ আটচল্লিশ ঊনপঞ্চাশ
        পঞ্চাশ একান্ন বাহান্ন তিপ্পান্ন চুয়ান্ন পঞ্চান্ন ছাপ্পান্ন সাতান্ন আটান্ন ঊনষাট
        ষাট একষট্টি বাষট্টি তেষট্টি চৌষট্টি পঁয়ষট্টি ছেষট্টি সাতষট্টি আটষট্টি ঊনসত্তর
        সত্তর একাত্তর বাহাত্তর তিয়াত্তর চুয়াত্তর পঁচাত্তর ছিয়াত্তর সাতাত্তর আটাত্তর ঊনআশি
        আশি একাশি বিরাশি তিরাশি চুরাশি পঁচাশি ছিয়াশি সাতাশি আটাশি ঊননব্বই
        নব্বই একানব্বই বিরানব্বই তিরানব্বই চুরানব্বই পঁচানব্বই ছিয়ানব্বই সাতানব্বই আটানব্বই নিরানব্বই
        """;

    private const string EnglishTable = """
        zero one two three four five six seven eight nine
        ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
        twenty twenty-one twenty-two twenty-three twenty-four twenty-five twenty-six twenty-seven twenty-eight twenty-nine
        thirty thirty-one thirty-two thirty-three thirty-four thirty-five thirty-six thirty-seven thirty-eight thirty-nine
        forty forty-one forty-two forty-three forty-four forty-five forty-six forty-seven forty-eight forty-nine
        fifty fifty-one fifty-two fifty-three fifty-four fifty-five fifty-six fifty-seven fifty-eight fifty-nine
        sixty sixty-one sixty-two sixty-three sixty-four sixty-five sixty-six sixty-seven sixty-eight sixty-nine
        seventy seventy-one seventy-two seventy-three seventy-four seventy-five seventy-six seventy-seven seventy-eight seventy-nine
        eighty eighty-one eighty-two eighty-three eighty-four eighty-five eighty-six eighty-seven eighty-eight eighty-nine
        ninety ninety-one ninety-two ninety-three ninety-four ninety-five ninety-six ninety-seven ninety-eight ninety-nine
        """;

    private static readonly string[] s_bangla = Words(BanglaTable);
    private static readonly string[] s_english = Words(EnglishTable);

    [Fact]
    public void Below100_InEitherLanguage_AreTheWordsOfTheTable()
    {
        Assert.Equal((100, 100), (s_bangla.Distinct().Count(), s_english.Distinct().Count()));
        for (var number = 0; number < 100; number++)
        {
            Assert.Equal($"{s_bangla[number]} টাকা মাত্র", AmountWords.Bangla(Money.FromTaka(number)));
            Assert.Equal($"{s_english[number]} taka only", AmountWords.English(Money.FromTaka(number)), ignoreCase: true);
        }
    }

    [Theory]
    [InlineData("0", "Zero taka only", "শূন্য টাকা মাত্র")]
    [InlineData("0.01", "One poisha only", "এক পয়সা মাত্র")]
    [InlineData("0.50", "Fifty poisha only", "পঞ্চাশ পয়সা মাত্র")]
    [InlineData("1", "One taka only", "এক টাকা মাত্র")]
    [InlineData("100", "One hundred taka only", "একশত টাকা মাত্র")]
    [InlineData("101", "One hundred one taka only", "একশত এক টাকা মাত্র")]
    [InlineData("525", "Five hundred twenty-five taka only", "পাঁচশত পঁচিশ টাকা মাত্র")]
    [InlineData("525.50", "Five hundred twenty-five taka and fifty poisha only", "পাঁচশত পঁচিশ টাকা পঞ্চাশ পয়সা মাত্র")]
    [InlineData("999.99", "Nine hundred ninety-nine taka and ninety-nine poisha only", "নয়শত নিরানব্বই টাকা নিরানব্বই পয়সা মাত্র")]
    [InlineData("1000", "One thousand taka only", "এক হাজার টাকা মাত্র")]
    [InlineData("2625", "Two thousand six hundred twenty-five taka only", "দুই হাজার ছয়শত পঁচিশ টাকা মাত্র")]
    [InlineData("10010", "Ten thousand ten taka only", "দশ হাজার দশ টাকা মাত্র")]
    [InlineData("99999", "Ninety-nine thousand nine hundred ninety-nine taka only", "নিরানব্বই হাজার নয়শত নিরানব্বই টাকা মাত্র")]
    [InlineData("100000", "One lakh taka only", "এক লক্ষ টাকা মাত্র")]
    [InlineData("1234567.50", "Twelve lakh thirty-four thousand five hundred sixty-seven taka and fifty poisha only", "বারো লক্ষ চৌত্রিশ হাজার পাঁচশত সাতষট্টি টাকা পঞ্চাশ পয়সা মাত্র")]
    [InlineData("10000000", "One crore taka only", "এক কোটি টাকা মাত্র")]
    [InlineData("10000001", "One crore one taka only", "এক কোটি এক টাকা মাত্র")]
    [InlineData("1000000000000", "One lakh crore taka only", "এক লক্ষ কোটি টাকা মাত্র")]
    [InlineData("-525", "Five hundred twenty-five taka only", "পাঁচশত পঁচিশ টাকা মাত্র")]
    public void Amount_IsSaidInLakhAndCrore(string taka, string english, string bangla)
    {
        var amount = Money.FromTaka(decimal.Parse(taka, CultureInfo.InvariantCulture));

        Assert.Equal((english, bangla), (AmountWords.English(amount), AmountWords.Bangla(amount)));
    }

    [Fact]
    public void Of_FollowsTheLanguageOfThePresent()
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = Language.Bangla.Words;
            Assert.Equal("এক টাকা মাত্র", AmountWords.Of(Money.FromTaka(1)));
            CultureInfo.CurrentUICulture = Language.English.Words;
            Assert.Equal("One taka only", AmountWords.Of(Money.FromTaka(1)));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void AnyAmount_IsReadBackFromItsWords() => Gen.Long[0, 2_000_000_000_000_00].Holds(minor =>
    {
        var amount = new Money(minor);

        return ReadEnglish(AmountWords.English(amount)) == minor && ReadBangla(AmountWords.Bangla(amount)) == minor;
    }, cases: 20_000);

    private static long ReadEnglish(string words)
    {
        var text = words.ToLowerInvariant().Replace(" only", "", StringComparison.Ordinal).Replace(" and ", " ", StringComparison.Ordinal);
        return Read(text, "taka", "poisha", ["crore", "lakh", "thousand", "hundred"], s_english);
    }

    // The hundreds are one word in Bangla; apart they read like the rest.
    private static long ReadBangla(string words) => Read(
        words.Replace(" মাত্র", "", StringComparison.Ordinal).Replace("শত ", " শত ", StringComparison.Ordinal), "টাকা", "পয়সা", ["কোটি", "লক্ষ", "হাজার", "শত"], s_bangla);

    private static long Read(string text, string taka, string poisha, string[] groups, string[] numbers)
    {
        var at = text.IndexOf(taka, StringComparison.Ordinal);
        var minor = text.EndsWith(poisha, StringComparison.Ordinal) ? text[(at < 0 ? 0 : at + taka.Length)..^poisha.Length] : "";
        return (100 * (at < 0 ? 0 : Number(Split(text[..at]), groups, numbers))) + (minor.Length == 0 ? 0 : Number(Split(minor), groups, numbers));
    }

    private static long Number(string[] words, string[] groups, string[] numbers)
    {
        long[] sizes = [10_000_000, 100_000, 1_000, 100];
        for (var group = 0; group < groups.Length; group++)
        {
            var at = Array.LastIndexOf(words, groups[group]);
            if (at >= 0)
            {
                return (Number(words[..at], groups, numbers) * sizes[group]) + Number(words[(at + 1)..], groups, numbers);
            }
        }
        return words.Length == 0 ? 0 : Array.IndexOf(numbers, Assert.Single(words));
    }

    private static string[] Words(string table) => Split(table.Replace('\n', ' '));

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
