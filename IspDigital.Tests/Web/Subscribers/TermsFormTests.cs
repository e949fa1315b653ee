using Bunit;
using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using IspDigital.Tests.Support;
using IspDigital.Web.Features.Plans;
using IspDigital.Web.Features.Settings;
using IspDigital.Web.Features.Subscribers;
using IspDigital.Web.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace IspDigital.Tests.Web.Subscribers;

/// <summary>Own price, discount and billing terms in the forms: what is not touched stays, what holds is said with who set it.</summary>
public sealed class TermsFormTests : PortalComponents
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private readonly CancellationToken _cancellation = Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task EditSubscriber_SavedUntouched_KeepsDiscountAndEveryTerm()
    {
        SignIn(Role.Owner);
        var terms = new BillingTermsOverride
        {
            Timing = BillingTiming.Arrears, CycleUnit = CycleUnit.Day, CycleCount = 14, AlignDay = null, IsAnniversary = true, LeadDays = 2, DueDays = 5, GraceDays = 9,
        };
        var id = await Portal.HasSubscriber(await Portal.HasPlan(), Portal.Today, with: s =>
        {
            s.Agree(new PriceAgreement(s.ActivatedOn, Money.FromTaka(450), 1_250, Money.FromTaka(10), new DateOnly(2026, 6, 1)));
            s.SetTerms(terms);
        });
        RenderDialogs();
        var page = Render<EditSubscriberPage>(p => p.Add(e => e.Id, id));
        Assert.Equal("12.5", page.WaitForElement("[data-testid=discount-percent]", s_patience).GetAttribute("value"));

        await page.Find("[data-testid=name]").ChangeAsync(new() { Value = "Rahim" });
        await page.Find("[data-testid=submit]").ClickAsync(new());

        await using var db = Portal.OpenDb();
        await page.WaitForAssertionAsync(() => Assert.Equal("Rahim", db.Subscribers.AsNoTracking().Single().Name), s_patience);
        var saved = await db.Subscribers.AsNoTracking().Include(s => s.Agreements).SingleAsync(_cancellation);
        var agreed = saved.AgreementOn(Portal.Today)!;
        Assert.Equal((Money.FromTaka(450), 1_250, Money.FromTaka(10), new DateOnly(2026, 6, 1)),
            (agreed.CustomPrice, agreed.DiscountBasisPoints, agreed.Discount, agreed.DiscountUntil));
        Assert.Equal(terms, saved.Terms);
    }

    [Fact]
    public async Task TermsFields_LeftEmpty_SayWhatHoldsAndWhoSetIt()
    {
        SignIn(Role.Owner);
        await Portal.HasBillingSettings(new BillingSettings { DueDays = 7, GraceDays = 3 });
        var plan = await Portal.HasPlan(terms: new() { GraceDays = 10, AlignDay = 5 });
        RenderDialogs();

        var fields = Render<TermsFields>(p => p.Add(f => f.Form, new TermsForm()).Add(f => f.PlanId, plan));

        fields.WaitForAssertion(() =>
        {
            Assert.Contains("Empty: 7 days (company settings)", fields.Markup, StringComparison.Ordinal);
            Assert.Contains("Empty: 10 days (plan)", fields.Markup, StringComparison.Ordinal);
            Assert.Contains("Empty: On day 5 of the month (plan)", fields.Markup, StringComparison.Ordinal);
        }, s_patience);
    }

    [Fact]
    public void TermsForm_OfAnyTerms_GivesTheSameBack()
    {
        BillingTermsOverride[] all =
        [
            new(), new() { AlignDay = 31 }, new() { IsAnniversary = true }, new() { CycleUnit = CycleUnit.Month, CycleCount = 3 },
            new() { Timing = BillingTiming.Advance, LeadDays = 0, DueDays = 0, GraceDays = 0 },
        ];

        Assert.All(all, terms => Assert.Equal(terms, TermsForm.Of(terms).ToOverride()));
    }

    [Fact]
    public async Task BillingSettings_SavedUntouched_KeepWhatTheFormHolds()
    {
        SignIn(Role.Owner);
        var before = new BillingSettings
        {
            CreditPausedDays = false, BillWhileCut = true, LateFee = LateFeeKind.Percent, LateFeeBasisPoints = 250, LateFeeAfterDays = 2, LateFeeEveryCount = 2,
            LateFeeCapMinor = 10_000, IsLateFeeTaxed = true, LateFeeFrom = new DateOnly(2025, 12, 1),
        };
        await Portal.HasBillingSettings(before);
        RenderDialogs();
        var tab = Render<BillingSettingsTab>();
        tab.WaitForElement("[data-testid=late-fee-percent]", s_patience);

        await tab.Find("[data-testid=submit]").ClickAsync(new());

        await using var db = Portal.OpenDb();
        await tab.WaitForAssertionAsync(() => Assert.Equal(1, db.AuditEntries.AsNoTracking().Count(a => a.ActorName == "Owner")), s_patience);
        Assert.Equal(before, await IspDigital.Core.Operations.SettingsRow.Load<BillingSettings>(db, _cancellation));
    }

    [Fact]
    public async Task BillingSettings_SavedInAnotherTabMeanwhile_AreNotUndone()
    {
        SignIn(Role.Owner);
        RenderDialogs();
        var (first, second) = (Render<BillingSettingsTab>(), Render<BillingSettingsTab>());
        await first.WaitForElement("[data-testid=due-days]", s_patience).ChangeAsync(new() { Value = "10" });
        await first.Find("[data-testid=submit]").ClickAsync(new());

        await second.WaitForElement("[data-testid=align-day]", s_patience).ChangeAsync(new() { Value = "5" });
        await second.Find("[data-testid=submit]").ClickAsync(new());
        second.WaitForAssertion(() => Assert.Contains("Somebody else changed these settings meanwhile.", second.Markup, StringComparison.Ordinal), s_patience);
        await first.Find("[data-testid=align-day]").ChangeAsync(new() { Value = "3" });
        await first.Find("[data-testid=submit]").ClickAsync(new());

        await using var db = Portal.OpenDb();
        await first.WaitForAssertionAsync(() => Assert.Equal(2, db.AuditEntries.AsNoTracking().Count(a => a.ActorName == "Owner")), s_patience);
        var saved = await IspDigital.Core.Operations.SettingsRow.Load<BillingSettings>(db, _cancellation);
        Assert.Equal((10, 3, null), (saved.DueDays, saved.AlignDay, saved.Shown));
        Assert.Equal("5", second.Find("[data-testid=align-day]").GetAttribute("value"));
    }

    [Theory]
    [InlineData(LateFeeKind.Fixed, "late-fee-taka", "50.005", "At most two digits after the point, for example 50.25.")]
    [InlineData(LateFeeKind.Fixed, "late-fee-cap", "100.001", "At most two digits after the point, for example 50.25.")]
    [InlineData(LateFeeKind.Fixed, "invoice-max", "20000.999", "At most two digits after the point, for example 50.25.")]
    [InlineData(LateFeeKind.Percent, "late-fee-percent", "2.505", "At most two digits after the point, for example 50.25.")]
    [InlineData(LateFeeKind.Percent, "late-fee-percent", "99999999999", "Between 0.01 and 100 percent.")]
    [InlineData(LateFeeKind.Fixed, "invoice-max", "0", "More than nothing.")]
    [InlineData(LateFeeKind.Fixed, "invoice-max", "-20000", "More than nothing.")]
    [InlineData(LateFeeKind.Fixed, "late-fee-cap", "-5", "Between 0 and ৳ 10,00,000; 0 is no limit.")]
    [InlineData(LateFeeKind.Fixed, "late-fee-every", "0", "Between 1 and 366.")]
    [InlineData(LateFeeKind.Fixed, "due-days", "", "Write a number in digits, for example 7.")]
    [InlineData(LateFeeKind.Fixed, "due-days", "121", "Between 0 and 120 days.")]
    public async Task BillingSettings_NumberThatIsWrong_IsRefusedAtItsFieldAndNothingIsSaved(LateFeeKind kind, string field, string typed, string says)
    {
        SignIn(Role.Owner);
        var before = new BillingSettings { LateFee = kind, LateFeeBasisPoints = 250, LateFeeMinor = 5_000, LateFeeEveryCount = 2, LateFeeFrom = new DateOnly(2025, 12, 1) };
        await Portal.HasBillingSettings(before);
        RenderDialogs();
        var tab = Render<BillingSettingsTab>();

        await tab.WaitForElement($"[data-testid={field}]", s_patience).ChangeAsync(new() { Value = typed });
        await tab.Find("[data-testid=submit]").ClickAsync(new());

        Assert.Contains(says, tab.Markup, StringComparison.Ordinal);
        Assert.Equal(typed, Assert.Single(tab.FindAll("[aria-invalid=true]")).GetAttribute("value") ?? "");
        await using var db = Portal.OpenDb();
        Assert.Equal(before, await IspDigital.Core.Operations.SettingsRow.Load<BillingSettings>(db, _cancellation));
        Assert.False(await db.AuditEntries.AnyAsync(a => a.ActorName == "Owner", _cancellation));
    }

    [Theory]
    [InlineData("en", "lead-days", "-4", "From 0 to 60 days.")]
    [InlineData("en", "due-days", "121", "From 0 to 120 days.")]
    [InlineData("bn", "grace-days", "-৪", "০ থেকে ১২০ দিন।")]
    [InlineData("en", "cycle-count", "0", "Between 1 and 366.")]
    [InlineData("bn", "align-day", "৩২", "১ থেকে ৩১-এর মধ্যে একটি দিন।")]
    public async Task TermsFields_NumberOutOfRange_IsRefusedAtItsFieldInWords(string language, string field, string typed, string says)
    {
        Speak(Language.Of(language));
        SignIn(Role.Owner);
        RenderDialogs();
        var form = new TermsForm { Start = PeriodStart.Aligned };
        var fields = Render<TermsFields>(p => p.Add(f => f.Form, form));

        await fields.WaitForElement($"[data-testid={field}]", s_patience).ChangeAsync(new() { Value = typed });

        fields.WaitForAssertion(() => Assert.Contains(says, fields.Markup, StringComparison.Ordinal), s_patience);
        Assert.Single(fields.FindAll("[aria-invalid=true]"));
    }

    [Fact]
    public async Task EditSubscriber_TermOutOfRange_IsNotSavedAsAnotherNumber()
    {
        SignIn(Role.Owner);
        var id = await Portal.HasSubscriber(await Portal.HasPlan(), Portal.Today, with: s => s.SetTerms(new() { DueDays = 5 }));
        RenderDialogs();
        var page = Render<EditSubscriberPage>(p => p.Add(e => e.Id, id));

        await page.WaitForElement("[data-testid=due-days]", s_patience).ChangeAsync(new() { Value = "-4" });
        await page.Find("[data-testid=submit]").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("From 0 to 120 days.", page.Markup, StringComparison.Ordinal), s_patience);
        await using var db = Portal.OpenDb();
        Assert.Equal(5, (await db.Subscribers.SingleAsync(_cancellation)).Terms.DueDays);

        await page.Find("[data-testid=due-days]").ChangeAsync(new() { Value = "4" });
        await page.Find("[data-testid=submit]").ClickAsync(new());

        await page.WaitForAssertionAsync(() => Assert.Equal(4, db.Subscribers.AsNoTracking().Single().Terms.DueDays), s_patience);
    }

    [Theory]
    [InlineData("en", "7.5%", "", "Write a day such as 31/01/2026.")]
    [InlineData("bn", "৭.৫", "", "তারিখ লিখুন, যেমন ৩১/০১/২০২৬।")]
    [InlineData("en", "7.555", "01/02/2026", "A rate is between 0 and 100% with at most two decimals, for example 7.5.")]
    [InlineData("en", "100.01", "01/02/2026", "A rate is between 0 and 100% with at most two decimals, for example 7.5.")]
    public async Task Tax_WithoutARateOrADay_IsRefusedAtItsField(string language, string percent, string from, string says)
    {
        Speak(Language.Of(language));
        SignIn(Role.Owner);
        var dialogs = RenderDialogs();
        await dialogs.InvokeAsync(() => Services.GetRequiredService<IDialogService>().ShowAsync<TaxDialog>("Tax", new DialogParameters<TaxDialog> { { d => d.Tax, null } }));
        await dialogs.WaitForElement("[data-testid=name]", s_patience).ChangeAsync(new() { Value = "SD" });
        await dialogs.Find("[data-testid=percent]").ChangeAsync(new() { Value = percent });
        await dialogs.Find("[data-testid=from]").ChangeAsync(new() { Value = from });

        await dialogs.Find("[data-testid=submit]").ClickAsync(new());

        dialogs.WaitForAssertion(() => Assert.Contains(says, dialogs.Markup, StringComparison.Ordinal), s_patience);
        await using var db = Portal.OpenDb();
        Assert.Empty(await db.Taxes.ToListAsync(_cancellation));
    }

    [Theory]
    [InlineData(" ৭.৫ % ", 750)]
    [InlineData("15", 1_500)]
    public async Task Tax_RateAsPeopleTypeIt_IsRead(string percent, int basisPoints)
    {
        SignIn(Role.Owner);
        var dialogs = RenderDialogs();
        await dialogs.InvokeAsync(() => Services.GetRequiredService<IDialogService>().ShowAsync<TaxDialog>("Tax", new DialogParameters<TaxDialog> { { d => d.Tax, null } }));
        await dialogs.WaitForElement("[data-testid=name]", s_patience).ChangeAsync(new() { Value = "SD" });
        await dialogs.Find("[data-testid=percent]").ChangeAsync(new() { Value = percent });

        await dialogs.Find("[data-testid=submit]").ClickAsync(new());

        await using var db = Portal.OpenDb();
        await dialogs.WaitForAssertionAsync(() => Assert.Equal(basisPoints, db.Taxes.AsNoTracking().Include(t => t.Rates).Single().RateOn(Portal.Today)), s_patience);
    }

    [Fact]
    public async Task Taxes_RateSetFromADay_IsListed()
    {
        SignIn(Role.Owner);
        await Portal.HasPlan(taxBasisPoints: 500);
        await Portal.As<SetTaxRate, SetTaxRateRequest, Done>(new(1, 1_000, new DateOnly(2026, 3, 1)));
        RenderDialogs();

        var panel = Render<TaxesPanel>();

        panel.WaitForAssertion(() => Assert.Contains("10% from 01/03/2026", panel.Markup, StringComparison.Ordinal), s_patience);
        Assert.Contains("5% from 01/01/2020", panel.Markup, StringComparison.Ordinal);
    }
}
