using System.Globalization;
using IspDigital.Core.Operations;
using IspDigital.Web.Localization;
using IspDigital.Web.Startup;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Web.Localization;

public sealed class DateTextTests : IDisposable
{
    // 10:02 in Dhaka.
    private static readonly BusinessDay s_now = BusinessDay.At(new DateTimeOffset(2026, 3, 10, 4, 2, 0, TimeSpan.Zero), "Asia/Dhaka");
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;
    private readonly ServiceProvider _services = Words();

    public DateTextTests() => CultureInfo.CurrentUICulture = Language.English.Words;

    public void Dispose()
    {
        CultureInfo.CurrentUICulture = _before;
        _services.Dispose();
    }

    [Theory]
    [InlineData(0, "today")]
    [InlineData(1, "tomorrow")]
    [InlineData(-1, "yesterday")]
    [InlineData(3, "in 3 days")]
    [InlineData(-14, "14 days ago")]
    [InlineData(15, "25/03/2026")]
    public void Spoken_Day_IsSaidAsPeopleSayIt(int days, string expected) => Assert.Equal(expected, Text.Spoken(s_now.Today.AddDays(days), s_now.Today));

    [Theory]
    [InlineData(0, "today 10:02")]
    [InlineData(-11, "yesterday 23:02")]
    [InlineData(-48, "08/03/2026 10:02")]
    public void Spoken_Instant_IsSaidInTheOperatorsZone(int hours, string expected) => Assert.Equal(expected, Text.Spoken(s_now.Now.AddHours(hours), s_now));

    [Fact]
    public void Spoken_Bangla_HasBanglaWordsAndDigits()
    {
        CultureInfo.CurrentUICulture = Language.Bangla.Words;

        Assert.Equal("৩ দিন পর", Text.Spoken(s_now.Today.AddDays(3), s_now.Today));
        Assert.Equal("আজ ১০:০২", Text.Spoken(s_now.Now, s_now));
        Assert.Equal("১০/০৩/২০২৬", DateText.Day(s_now.Today));
    }

    private DateText Text => _services.CreateScope().ServiceProvider.GetRequiredService<DateText>();

    private static ServiceProvider Words()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddLanguages();
        services.AddWords();
        return services.BuildServiceProvider();
    }
}
