using CsCheck;
using IspDigital.Core.Messaging.Rules;
using IspDigital.Tests.Support;

namespace IspDigital.Tests.Rules.Messaging;

public sealed class SmsPartsTests
{
    public static TheoryData<string, int, bool, int> Cases => new()
    {
        { "", 0, false, 160 },
        { "Pay Tk 500", 1, false, 150 },
        { new string('a', 160), 1, false, 0 },
        { new string('a', 161), 2, false, 145 },
        { new string('a', 306), 2, false, 0 },
        { new string('a', 307), 3, false, 152 },
        { new string('€', 80), 1, false, 0 }, // the extension table: two places each
        { new string('€', 81), 2, false, 143 }, // 76 in the first part, since none is split
        { "Pay ৳500", 1, true, 62 }, // one letter makes it all Unicode
        { new string('ক', 70), 1, true, 0 },
        { new string('ক', 71), 2, true, 63 },
        { new string('ক', 134), 2, true, 0 },
        { new string('ক', 135), 3, true, 66 },
        { "বিল ৫০০ টাকা", 1, true, 58 },
        { string.Concat(Enumerable.Repeat("😀", 35)), 1, true, 0 }, // two UTF-16 units each
        { string.Concat(Enumerable.Repeat("😀", 36)), 2, true, 61 }, // 33 whole ones in the first part
        { "[{Line}]\n~^|\\", 1, false, 139 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Parts_OfText_AreWhatTheOperatorCharges(string text, int parts, bool isUnicode, int left)
    {
        var counted = SmsParts.Of(text);

        Assert.Equal((parts, isUnicode, left), (counted.Count, counted.IsUnicode, counted.Left));
    }

    [Fact]
    public void Parts_OfLongerText_AreNeverFewer() => Gen.Select(Gen.String[Gen.Char["abক৳€{😀"], 0, 400], Gen.String[Gen.Char["abক"], 1, 80]).Holds((text, more) =>
        SmsParts.Of(text + more).Count >= SmsParts.Of(text).Count);

    [Fact]
    public void Parts_OfGsmText_HoldAllOfIt() => Gen.String[Gen.Char["ab1 €{"], 0, 800].Holds(text =>
    {
        var parts = SmsParts.Of(text);
        var room = parts.Count <= 1 ? 160 : parts.Count * 153;
        return parts.Length <= room && !parts.IsUnicode;
    });
}
