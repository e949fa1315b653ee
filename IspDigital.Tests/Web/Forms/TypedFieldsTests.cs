using Bunit;
using IspDigital.Tests.Architecture;
using IspDigital.Tests.Support;
using IspDigital.Web.Components.Forms;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Utilities.Exceptions;

namespace IspDigital.Tests.Web.Forms;

/// <summary>Numbers and days are read in the digits of either language, and what cannot be read is said in the reader's own.</summary>
public sealed class TypedFieldsTests : PortalComponents
{
    [Theory]
    [InlineData("৭", 7)]
    [InlineData("7", 7)]
    [InlineData(" ১২ ", 12)]
    public async Task Number_InEitherDigits_IsRead(string typed, int number)
    {
        int? read = null;
        var field = Number(value => read = value);

        await field.Find("input").ChangeAsync(new() { Value = typed });

        Assert.Equal(number, read);
        Assert.DoesNotContain("mud-input-error", field.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("31/12/2026")]
    [InlineData("৩১/১২/২০২৬")]
    [InlineData("2026-12-31")]
    [InlineData(" ২০২৬-১২-৩১ ")]
    public async Task Day_AsPeopleTypeIt_IsRead(string typed)
    {
        DateTime? read = null;
        var field = Day(value => read = value);

        await field.Find("input").ChangeAsync(new() { Value = typed });

        Assert.Equal(new DateTime(2026, 12, 31, 0, 0, 0, DateTimeKind.Unspecified), read);
    }

    [Theory]
    [InlineData("29/02/2027")]
    [InlineData("২৯/০২/২০২৭")]
    [InlineData("12/31/2026")]
    [InlineData("tomorrow")]
    public void Day_ThatIsNone_IsNotGuessed(string typed) =>
        Assert.Equal("Converter_InvalidDateTime", Assert.Throws<ConversionException>(() => TypedDay.Optional.ConvertBack(typed)).ErrorMessageKey);

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Day_Emptied_IsRefusedWhereItIsNeeded(bool isOptional, bool isRefused)
    {
        Render<MudPopoverProvider>();
        var field = Render<DayField>(p => p.Add(f => f.Label, "Day").Add(f => f.IsOptional, isOptional).Add(f => f.Value, new DateTime(2026, 12, 31, 0, 0, 0, DateTimeKind.Unspecified)));

        await field.Find("input").ChangeAsync(new() { Value = "" });
        await field.Find("input").BlurAsync(new());

        Assert.Equal(isRefused, field.Markup.Contains("Write a day such as 31/01/2026.", StringComparison.Ordinal));
        Assert.Equal("", field.Find("input").GetAttribute("value") ?? "");
    }

    [Theory]
    [InlineData("en", "Write a day such as 31/01/2026.")]
    [InlineData("bn", "তারিখ লিখুন, যেমন ৩১/০১/২০২৬।")]
    public void Day_ThatIsNone_IsSaidInTheReadersLanguage(string language, string says)
    {
        Speak(Language.Of(language));

        Assert.Equal(says, Services.GetRequiredService<MudLocalizer>()["Converter_InvalidDateTime"].Value);
    }

    [Fact]
    public async Task Number_ThatIsNone_IsSaidInBangla()
    {
        Speak(Language.Bangla);
        var field = Number(_ => { });

        await field.Find("input").ChangeAsync(new() { Value = "৭.৫" });

        Assert.Contains("সংখ্যা লিখুন, যেমন ৭।", field.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("50.25")]
    [InlineData("৫০.২৫০")]
    public async Task Amount_OfTwoDecimals_IsRead(string typed)
    {
        decimal? read = null;
        var field = Amount(value => read = value);

        await field.Find("input").ChangeAsync(new() { Value = typed });

        Assert.Equal(50.25m, read);
        Assert.DoesNotContain("mud-input-error", field.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "50.005", "At most two digits after the point, for example 50.25.")]
    [InlineData("bn", "৫০.০০৫", "দশমিকের পরে বড়জোর দুই অঙ্ক, যেমন ৫০.২৫।")]
    [InlineData("en", "99999999999999999999999999", "This number is too large.")]
    [InlineData("bn", "-১০০০০০০০০০০০০০.০১", "সংখ্যাটি খুব বড়।")]
    public async Task Amount_OfWhichAPartWouldBeLost_IsRefusedInTheReadersLanguage(string language, string typed, string says)
    {
        Speak(Language.Of(language));
        decimal? read = null;
        var field = Amount(value => read = value);

        await field.Find("input").ChangeAsync(new() { Value = typed });

        Assert.Null(read);
        Assert.Contains(says, field.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "", "Write a number in digits, for example 7.")]
    [InlineData("en", "  ", "Write a number in digits, for example 7.")]
    [InlineData("bn", "", "সংখ্যা লিখুন, যেমন ৭।")]
    [InlineData("en", "99999999999", "This number is too large.")]
    [InlineData("bn", "-৯৯৯৯৯৯৯৯৯৯৯", "সংখ্যাটি খুব বড়।")]
    public async Task Number_ThatIsNoneOrTooLarge_IsRefusedAndNoZeroStandsInItsPlace(string language, string typed, string says)
    {
        Speak(Language.Of(language));
        var field = Render<NumberField<int>>(p => p.Add(f => f.Label, "Days").Add(f => f.Value, 7));

        await field.Find("input").ChangeAsync(new() { Value = typed });
        await field.Find("input").BlurAsync(new());

        Assert.Contains(says, field.Markup, StringComparison.Ordinal);
        Assert.Equal(typed, field.Find("input").GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task Number_ThatMayStayEmpty_StaysEmpty()
    {
        int? read = 7;
        var field = Render<NumberField<int?>>(p => p.Add(f => f.Label, "Day").Add(f => f.Value, 7).Add(f => f.ValueChanged, EventCallback.Factory.Create<int?>(this, v => read = v)));

        await field.Find("input").ChangeAsync(new() { Value = "" });

        Assert.Null(read);
        Assert.DoesNotContain("mud-input-error", field.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7.5")]
    [InlineData("৭.৫")]
    public async Task Number_ThatCannotBeRead_StaysAsItWasTypedWhenItsFieldIsLeft(string typed)
    {
        var field = Render<NumberField<int>>(p => p.Add(f => f.Label, "Days").Add(f => f.Value, 7));

        await field.Find("input").ChangeAsync(new() { Value = typed });
        await field.Find("input").BlurAsync(new());

        Assert.Equal(typed, field.Find("input").GetAttribute("value"));
        Assert.Contains("Write a number in digits, for example 7.", field.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Number_MendedAfterItCouldNotBeRead_IsTaken()
    {
        int? read = null;
        var field = Number(value => read = value);
        await field.Find("input").ChangeAsync(new() { Value = "7.5" });
        await field.Find("input").BlurAsync(new());

        await field.Find("input").ChangeAsync(new() { Value = "৮" });
        await field.Find("input").BlurAsync(new());

        Assert.Equal(8, read);
        Assert.Equal("8", field.Find("input").GetAttribute("value"));
        Assert.DoesNotContain("mud-input-error", field.Markup, StringComparison.Ordinal);
    }

    /// <summary>A field with bounds of its own puts another number in the place of what was typed; validators say what is wrong.</summary>
    [Fact]
    public void Screens_GiveNoNumberBoundsThatChangeIt()
    {
        var fields = Sources.Files(".razor").Where(f => f.StartsWith("IspDigital.Web/", StringComparison.Ordinal))
            .SelectMany(f => Sources.Read(f).Split('\n')).Where(l => l.Contains("<NumberField ", StringComparison.Ordinal)).ToList();

        Assert.True(fields.Count > 20);
        Assert.DoesNotContain(fields, l => l.Contains(" Min=", StringComparison.Ordinal) || l.Contains(" Max=", StringComparison.Ordinal));
    }

    [Fact]
    public void Screens_UseTheFieldsThatReadBothDigits()
    {
        var screens = Sources.Files(".razor").Where(f => f.StartsWith("IspDigital.Web/", StringComparison.Ordinal)).ToList();

        Assert.Contains(screens, f => Sources.Read(f).Contains("<NumberField ", StringComparison.Ordinal));
        Assert.DoesNotContain(screens, f => Sources.Read(f).Contains("<MudNumericField", StringComparison.Ordinal));
        Assert.Equal(
            ["IspDigital.Web/Components/Forms/DayField.razor"], screens.Where(f => Sources.Read(f).Contains("<MudDatePicker", StringComparison.Ordinal)));
    }

    private IRenderedComponent<NumberField<int>> Number(Action<int> changed) => Render<NumberField<int>>(p => p
        .Add(f => f.Label, "Days").Add(f => f.ValueChanged, EventCallback.Factory.Create(this, changed)));

    private IRenderedComponent<NumberField<decimal>> Amount(Action<decimal> changed) => Render<NumberField<decimal>>(p => p
        .Add(f => f.Label, "Fee").Add(f => f.ValueChanged, EventCallback.Factory.Create(this, changed)));

    private IRenderedComponent<DayField> Day(Action<DateTime?> changed)
    {
        Render<MudPopoverProvider>();
        return Render<DayField>(p => p.Add(f => f.Label, "Day").Add(f => f.ValueChanged, EventCallback.Factory.Create(this, changed)));
    }
}
