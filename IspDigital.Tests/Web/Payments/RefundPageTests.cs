using Bunit;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using IspDigital.Web.Features.Payments;
using IspDigital.Web.Features.Subscribers;
using IspDigital.Web.Localization;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Web.Payments;

/// <summary>A refund is found again: in the list, in the statement, in the history, and on a page of its own with its evidence.</summary>
public sealed class RefundPageTests : PortalComponents
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private long _subscriber;

    [Fact]
    public async Task Refund_OutOfTwoPayments_ShowsReasonHandEntryAndBothShares()
    {
        var refund = await GivenRefund();

        var page = Render<RefundPage>(p => p.Add(r => r.Id, refund));
        var facts = (await page.WaitForElementAsync("[data-testid=refund]", s_patience)).TextContent;

        Assert.Contains("৳ 700.00", page.Find("h1").TextContent, StringComparison.Ordinal);
        Assert.Contains("Seven hundred taka only", page.Markup, StringComparison.Ordinal);
        Assert.Contains("moved to Sylhet", facts, StringComparison.Ordinal);
        Assert.Contains("RF-1", facts, StringComparison.Ordinal);
        Assert.Equal($"/subscribers/{_subscriber}/statement", page.Find("[data-testid=entry]").GetAttribute("href"));
        Assert.Equal(["৳ 500.00", "৳ 200.00"], page.FindAll("[data-testid=source] td.number").Select(c => c.TextContent.Trim()));
    }

    [Fact]
    public async Task Payment_ThatWasGivenBack_SaysWhereItWent()
    {
        var refund = await GivenRefund();

        var page = Render<PaymentPage>(p => p.Add(r => r.Id, 1));
        var row = await page.WaitForElementAsync("[data-testid=refunded]", s_patience);

        Assert.Equal("৳ 500.00", row.QuerySelector("td.number")!.TextContent.Trim());
        Assert.Equal($"/refunds/{refund}", row.QuerySelector("a")!.GetAttribute("href"));
        Assert.DoesNotContain("It pays no invoice.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refund_InListAndStatementAndHistory_LeadsToItsPage()
    {
        var refund = await GivenRefund();
        RenderDialogs();

        var list = Render<RefundsPage>();
        var row = await list.WaitForElementAsync("[data-testid=row] a", s_patience);
        Assert.Equal($"/refunds/{refund}", row.GetAttribute("href"));
        Assert.Contains("moved to Sylhet", list.Find("[data-testid=row]").TextContent, StringComparison.Ordinal);

        var profile = await Services.GetRequiredService<SubscriberAccountQueries>().Profile(_subscriber, Xunit.TestContext.Current.CancellationToken);
        var statement = Render<StatementTab>(p => p.Add(s => s.SubscriberId, _subscriber).Add(s => s.Profile, profile!));
        await statement.WaitForElementAsync($"[data-testid=statement-line] a[href='/refunds/{refund}']", s_patience);

        var history = Render<TimelineTab>(p => p.Add(t => t.SubscriberId, _subscriber));
        await history.WaitForElementAsync($"[data-testid=timeline-item] a[href='/refunds/{refund}']", s_patience);
    }

    [Fact]
    public async Task Refund_ThatIsNone_SaysSoInBangla()
    {
        Speak(Language.Bangla);
        SignIn(Role.Owner);

        var page = Render<RefundPage>(p => p.Add(r => r.Id, 99));

        await page.WaitForAssertionAsync(() => Assert.Contains("এমন কোনো ফেরত নেই", page.Markup, StringComparison.Ordinal), s_patience);
    }

    private async Task<long> GivenRefund()
    {
        SignIn(Role.Owner);
        _subscriber = await Portal.GivenSubscriber(await Portal.GivenPlan());
        foreach (var taka in new[] { 500, 400 })
        {
            await Portal.As<RecordPayment, RecordPaymentRequest, RecordedPayment>(new(Commands.Next(), _subscriber, Money.FromTaka(taka), PaymentMethod.Cash, Portal.Today));
        }
        var refund = await Portal.As<RefundAdvance, RefundAdvanceRequest, RecordedRefund>(
            new(Commands.Next(), _subscriber, Money.FromTaka(700), PaymentMethod.Bank, "rf-1", "moved to Sylhet"));
        return refund.Value.RefundId;
    }
}
