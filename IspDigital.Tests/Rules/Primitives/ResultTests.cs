using IspDigital.Core.Primitives;

namespace IspDigital.Tests.Rules.Primitives;

/// <summary>What use cases answer with, and which page of a list they are asked for.</summary>
public sealed class ResultTests
{
    [Fact]
    public void Result_OfASuccess_HoldsItsValue()
    {
        Result<int> result = 42;

        Assert.True(result.IsOk);
        Assert.Null(result.Error);
        Assert.Equal(42, result.Value);
        Assert.Equal("42", result.Match(value => $"{value}", error => error.Code));
    }

    [Fact]
    public void Result_OfAFailure_NamesItAndHasNoValue()
    {
        Result<int> result = new InvalidInput([new FieldError("Price", "Plans.Price", [])]);

        Assert.False(result.IsOk);
        Assert.Equal("Shared.InvalidInput", result.Match(value => $"{value}", error => error.Code));
        Assert.Contains("Shared.InvalidInput", Assert.Throws<InvalidOperationException>(() => result.Value).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 50, 0, 50)]
    [InlineData(3, 50, 100, 50)]
    [InlineData(2, 1_000, 200, 200)] // no page is longer than 200
    [InlineData(2, 0, 1, 1)]
    [InlineData(0, 50, 0, 50)] // before the first page is the first
    [InlineData(-4, 50, 0, 50)]
    public void Page_OfAList_PassesOverWhatComesBeforeIt(int number, int size, int skip, int take)
    {
        var page = new PageRequest(number, size);

        Assert.Equal((skip, take), (page.Skip, page.Take));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("  01712-345678 ", "01712-345678")]
    [InlineData("০১৭১২৩৪৫৬৭৮", "01712345678")]
    [InlineData("টাকা ৫০০", "টাকা 500")]
    public void Digits_OfAnyScript_AreReadAsLatinOnes(string? text, string expected) => Assert.Equal(expected, LatinDigits.Of(text));
}
