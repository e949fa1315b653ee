using IspDigital.Core.Payments;

namespace IspDigital.Tests.Rules.Payments;

public sealed class PaymentReferenceTests
{
    [Theory]
    [InlineData("8cg2ab3xyz", "8CG2AB3XYZ")]
    [InlineData(" 8CG2 AB3 XYZ\t", "8CG2AB3XYZ")]
    [InlineData("৮CG২AB৩XYZ", "8CG2AB3XYZ")]
    [InlineData("CHQ-000451", "CHQ-000451")]
    [InlineData("   ", null)]
    [InlineData(null, null)]
    public void Normalise_HoweverTyped_GivesOneForm(string? typed, string? expected) =>
        Assert.Equal(expected, PaymentReference.Normalise(typed));

    [Theory]
    [InlineData(PaymentMethod.Cash, "anything", null)]
    [InlineData(PaymentMethod.BKash, null, "bkash")]
    [InlineData(PaymentMethod.BKash, "my own", "bkash")]
    [InlineData(PaymentMethod.Bank, null, "bank")]
    [InlineData(PaymentMethod.Bank, "  Dutch-Bangla   Bank ", "dutch-bangla bank")]
    [InlineData(PaymentMethod.Card, "", "card")]
    public void ProviderOf_AMethod_SaysWhoVouches(PaymentMethod method, string? named, string? expected) =>
        Assert.Equal(expected, PaymentReference.ProviderOf(method, named));
}
