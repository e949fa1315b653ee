using IspDigital.Core.Primitives;

namespace IspDigital.Tests.Rules.Primitives;

public sealed class MoneyTests
{
    private static readonly Money s_most = new(long.MaxValue);

    [Theory]
    [InlineData("500", 50_000)]
    [InlineData("0.01", 1)]
    [InlineData("-16.13", -1_613)]
    [InlineData("16.1300", 1_613)] // zeros behind say nothing
    public void FromTaka_WithTwoDecimals_IsThatManyPoisha(string taka, long poisha)
    {
        var money = Money.FromTaka(Decimal(taka));

        Assert.Equal(poisha, money.Minor);
        Assert.Equal(Decimal(taka), money.Taka);
    }

    [Theory]
    [InlineData("0.005")]
    [InlineData("16.129")]
    [InlineData("-0.001")]
    public void FromTaka_WithAFractionOfAPoisha_IsRefusedAndNeverRounded(string taka)
    {
        var refused = Assert.Throws<ArgumentException>(() => Money.FromTaka(Decimal(taka)));

        Assert.Contains(taka, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Money_BeyondWhatALongHolds_IsNeverCutOff()
    {
        Assert.Throws<OverflowException>(() => s_most + new Money(1));
        Assert.Throws<OverflowException>(() => -s_most - new Money(2));
        Assert.Throws<OverflowException>(() => -new Money(long.MinValue));
        Assert.Throws<OverflowException>(() => s_most * 2);
        Assert.Throws<OverflowException>(() => new[] { s_most, new Money(1) }.Sum());
        Assert.Throws<OverflowException>(() => Money.FromTaka(decimal.MaxValue));
        Assert.Throws<OverflowException>(() => Money.FromTaka(100_000_000_000_000_000m));
    }

    [Theory]
    [InlineData(-1, false, false, true)]
    [InlineData(0, true, false, false)]
    [InlineData(1, false, true, false)]
    public void Money_AroundZero_IsExactlyOneOfThree(long poisha, bool isZero, bool isPositive, bool isNegative)
    {
        var money = new Money(poisha);

        Assert.Equal((isZero, isPositive, isNegative), (money.IsZero, money.IsPositive, money.IsNegative));
    }

    [Theory]
    [InlineData(100, 200, true, true, false, false)]
    [InlineData(200, 200, false, true, true, false)]
    [InlineData(200, 100, false, false, true, true)]
    public void Money_TwoAmounts_CompareAsTheirPoisha(long left, long right, bool less, bool atMost, bool atLeast, bool more)
    {
        var (one, other) = (new Money(left), new Money(right));

        Assert.Equal((less, atMost, atLeast, more), (one < other, one <= other, one >= other, one > other));
        Assert.Equal(Math.Sign(left.CompareTo(right)), Math.Sign(one.CompareTo(other)));
        Assert.Equal((Math.Min(left, right), Math.Max(left, right)), (Money.Min(one, other).Minor, Money.Max(one, other).Minor));
    }

    [Fact]
    public void Money_AddedAndTakenSeveralTimes_IsExact()
    {
        Assert.Equal(Money.FromTaka(1_500), Money.FromTaka(500) * 3);
        Assert.Equal(Money.FromTaka(483.87m), Money.FromTaka(500) - Money.FromTaka(16.13m));
        Assert.Equal(Money.FromTaka(-16.13m), -Money.FromTaka(16.13m));
        Assert.Equal(Money.FromTaka(516.13m), new[] { Money.FromTaka(500), Money.FromTaka(16.13m) }.Sum());
        Assert.Equal(Money.Zero, Array.Empty<Money>().Sum());
    }

    [Theory]
    [InlineData(123_450, "1234.50")]
    [InlineData(-5, "-0.05")]
    [InlineData(0, "0.00")]
    public void Text_OfMoney_IsPlainDigitsWithTwoDecimals(long poisha, string expected) => Assert.Equal(expected, new Money(poisha).ToString());

    [Theory]
    [InlineData(1, "1049.5", 1_050)]
    [InlineData(1, "1049.4", 1_049)]
    [InlineData(1, "-1049.5", -1_050)]
    [InlineData(100, "1049.9", 1_000)] // to the taka: 10.50 would be the half
    [InlineData(100, "1050", 1_100)]
    [InlineData(100, "-1050", -1_100)]
    [InlineData(500, "1250", 1_500)] // to five taka
    [InlineData(0, "1049.5", 1_050)] // no unit was set: the poisha
    [InlineData(-100, "1049.5", 1_050)]
    public void Round_ToTheOperatorsUnit_GoesHalfAwayFromZero(int unit, string poisha, long expected) =>
        Assert.Equal(expected, new Rounding(unit).Round(Decimal(poisha)).Minor);

    [Fact]
    public void Share_OfAnAmount_IsRoundedOnceToTheUnit()
    {
        Assert.Equal(Money.FromTaka(177.42m), Rounding.ToPoisha.Share(Money.FromTaka(500), 11, 31));
        Assert.Equal(Money.FromTaka(177), Rounding.ToTaka.Share(Money.FromTaka(500), 11, 31));
    }

    private static decimal Decimal(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
