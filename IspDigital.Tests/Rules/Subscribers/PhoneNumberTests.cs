using IspDigital.Core.Subscribers;

namespace IspDigital.Tests.Rules.Subscribers;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("01712345678")]
    [InlineData("8801712345678")]
    [InlineData("+8801712345678")]
    [InlineData("+88 01712 345678")]
    [InlineData("+880 1712-345678")]
    [InlineData("+880 01712-345678")]
    [InlineData("008801712345678")]
    [InlineData("1712345678")]
    [InlineData(" 01712-345678 ")]
    [InlineData("(017) 12.345.678")]
    [InlineData("০১৭১২৩৪৫৬৭৮")]
    [InlineData("+৮৮০ ১৭১২-৩৪৫৬৭৮")]
    public void TryParse_HoweverWritten_GivesOneNumber(string typed)
    {
        Assert.True(PhoneNumber.TryParse(typed, out var number));
        Assert.Equal("8801712345678", number.Value);
        Assert.Equal("01712-345678", number.Display);
    }

    [Theory]
    [InlineData("01312345678")]
    [InlineData("01412345678")]
    [InlineData("01512345678")]
    [InlineData("01612345678")]
    [InlineData("01812345678")]
    [InlineData("01912345678")]
    public void TryParse_AnyOperator_IsTaken(string typed) => Assert.True(PhoneNumber.TryParse(typed, out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0171234567")]
    [InlineData("017123456789")]
    [InlineData("01212345678")]
    [InlineData("01012345678")]
    [InlineData("02-9123456")]
    [InlineData("+4401712345678")]
    [InlineData("01712x345678")]
    [InlineData("0171+2345678")]
    [InlineData("not a number")]
    public void TryParse_NoBangladeshiMobile_IsRefused(string? typed) => Assert.False(PhoneNumber.TryParse(typed, out _));

    [Theory]
    [InlineData("8801712345678", "01712-345678")]
    [InlineData("", "")]
    [InlineData("029123456", "029123456")]
    public void Show_AStoredNumber_IsAsPeopleReadIt(string stored, string shown) => Assert.Equal(shown, PhoneNumber.Show(stored));
}
