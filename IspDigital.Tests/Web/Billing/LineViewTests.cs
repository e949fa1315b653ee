using System.Globalization;
using IspDigital.Core.Billing;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Web.Features.Billing;
using IspDigital.Web.Localization;
using IspDigital.Web.Startup;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace IspDigital.Tests.Web.Billing;

/// <summary>Every line says what it is and why its amount is what it is, in both languages.</summary>
public sealed class LineViewTests : IDisposable
{
    private static readonly DateRange s_january = new(new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1));
    private static readonly DateRange s_rest = new(new DateOnly(2026, 1, 11), new DateOnly(2026, 2, 1));

    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;
    private readonly ServiceProvider _services;

    public LineViewTests()
    {
        CultureInfo.CurrentUICulture = Language.English.Words;
        var services = new ServiceCollection().AddLogging();
        services.AddLanguages();
        _services = services.BuildServiceProvider();
    }

    private IStringLocalizer<BillingText> Words => _services.GetRequiredService<IStringLocalizer<BillingText>>();

    public void Dispose()
    {
        CultureInfo.CurrentUICulture = _before;
        _services.Dispose();
    }

    [Fact]
    public void FullPeriod_SaysItsPrice() =>
        Says("Home 10, 01/01/2026 – 31/01/2026", "A full period at ৳ 500.00.", Line(LineKind.Recurring, s_january));

    [Fact]
    public void PartOfAPeriod_SaysTheDaysAndWhatBroughtItAbout() => Says(
        "Home 10, 11/01/2026 – 31/01/2026", "21 of 31 days of a period at ৳ 500.00. The plan changed inside the period.",
        Line(LineKind.Proration, s_rest) with { Cause = LineCause.PlanChanged });

    [Fact]
    public void UnusedDays_SayThatTheyAreGivenBackAndWhy() => Says(
        "Home 10: unused days 11/01/2026 – 31/01/2026", "21 of 31 days of a period at ৳ 500.00, given back. Service is paused from then on.",
        Line(LineKind.UnusedDays, s_rest) with { Cause = LineCause.Paused });

    [Fact]
    public void Discount_SaysTheWayFromTheListPrice() => Says(
        "Home 10, 01/01/2026 – 31/01/2026", "A full period at ৳ 500.00. ৳ 600.00 less 10% + ৳ 40.00 is ৳ 500.00.",
        Line(LineKind.Recurring, s_january) with { ListPrice = Money.FromTaka(600), DiscountBasisPoints = 1000, Discount = Money.FromTaka(40) });

    [Theory]
    [InlineData(100_000, "A full period at ৳ 999.99. Rounded to whole taka.")]
    [InlineData(99_999, "A full period at ৳ 999.99.")]
    public void FullPeriod_OfAPriceWithPoisha_IsExplainedAsItIs(long minor, string why) => Says(
        "Home 10, 01/01/2026 – 31/01/2026", why, Line(LineKind.Recurring, s_january) with { FullPrice = new(99_999), ListPrice = new(99_999), Net = new(minor) });

    [Theory]
    [InlineData(LineKind.Proration, 339, TaxMode.Exclusive, "21 of 31 days of a period at ৳ 500.00. Rounded to whole taka. The plan changed inside the period.")]
    [InlineData(LineKind.UnusedDays, -338, TaxMode.Inclusive, "21 of 31 days of a period at ৳ 500.00, given back. Rounded to whole taka. The plan changed inside the period.")]
    public void PartOfAPeriod_InWholeTaka_SaysSo(LineKind kind, int taka, TaxMode mode, string why) => Assert.Equal(
        why, LineView.Of(new InvoiceLine(1, Line(kind, s_rest) with { Net = Money.FromTaka(taka), TaxMode = mode, Cause = LineCause.PlanChanged })).Explain(Words));

    [Fact]
    public void TaxInsideThePrice_SaysSo() => Says(
        "Home 10, 01/01/2026 – 31/01/2026", "A full period at ৳ 500.00. VAT of 5% is inside the price.",
        Line(LineKind.Recurring, s_january) with { TaxMode = TaxMode.Inclusive, TaxBasisPoints = 500 });

    [Theory]
    [InlineData("INV-2026-000007: 50.50 (1)", 5_050, "Not paid by its last day: ৳ 50.50.")]
    [InlineData("INV-2026-000007: 2.5% × 500.00 (1)", 1_250, "Not paid by its last day: 2.5% of ৳ 500.00 that was still to pay.")]
    [InlineData("INV-2026-000007: 2.5% × 500.00 (3)", 1_300, "Not paid by its last day: 2.5% of ৳ 500.00 that was still to pay. Fee number 3 for that invoice.")]
    [InlineData("INV-2026-000007: 50.50 (2)", 4_950, "Not paid by its last day: ৳ 50.50. Fee number 2 for that invoice. Lowered to the most that one invoice may cost in late fees.")]
    public void LateFee_SaysForWhichInvoiceAndByWhichRule(string text, long minor, string why) =>
        Says("Late fee for INV-2026-000007", why, Line(LineKind.LateFee, s_rest) with { Text = text, Net = new(minor) });

    [Fact]
    public void LateFee_OfOtherWords_IsShownAsItStands() => Says("Late fee 12 days", "", Line(LineKind.LateFee, s_rest) with { Text = "12 days" });

    [Fact]
    public void LateFee_InBangla_HasItsDigits()
    {
        CultureInfo.CurrentUICulture = Language.Bangla.Words;

        Says("INV-2026-000007 এর বিলম্ব ফি", "শেষ দিনের মধ্যে পরিশোধ হয়নি: বাকি ৳ ৫০০.০০ এর ২.৫%।",
            Line(LineKind.LateFee, s_rest) with { Text = "INV-2026-000007: 2.5% × 500.00 (1)", Net = new(1_250) });
    }

    [Theory]
    [InlineData(0, 5_050, 1, "INV-2026-000007: 50.50 (1)")]
    [InlineData(250, 50_000, 12, "INV-2026-000007: 2.5% × 500.00 (12)")]
    [InlineData(10_000, 1, 1, "INV-2026-000007: 100% × 0.01 (1)")]
    public void LateFeeText_OfWhatItWrote_ReadsTheSame(int basisPoints, long minor, int ordinal, string text)
    {
        var fee = new LateFeeText("INV-2026-000007", basisPoints, new(minor), ordinal);

        Assert.Equal(text, fee.ToString());
        Assert.Equal(fee, LateFeeText.Read(text));
    }

    [Fact]
    public void Bangla_SaysTheSame()
    {
        CultureInfo.CurrentUICulture = Language.Bangla.Words;

        Says(
            "Home 10: ব্যবহার হয়নি ১১/০১/২০২৬ – ৩১/০১/২০২৬", "৳ ৫০০.০০ দরের মেয়াদের ৩১ দিনের মধ্যে ২১ দিনের টাকা ফেরত। এরপর থেকে সংযোগ সাময়িক বন্ধ।",
            Line(LineKind.UnusedDays, s_rest) with { Cause = LineCause.Paused });
    }

    [Theory]
    [InlineData("en")]
    [InlineData("bn")]
    public void EveryKindAndCause_HasItsWords(string language)
    {
        CultureInfo.CurrentUICulture = Language.Of(language).Words;
        foreach (var (kind, cause) in from kind in Enum.GetValues<LineKind>() from cause in Enum.GetValues<LineCause>() select (kind, cause))
        {
            var view = LineView.Of(new InvoiceLine(1, Line(kind, s_rest) with { Cause = cause }));

            Assert.All(view.Why.Append(view.What), words => Assert.False(Words[words.Key].ResourceNotFound, $"{words.Key} in {language}"));
        }
    }

    [Fact]
    public void CreditNote_ShowsWhatItGivesWithoutAMinus()
    {
        Assert.Equal(Money.FromTaka(300), ShownAmount.Of(InvoiceKind.CreditNote, Money.FromTaka(-300)));
        Assert.Equal(Money.FromTaka(-50), ShownAmount.Of(InvoiceKind.CreditNote, Money.FromTaka(50))); // what it charges lowers it
        Assert.Equal(Money.FromTaka(-300), ShownAmount.Of(InvoiceKind.Adjustment, Money.FromTaka(-300)));
    }

    private void Says(string what, string why, LineDraft draft)
    {
        var view = LineView.Of(new InvoiceLine(1, draft));

        Assert.Equal((what, why), (view.Say(Words), view.Explain(Words)));
    }

    private static LineDraft Line(LineKind kind, DateRange days) =>
        new(kind, "Home 10", days, 31, Money.FromTaka(500), Money.FromTaka(500), 0, Money.Zero) { PeriodStart = s_january.Start };
}
