using System.Globalization;
using IspDigital.Core.Primitives;
using IspDigital.Web.Localization;

namespace IspDigital.Tests.Web.Localization;

public sealed class MoneyTextTests : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    public MoneyTextTests() => CultureInfo.CurrentUICulture = Language.English.Words;

    public void Dispose() => CultureInfo.CurrentUICulture = _before;

    [Theory]
    [InlineData(0, "৳ 0.00")]
    [InlineData(5, "৳ 0.05")]
    [InlineData(99_900, "৳ 999.00")]
    [InlineData(100_000, "৳ 1,000.00")]
    [InlineData(12_34_567_50, "৳ 12,34,567.50")]
    [InlineData(1_23_45_678_00, "৳ 1,23,45,678.00")]
    [InlineData(-50_025, "\u2212৳ 500.25")]
    public void Of_Amount_IsGroupedInLakhAndCrore(long minor, string expected) => Assert.Equal(expected, MoneyText.Of(new Money(minor)));

    [Fact]
    public void Of_Bangla_IsWrittenInBanglaDigits()
    {
        CultureInfo.CurrentUICulture = Language.Bangla.Words;

        Assert.Equal("৳ ১২,৩৪,৫৬৭.৫০", MoneyText.Of(new Money(12_34_567_50)));
        Assert.Equal("১,২৩,৪৫৬", MoneyText.Count(123456));
    }

    [Fact]
    public void Rounded_WholeTaka_LeavesThePoishaOut()
    {
        Assert.Equal("৳ 1,500", MoneyText.Rounded(new Money(150_000)));
        Assert.Equal("৳ 1,500.50", MoneyText.Rounded(new Money(150_050)));
    }

    [Theory]
    [InlineData("500", 50_000)]
    [InlineData("৳ 1,234.50", 123_450)]
    [InlineData("১২,৩৪,৫৬৭.৫০", 12_34_567_50)]
    [InlineData(" ৫০০.৫ ", 50_050)]
    [InlineData("-20", -2_000)]
    public void TryRead_EitherDigits_IsRead(string text, long minor)
    {
        Assert.True(MoneyText.TryRead(text, out var amount));
        Assert.Equal(new Money(minor), amount);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("five")]
    [InlineData("1.005")]
    [InlineData("1e5")]
    [InlineData("9999999999999999")]
    public void TryRead_NotAnAmount_IsRefused(string? text) => Assert.False(MoneyText.TryRead(text, out _));
}
