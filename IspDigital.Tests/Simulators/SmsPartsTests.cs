using IspDigital.Simulators.Sms;

namespace IspDigital.Tests.Simulators;

public sealed class SmsPartsTests
{
    [Theory]
    [InlineData('a', 1, 1)]
    [InlineData('a', 160, 1)]
    [InlineData('a', 161, 2)]
    [InlineData('a', 306, 2)]
    [InlineData('a', 307, 3)]
    [InlineData('€', 80, 1)]
    [InlineData('€', 81, 2)]
    [InlineData('ব', 70, 1)]
    [InlineData('ব', 71, 2)]
    [InlineData('ব', 134, 2)]
    [InlineData('ব', 135, 3)]
    [InlineData('৳', 71, 2)]
    public void Parts_OfALetterRepeated_AreCountedAsOperatorsCharge(char letter, int times, int parts) =>
        Assert.Equal(parts, SmsParts.Count(new string(letter, times)));

    [Theory]
    [InlineData("Your bill Tk 500 is due on 05/02/2027.", false)]
    [InlineData("Your bill ৳500 is due.", true)]
    [InlineData("আপনার বিল", true)]
    public void Unicode_IsForcedByOneForeignLetter(string text, bool unicode) => Assert.Equal(unicode, SmsParts.IsUnicode(text));
}
