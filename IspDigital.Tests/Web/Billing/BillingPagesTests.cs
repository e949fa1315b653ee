using Bunit;
using IspDigital.Core.Billing;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using IspDigital.Web.Features.Billing;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace IspDigital.Tests.Web.Billing;

public sealed class BillingPagesTests : PortalComponents
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task BillingRuns_PreviewThenIssue_ShowsTotalsAndIssuesAfterTheQuestion()
    {
        await Portal.HasSubscriber(await Portal.HasPlan(taxBasisPoints: 500), Portal.Today);
        SignIn(Role.Billing);
        var dialogs = RenderDialogs();
        var page = Render<BillingRunsPage>();
        page.WaitForElement("[data-testid=runs]", s_patience);

        page.Find("[data-testid=preview]").Click();
        page.WaitForElement("[data-testid=preview-groups]", s_patience);
        Assert.Contains("৳ 525.00", page.Find("[data-testid=preview-groups]").TextContent, StringComparison.Ordinal);
        Assert.Empty(await Portal.Invoices());
        page.Find("[data-testid=issue]").Click();
        dialogs.WaitForElement("[data-testid=confirm-yes]", s_patience);
        Assert.Contains("1 invoice for ৳ 525.00", dialogs.Markup, StringComparison.Ordinal);
        dialogs.Find("[data-testid=confirm-yes]").Click();

        page.WaitForAssertion(() => Assert.Contains("Done", page.Find("[data-testid=runs]").TextContent, StringComparison.Ordinal), s_patience);
        Assert.Single(await Portal.Invoices());
    }

    [Fact]
    public async Task BillingRuns_SomebodyParked_NamesTheReasonAndRetries()
    {
        await Portal.HasSubscriber(await Portal.HasPlan("Home 20", priceFrom: new DateOnly(2027, 1, 1)), Portal.Today);
        await Portal.IssuesInvoices();
        SignIn(Role.Billing);
        var words = Render<MudBlazor.MudSnackbarProvider>();
        var runs = Render<BillingRunsPage>();
        runs.WaitForElement("[data-testid=to-parked]", s_patience);
        var page = Render<ParkedPage>();
        page.WaitForAssertion(() => Assert.Contains("The plan has no price on this day.", page.Find("[data-testid=parked]").TextContent, StringComparison.Ordinal), s_patience);
        Assert.Equal("/plans", page.Find("[data-testid=mend]").GetAttribute("href"));
        await using var db = Portal.OpenDb();
        (await db.Plans.SingleAsync(Xunit.TestContext.Current.CancellationToken)).SetPrice(Portal.Today, Money.FromTaka(500));
        await db.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);

        page.Find("[data-testid=retry-all]").Click();

        words.WaitForAssertion(() => Assert.Contains("1 tried again, 0 still cannot be billed.", words.Markup, StringComparison.Ordinal), s_patience);
        page.WaitForAssertion(() => Assert.Contains("Nobody is parked", page.Markup, StringComparison.Ordinal), s_patience);
        Assert.Single(await Portal.Invoices());
    }

    [Fact]
    public async Task Invoices_FilteredByTheAddress_ShowsThoseAndWhatIsChosen()
    {
        var plan = await Portal.HasPlan();
        foreach (var area in new[] { "Mirpur", "Uttara" })
        {
            await Portal.HasSubscriber(plan, Portal.Today, with: s => s.Describe(area + " man", "8801712345678", null, "bn", new Core.Subscribers.Address { Area = area }, null));
        }
        await Portal.IssuesInvoices();
        var run = (await Portal.Invoices())[0].RunId;
        Portal.GoTo(new DateOnly(2026, 1, 25));
        SignIn(Role.Billing);
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/invoices?status=Overdue&area=Uttara&run={run}&plan={plan}");

        var page = Render<InvoicesPage>();

        page.WaitForAssertion(() => Assert.Contains("Uttara man", Assert.Single(page.FindAll("[data-testid=row]")).TextContent, StringComparison.Ordinal), s_patience);
        Assert.Contains("1 invoice · ৳ 500.00 billed · ৳ 500.00 still to pay", page.Markup, StringComparison.Ordinal);
        foreach (var (filter, value) in new[] { ("status", "Overdue"), ("area", "Uttara"), ("run", $"{run}"), ("plan", $"{plan}") })
        {
            Assert.Equal(value, page.Find($"[data-testid=filter-{filter}]").GetAttribute("value"));
        }
        Assert.DoesNotContain("Package", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoice_InBangla_ExplainsItsLineAndShowsTaxApart()
    {
        await Portal.HasBillingSettings(new BillingSettings { AlignDay = 11 });
        await Portal.HasSubscriber(await Portal.HasPlan(taka: 620, taxBasisPoints: 500), Portal.Today);
        await Portal.IssuesInvoices();
        Speak(Language.Bangla);
        SignIn(Role.Support);

        var page = Render<InvoicePage>(p => p.Add(x => x.Id, 1));

        page.WaitForElement("[data-testid=invoice]", s_patience);
        var paper = page.Find("[data-testid=invoice]").TextContent;
        Assert.Contains("মেয়াদের ৩১ দিনের মধ্যে ১০ দিন", paper, StringComparison.Ordinal);
        Assert.Contains("৫%", paper, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-testid=more]")); // Support only reads
    }

    [Fact]
    public async Task Invoice_ForSupport_OffersPaperPdfAndALinkThatOpensIt()
    {
        await Portal.HasSubscriber(await Portal.HasPlan(), Portal.Today);
        await Portal.IssuesInvoices();
        SignIn(Role.Support);
        JSInterop.Setup<bool>("isp.copy", _ => true).SetResult(true);
        var page = Render<InvoicePage>(p => p.Add(x => x.Id, 1));

        page.WaitForElement("[data-testid=copy-link]", s_patience).Click();

        page.WaitForAssertion(() => JSInterop.VerifyInvoke("isp.copy"), s_patience);
        var link = Assert.IsType<string>(Assert.Single(JSInterop.VerifyInvoke("isp.copy").Arguments));
        Assert.Matches("^http://localhost/i/[A-Za-z0-9_-]{20}$", link);
        Assert.Equal(1, await Services.GetRequiredService<InvoiceLinks>().InvoiceOf(link[^20..], Xunit.TestContext.Current.CancellationToken));
        Assert.Equal(("/invoices/1/print", "/invoices/1/pdf"), (page.Find("[data-testid=print]").GetAttribute("href"), page.Find("[data-testid=pdf]").GetAttribute("href")));
    }

    [Fact]
    public async Task Invoices_AsCollector_ListsWithoutTheRightToSeePlans()
    {
        await Portal.HasSubscriber(await Portal.HasPlan(), Portal.Today);
        await Portal.IssuesInvoices();
        SignIn(Role.Collector);

        var page = Render<InvoicesPage>();

        page.WaitForAssertion(() => Assert.Contains("INV-2026-000001", page.Markup, StringComparison.Ordinal), s_patience);
    }

    [Theory]
    [InlineData(false, "The next run issues the period anew")]
    [InlineData(true, "The period stays unbilled")]
    public async Task VoidDialog_PeriodWaivedOrNot_SaysWhatFollowsAndVoidsSo(bool isWaived, string follows)
    {
        await Portal.HasSubscriber(await Portal.HasPlan(), Portal.Today);
        await Portal.IssuesInvoices();
        SignIn(Role.Owner);
        var popovers = Render<MudPopoverProvider>();
        var dialogs = Render<MudDialogProvider>();
        var page = Render<InvoicePage>(p => p.Add(i => i.Id, 1));
        page.WaitForElement("[data-testid=more] button", s_patience).Click();
        popovers.WaitForElement("[data-testid=void]", s_patience).Click();
        dialogs.WaitForElement("[data-testid=confirm-reason]", s_patience).Input("Billed by mistake");

        if (isWaived)
        {
            dialogs.Find("input[data-testid=void-waive]").Change(true);
        }
        Assert.Contains(follows, dialogs.Find("[data-testid=void-then]").TextContent, StringComparison.Ordinal);
        dialogs.Find("[data-testid=confirm-yes]").Click();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=more]")), s_patience);
        var invoice = Assert.Single(await Portal.Invoices());
        Assert.Equal((InvoiceStatus.Void, isWaived), (invoice.Status, invoice.IsPeriodWaived));
        Assert.Equal(isWaived ? 1 : 2, await InvoicesAfterTheNextRun());
    }

    private async Task<int> InvoicesAfterTheNextRun()
    {
        await Portal.IssuesInvoices();
        return (await Portal.Invoices()).Count;
    }
}
