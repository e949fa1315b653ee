using Bunit;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using IspDigital.Web.Features.Billing;
using IspDigital.Web.Features.Billing.Paper;
using IspDigital.Web.Features.Subscribers;
using IspDigital.Web.Localization;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Web.Billing;

/// <summary>What was given up was not paid: neither the page nor the paper that a subscriber keeps says so.</summary>
public sealed class WrittenOffInvoiceTests : PortalComponents
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Page_OfAnInvoicePaidInPartAndWrittenOff_TellsBothApart()
    {
        await GivenWrittenOff(paidTaka: 200);
        Render<MudBlazor.MudPopoverProvider>();

        var page = Render<InvoicePage>(p => p.Add(i => i.Id, 1));

        Assert.Contains("Written off", page.WaitForElement("[data-testid=invoice-state]", s_patience).TextContent, StringComparison.Ordinal);
        Assert.Equal("৳ 200.00", page.Find("[data-testid=paid]").TextContent.Trim());
        Assert.Equal("/payments/2", page.Find("[data-testid=written-off]").GetAttribute("href"));
        Assert.DoesNotContain("Written off", page.Find("[data-testid=paid-by]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_OfAnInvoiceThatWasWrittenOff_SaySoUntilItIsTakenBack()
    {
        await GivenWrittenOff(paidTaka: 0);
        Render<MudBlazor.MudPopoverProvider>();

        Assert.Contains("Written off", List().TextContent, StringComparison.Ordinal);
        Assert.Contains("Written off", Tab().TextContent, StringComparison.Ordinal);

        await Portal.As<ReversePayment, ReversePaymentRequest, ReversedPayment>(new(1, "found"));

        Assert.DoesNotContain("Written off", List().TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Written off", Tab().TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Void_OfAnInvoicePaidInPartAndWrittenOff_SaysWhatBecomesOfBoth()
    {
        await GivenWrittenOff(paidTaka: 200);
        SignIn(Role.Owner);
        var popovers = Render<MudBlazor.MudPopoverProvider>();
        var dialogs = Render<MudBlazor.MudDialogProvider>();
        var page = Render<InvoicePage>(p => p.Add(i => i.Id, 1));

        page.WaitForElement("[data-testid=more] button", s_patience).Click();
        popovers.WaitForElement("[data-testid=void]", s_patience).Click();

        dialogs.WaitForAssertion(
            () => Assert.Contains("৳ 200.00 that was paid of it becomes an advance, which pays what else is open. The write-off of ৳ 300.00 is taken back", dialogs.Markup, StringComparison.Ordinal),
            s_patience);
    }

    [Theory]
    [InlineData("en", "Written off", "Total ৳ 500.00|Paid ৳ 0.00|Written off ৳ 500.00|To pay ৳ 0.00")]
    [InlineData("bn", "মওকুফ", "মোট ৳ ৫০০.০০|পরিশোধ ৳ ০.০০|মওকুফ ৳ ৫০০.০০|বাকি ৳ ০.০০")]
    public async Task Paper_OfAnInvoiceThatWasWrittenOff_IsNotStampedPaid(string language, string stamp, string sums)
    {
        await GivenWrittenOff(paidTaka: 0);
        Speak(Language.Of(language));

        var paper = Services.GetRequiredService<PaperWriter>().Write((await Services.GetRequiredService<InvoicePaperQueries>().One(1, Xunit.TestContext.Current.CancellationToken))!);

        Assert.Equal(stamp, paper.Stamp);
        Assert.Equal(sums, string.Join("|", paper.Sums.Select(s => $"{s.Label} {s.Amount}")));
        Assert.Empty(paper.Payments);
    }

    private AngleSharp.Dom.IElement List() => Render<InvoicesPage>().WaitForElement("[data-testid=invoices] [data-testid=row]", s_patience);

    private AngleSharp.Dom.IElement Tab() => Render<InvoicesTab>(p => p.Add(t => t.SubscriberId, 1)).WaitForElement("[data-testid=subscriber-invoices] [data-testid=row]", s_patience);

    private async Task GivenWrittenOff(int paidTaka)
    {
        SignIn(Role.Billing);
        var subscriber = await Portal.HasSubscriber(await Portal.HasPlan(), Portal.Today);
        await Portal.IssuesInvoices();
        if (paidTaka > 0)
        {
            await Portal.As<RecordPayment, RecordPaymentRequest, RecordedPayment>(new(Commands.Next(), subscriber, Money.FromTaka(paidTaka), PaymentMethod.Cash, Portal.Today));
        }
        await Portal.As<WriteOffDebt, WriteOffDebtRequest, WrittenOff>(new(Commands.Next(), subscriber, null, "gone"));
    }
}
