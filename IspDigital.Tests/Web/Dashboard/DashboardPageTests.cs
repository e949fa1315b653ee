using Bunit;
using IspDigital.Core.Audit;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Routers;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using IspDigital.Web.Features.Dashboard;
using IspDigital.Web.Localization;
using Microsoft.Extensions.DependencyInjection;
using TestContext = Xunit.TestContext;

namespace IspDigital.Tests.Web.Dashboard;

public sealed class DashboardPageTests : PortalComponents
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private int _commands;

    [Fact]
    public async Task Payment_Committed_ShowsAtOnceInFigureMethodAndHappenings()
    {
        var rahim = await Portal.GivenSubscriber(await Portal.GivenPlan());
        SignIn(Role.Owner);
        var page = Render<DashboardPage>();
        Eventually(page, () => Assert.Contains("৳ 0", page.Find("[data-testid=figure-collectedtoday]").TextContent, StringComparison.Ordinal));

        await Pay(rahim, 500m);

        Eventually(page, () => Assert.Contains("৳ 500", page.Find("[data-testid=figure-collectedtoday]").TextContent, StringComparison.Ordinal));
        Assert.Contains("Cash", page.Find("[data-testid=collected]").TextContent, StringComparison.Ordinal);
        var happened = page.Find("[data-testid=happenings] li");
        Assert.Contains("glow", happened.ClassName, StringComparison.Ordinal);
        Assert.Contains("C-1", happened.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("figure-billed", "/invoices?from=2026-01-01&to=2026-01-31")]
    [InlineData("figure-paid", "/invoices?from=2026-01-01&to=2026-01-31&status=Paid")]
    [InlineData("figure-unpaid", "/invoices?from=2026-01-01&to=2026-01-31&status=Open")]
    [InlineData("figure-overdue", "/invoices?status=Overdue")]
    [InlineData("figure-duein7days", "/invoices?due=Within7Days")]
    [InlineData("figure-duein30days", "/invoices?due=Within30Days")]
    [InlineData("figure-collectedtoday", "/payments?period=today")]
    [InlineData("figure-collectedthismonth", "/payments?period=month")]
    [InlineData("figure-off", "/disconnections")]
    [InlineData("figure-routers", "/routers")]
    [InlineData("figure-messages", "/messages")]
    [InlineData("figure-nextrun", "/billing-runs")]
    public async Task Figure_LeadsToTheListBehindIt(string figure, string href)
    {
        await Portal.GivenSubscriber(await Portal.GivenPlan());
        SignIn(Role.Owner);

        var page = Render<DashboardPage>();

        Eventually(page, () => Assert.Equal(href, page.Find($"[data-testid={figure}]").GetAttribute("href")));
    }

    [Fact]
    public async Task NothingWrong_SaysThatAllIsWell_AndARouterThatFallsSilentIsNamedLive()
    {
        await Portal.GivenSubscriber(await Portal.GivenPlan());
        var router = await Portal.GivenRouter("Mirpur");
        SignIn(Role.Owner);
        var page = Render<DashboardPage>();
        Eventually(page, () => page.Find("[data-testid=all-well]"));

        await Portal.Write(async work =>
        {
            (await work.Db.Routers.FindAsync([router], _cancellation))!.Saw(RouterHealth.Down, work.Now, "time-out", null);
            work.Record(AuditAction.RouterHealthChanged, nameof(Router), router);
            work.Announce(new Core.Live.Change(Core.Live.ChangeKind.Router, router));
            return true;
        });

        Eventually(page, () => Assert.Contains("Router Mirpur does not answer", page.Find("[data-testid=troubles]").TextContent, StringComparison.Ordinal));
        Assert.Equal($"/routers/{router}", page.Find("[data-testid=troubles] a").GetAttribute("href"));
    }

    [Fact]
    public async Task NewPortal_ShowsItsStepsAndTicksThemOff()
    {
        SignIn(Role.Owner);
        var page = Render<DashboardPage>();
        Eventually(page, () => Assert.Contains("next", page.Find("[data-testid=step-router]").ClassName, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("[data-testid=figure-billed]"));

        await Portal.GivenRouter();

        Eventually(page, () => Assert.Contains("done", page.Find("[data-testid=step-router]").ClassName, StringComparison.Ordinal));
        Assert.Contains("next", page.Find("[data-testid=step-plan]").ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Technician_SeesLinesAndRoutersAndNoAmount()
    {
        var rahim = await Portal.GivenSubscriber(await Portal.GivenPlan());
        await Pay(rahim, 500m);
        SignIn(Role.Technician);

        var page = Render<DashboardPage>();

        Eventually(page, () => page.Find("[data-testid=figure-routers]"));
        Assert.DoesNotContain("৳", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-testid=collected], [data-testid=figure-nextrun]"));
    }

    [Fact]
    public async Task Bangla_WritesBanglaDigits()
    {
        var rahim = await Portal.GivenSubscriber(await Portal.GivenPlan());
        await Pay(rahim, 500m);
        SignIn(Role.Owner);
        Speak(Language.Bangla);

        var page = Render<DashboardPage>();

        Eventually(page, () => Assert.Contains("৳ ৫০০", page.Find("[data-testid=figure-collectedtoday]").TextContent, StringComparison.Ordinal));
    }

    // The page reads a database of its own; on a busy machine that takes longer than the component library's second.
    private static void Eventually(IRenderedComponent<DashboardPage> page, Action assertion) => page.WaitForAssertion(assertion, TimeSpan.FromSeconds(15));

    private async Task Pay(long subscriber, decimal taka)
    {
        var paid = await Portal.Run(s => s.GetRequiredService<RecordPayment>(), new RecordPaymentRequest(
            new Guid(++_commands, 0, 0, new byte[8]), subscriber, Money.FromTaka(taka), PaymentMethod.Cash, Portal.Today));
        Assert.True(paid.IsOk, paid.Error?.Code);
    }
}
