using Bunit;
using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using IspDigital.Web.Features.Billing;
using IspDigital.Web.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Web.Billing;

public sealed class RunPagesTests : PortalComponents
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Preview_AMonthLater_PutsChangesFirstAndFoldsWhatIsAsLastTime()
    {
        await BilledInJanuary(subscribers: 60);
        var odd = await Portal.HasPlan("Office", taka: 2_000);
        await Portal.HasSubscriber(odd, new DateOnly(2026, 2, 1), "NEWCOMER");
        Portal.GoTo(new DateOnly(2026, 2, 1));
        SignIn(Role.Billing);
        var page = Render<BillingRunsPage>();
        page.WaitForElement("[data-testid=runs]", s_patience);

        page.Find("[data-testid=preview]").Click();

        page.WaitForElement("[data-testid=preview-same]", s_patience);
        Assert.Contains("60 subscribers are billed as last time", page.Find("[data-testid=preview-same]").TextContent, StringComparison.Ordinal);
        var row = Assert.Single(page.FindAll("[data-testid=preview-row]"));
        Assert.Contains("NEWCOMER", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("A full period at ৳ 2,000.00", row.TextContent, StringComparison.Ordinal);
        page.Find("[data-testid=show-same]").Click();
        page.WaitForAssertion(() => Assert.Equal(50, page.FindAll("[data-testid=preview-row]").Count), s_patience);
        page.Find("[data-testid=preview-next]").Click();
        page.WaitForAssertion(() => Assert.Equal(10, page.FindAll("[data-testid=preview-row]").Count), s_patience);
    }

    [Fact]
    public async Task HeldRun_ShowsLastTimeAndWhoDiffersMostAndGoesOnWhenApproved()
    {
        await BilledInJanuary(subscribers: 12);
        await PriceFromFebruary(5_000);
        Portal.GoTo(new DateOnly(2026, 2, 1));
        await Portal.IssuesInvoices();
        SignIn(Role.Owner);
        var dialogs = RenderDialogs();
        var page = Render<BillingRunsPage>();

        page.WaitForElement("[data-testid=compare-run]", s_patience).Click();
        page.WaitForElement("[data-testid=hold-most]", s_patience);
        Assert.Contains("(+1,007%)", page.Find("[data-testid=hold-figures]").TextContent, StringComparison.Ordinal); // 60,000 beside 12 × 500 × 28 ÷ 31
        Assert.Equal(12, page.FindAll("[data-testid=hold-most] tbody tr").Count);
        page.Find("[data-testid=approve-run]").Click();
        dialogs.WaitForElement("[data-testid=confirm-yes]", s_patience).Click();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=active-run]")), s_patience);
        Assert.Equal(24, (await Portal.Invoices()).Count);
        var result = Render<BillingRunPage>(p => p.Add(x => x.Id, 2));
        Assert.StartsWith("It waited for a person, who read:", result.WaitForElement("[data-testid=run-held]", s_patience).TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PausedRun_IsResumedFromItsPage()
    {
        await BilledInJanuary(subscribers: 12);
        await PriceFromFebruary(5_000);
        Portal.GoTo(new DateOnly(2026, 2, 1));
        var run = (await Portal.IssuesInvoices()).RunId!.Value;
        await Portal.Run(s => s.GetRequiredService<ApproveBillingRun>(), new ApproveBillingRunRequest(run));
        SignIn(Role.Billing);
        var page = Render<BillingRunsPage>();

        page.WaitForElement("[data-testid=pause-run]", s_patience).Click();
        page.WaitForElement("[data-testid=resume-run]", s_patience);
        Assert.Equal(IssueOutcome.Paused, (await Portal.IssuesInvoices()).Outcome);
        page.Find("[data-testid=resume-run]").Click();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=active-run]")), s_patience);
        Assert.Equal(24, (await Portal.Invoices()).Count);
    }

    [Fact]
    public async Task Run_ItsFiveFigures_EachOpenTheirList()
    {
        await BilledInJanuary(subscribers: 2);
        SignIn(Role.Billing);

        var page = Render<BillingRunPage>(p => p.Add(x => x.Id, 1));

        page.WaitForElement("[data-testid=run-figures]", s_patience);
        Assert.Equal(
            ["/invoices?run=1&from=2026-01-01", "/invoices?run=1&to=2025-12-31", "/subscribers", "/subscribers?state=Closed", "/billing-runs/parked?run=1&show=all"],
            page.FindAll("[data-testid=run-figures] a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task Run_ThatStoppedItself_SaysWhyAndWhatIsToBeDone()
    {
        await Portal.HasBillingSettings(new BillingSettings { InvoiceMaxMinor = 1 });
        await BilledInJanuary(subscribers: 51);
        SignIn(Role.Billing);

        var page = Render<BillingRunPage>(p => p.Add(x => x.Id, 1));

        Assert.Contains("the run stopped itself", page.WaitForElement("[data-testid=run-failed]", s_patience).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parked_TriedAgainInARunThatWaitsForApproval_AreNotSaidToBeBilled()
    {
        await BilledInJanuary(subscribers: 12);
        Portal.GoTo(new DateOnly(2026, 2, 1));
        await Portal.HasBillingSettings(new BillingSettings { InvoiceMaxMinor = 1, ApprovalPercent = 1_000 });
        await Portal.IssuesInvoices();
        await Portal.HasBillingSettings(new BillingSettings());
        await PriceFromFebruary(5_000);
        SignIn(Role.Billing);
        var told = Render<MudBlazor.MudSnackbarProvider>();
        var page = Render<ParkedPage>();
        page.WaitForAssertion(() => Assert.False(page.Find("[data-testid=retry-all]").HasAttribute("disabled")), s_patience);

        page.Find("[data-testid=retry-all]").Click();

        told.WaitForAssertion(() => Assert.Contains("12 subscribers are in the next run again. The run waits for approval.", told.Markup, StringComparison.Ordinal), s_patience);
        page.WaitForAssertion(() => Assert.Contains("There is no cause to mend.", page.Markup, StringComparison.Ordinal), s_patience);
        Assert.DoesNotContain("is billed", page.Markup, StringComparison.Ordinal);
        Assert.Equal(12, (await Portal.Invoices()).Count);
    }

    [Fact]
    public async Task Forecast_InBangla_ShowsEveryMonthAndTheOtherPrice()
    {
        await BilledInJanuary(subscribers: 2);
        Speak(Language.Bangla);
        SignIn(Role.Billing);
        Render<MudBlazor.MudPopoverProvider>();
        var page = Render<ForecastPage>();

        page.WaitForElement("[data-testid=submit]", s_patience).Click();

        page.WaitForElement("[data-testid=forecast]", s_patience);
        Assert.Equal(13, page.FindAll("[data-testid=forecast-month]").Count);
        Assert.Contains("৳ ১২,০০০.০০", page.Find("[data-testid=forecast]").TextContent, StringComparison.Ordinal); // 12 × 2 × 500
        page.FindAll("[data-testid=forecast-month] button")[1].Click();
        page.WaitForAssertion(() => Assert.Contains("Home 10", page.Find("[data-testid=forecast]").TextContent, StringComparison.Ordinal), s_patience);
        Assert.Equal("/billing-forecast.csv?months=12", page.Find("[data-testid=export]").GetAttribute("href"));
    }

    [Theory]
    [InlineData("en", "0", "Between 1 and 12 months.")]
    [InlineData("bn", "১৩", "১ থেকে ১২ মাস।")]
    [InlineData("en", "", "Write a number in digits, for example 7.")]
    public async Task Forecast_MonthsOutOfRange_AreRefusedAtTheirField(string language, string months, string says)
    {
        Speak(Language.Of(language));
        SignIn(Role.Billing);
        Render<MudBlazor.MudPopoverProvider>();
        var page = Render<ForecastPage>();

        await page.Find("[data-testid=months]").ChangeAsync(new() { Value = months });
        await page.Find("[data-testid=submit]").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains(says, page.Markup, StringComparison.Ordinal), s_patience);
        Assert.Empty(page.FindAll("[data-testid=forecast]"));
    }

    [Theory]
    [InlineData("", "01/02/2026", "Write a price between 0 and ৳ 10,00,000, for example 600 or 600.50.")]
    [InlineData("-1", "01/02/2026", "Write a price between 0 and ৳ 10,00,000, for example 600 or 600.50.")]
    [InlineData("1000000.01", "01/02/2026", "Write a price between 0 and ৳ 10,00,000, for example 600 or 600.50.")]
    [InlineData("600", "", "Write a day such as 31/01/2026.")]
    public async Task Forecast_TrialWithoutPriceOrDay_IsRefusedAtItsField(string price, string from, string says)
    {
        await BilledInJanuary(subscribers: 1);
        SignIn(Role.Billing);
        Render<MudBlazor.MudPopoverProvider>();
        var page = Render<ForecastPage>();
        await page.InvokeAsync(() => page.FindComponent<MudBlazor.MudSelect<long?>>().Instance.ValueChanged.InvokeAsync(1));
        await page.Find("[data-testid=trial-price]").ChangeAsync(new() { Value = price });
        await page.Find("[data-testid=trial-from]").ChangeAsync(new() { Value = from });

        await page.Find("[data-testid=submit]").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains(says, page.Markup, StringComparison.Ordinal), s_patience);
        Assert.Single(page.FindAll("[aria-invalid=true]"));
        Assert.Empty(page.FindAll("[data-testid=forecast]"));
    }

    [Fact]
    public async Task ForecastCsv_WithAnotherPrice_HasBothRowByRow()
    {
        await BilledInJanuary(subscribers: 2);
        var plan = (await Portal.Invoices())[0].Lines[0].PlanId!.Value;
        var asked = new ForecastBillingRequest(1, new(plan, new DateOnly(2026, 2, 1), Money.FromTaka(600.5m)));
        var forecast = (await Portal.Run(s => s.GetRequiredService<ForecastBilling>(), asked)).Value;

        await using var text = new StringWriter();
        await ForecastCsv.Write(forecast, text);

        Assert.Equal(
            "month,price,plan,invoices,subtotal,tax,total\r\n2026-01,present,,0,0.00,0.00,0.00\r\n2026-02,present,,2,1000.00,0.00,1000.00\r\n2026-02,present,Home 10,2,1000.00,0.00,1000.00\r\n"
            + "2026-01,trial,,0,0.00,0.00,0.00\r\n2026-02,trial,,2,1201.00,0.00,1201.00\r\n2026-02,trial,Home 10,2,1201.00,0.00,1201.00\r\n",
            text.ToString());
        Assert.Equal($"/billing-forecast.csv?months=1&plan={plan}&price=60050&from=2026-02-01", ForecastExport.Href(asked));
    }

    [Theory]
    [InlineData(ParkReason.TotalTooLarge, "1575.00", "৳ ১,৫৭৫.০০")]
    [InlineData(ParkReason.NegativeTotal, "-5.00", "−৳ ৫.০০")]
    [InlineData(ParkReason.NoPrice, "Home 10", "Home 10")]
    [InlineData(ParkReason.ChargedTwice, null, null)]
    public void Detail_OfAProblem_WritesAnAmountAsAmountsAreWritten(ParkReason reason, string? detail, string? shown)
    {
        Speak(Language.Bangla);

        Assert.Equal(shown, RunView.Detail(new BillingProblem(reason, null, detail)));
    }

    [Fact]
    public void EveryReasonAndState_HasItsColourAndPlace()
    {
        Assert.All(Enum.GetValues<ParkReason>(), reason => Assert.StartsWith("/", RunView.MendHref(reason, 7), StringComparison.Ordinal));
        Assert.All(Enum.GetValues<DifferenceKind>(), kind => Assert.True(Enum.IsDefined(RunView.Of(kind))));
        Assert.All(Enum.GetValues<ParkedState>(), state => Assert.True(Enum.IsDefined(RunView.Of(state))));
        Assert.Equal("/subscribers/7/edit", RunView.MendHref(ParkReason.BadTerms, 7));
    }

    private async Task BilledInJanuary(int subscribers)
    {
        var plan = await Portal.HasPlan(taka: 500);
        for (var i = 0; i < subscribers; i++)
        {
            await Portal.HasSubscriber(plan, Portal.Today);
        }
        await Portal.IssuesInvoices();
    }

    private async Task PriceFromFebruary(decimal taka)
    {
        await using var db = Portal.OpenDb();
        (await db.Plans.SingleAsync(Cancellation)).SetPrice(new DateOnly(2026, 2, 1), Money.FromTaka(taka));
        await db.SaveChangesAsync(Cancellation);
    }
}
