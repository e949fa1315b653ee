using IspDigital.Core.Subscribers;

namespace IspDigital.Tests.Rules.Subscribers;

public sealed class SubscriberSearchTests
{
    [Theory]
    [InlineData("  Md.  KARIM\tUddin ", "md. karim uddin")]
    [InlineData("বাসা ১২", "বাসা 12")]
    [InlineData("\u09af\u09bc", "\u09af\u09bc")]
    [InlineData("\u09df", "\u09af\u09bc")]
    [InlineData("\u09dc\u09dd", "\u09a1\u09bc\u09a2\u09bc")]
    [InlineData("\u0995\u09c7\u09be", "\u0995\u09cb")]
    [InlineData("\u09b0\u200d\u09cd\u09af\u09be", "\u09b0\u09cd\u09af\u09be")]
    [InlineData(null, "")]
    public void Normalise_WhatKeyboardsWriteDifferently_IsTheSame(string? typed, string expected) =>
        Assert.Equal(expected, SubscriberSearch.Normalise(typed));

    [Fact]
    public void SearchText_AfterEveryChange_HoldsWhatTheSubscriberIsFoundBy()
    {
        var subscriber = new Subscriber("~1", "রহিম", "8801712345678", new DateOnly(2026, 1, 1), 1);
        subscriber.NameByCode("C-1");
        subscriber.Connect(1, "Rahim01");
        subscriber.Describe("Rahim Uddin", "8801812345678", null, "bn", new Address(), null);

        Assert.Equal("rahim uddin\nc-1\nrahim01\n8801812345678\n", subscriber.SearchText);
    }

    [Theory]
    [InlineData("01712-345678", true)]
    [InlineData("1712345678", true)]
    [InlineData("০১৭১২", true)]
    [InlineData("2024-0012", true)]
    [InlineData("24-00", true)]
    [InlineData("20240012", false)]
    [InlineData("উদ্দিন rahim", true)]
    [InlineData("rahim karim", false)]
    public void Matching_NumbersAndWords_AreFoundAsTheyStand(string typed, bool isFound)
    {
        var subscriber = new Subscriber("2024-0012", "Rahim উদ্দিন", "8801712345678", new DateOnly(2026, 1, 1), 1);

        Assert.Equal(isFound, new[] { subscriber }.AsQueryable().Matching(typed).Any());
    }
}
