using Bunit;
using IspDigital.Core.Billing;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using IspDigital.Tests.Support;
using IspDigital.Web.Features.Corrections;
using IspDigital.Web.Features.Subscribers;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace IspDigital.Tests.Web.Corrections;

/// <summary>What a change of service gives and asks stands in its dialog before it is decided; what can be done with an invoice goes by the role.</summary>
public sealed class ForeseenChangesTests : PortalComponents
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private readonly CancellationToken _cancellation = Xunit.TestContext.Current.CancellationToken;
    private long _subscriber;
    private long _faster;

    [Fact]
    public async Task ChangePlan_AtTheRenewalThenNow_SaysWhatIsCreditedAndCharged()
    {
        await GivenJanuary();
        var profile = await Services.GetRequiredService<SubscriberAccountQueries>().Profile(_subscriber, _cancellation);
        var dialogs = RenderDialogs();
        await dialogs.InvokeAsync(() => Services.GetRequiredService<IDialogService>().ShowAsync<ChangePlanDialog>("Change plan", new DialogParameters<ChangePlanDialog>
        {
            { d => d.Profile, profile },
            { d => d.Renewal, new DateOnly(2026, 2, 1) },
        }));
        await dialogs.WaitForElementAsync("[data-testid=at-renewal]", s_patience);

        await dialogs.InvokeAsync(() => dialogs.FindComponent<MudSelect<long?>>().Instance.ValueChanged.InvokeAsync(_faster));
        Assert.Contains("Nothing that is invoiced changes.", dialogs.WaitForElement("[data-testid=preview]", s_patience).TextContent, StringComparison.Ordinal);
        await dialogs.InvokeAsync(() => dialogs.FindComponent<MudRadioGroup<PlanChangeTime>>().Instance.ValueChanged.InvokeAsync(PlanChangeTime.Now));

        dialogs.WaitForAssertion(() =>
        {
            var what = dialogs.Find("[data-testid=preview]").TextContent;
            Assert.Contains("৳ 210.00 is given back: Home 10, 11/01/2026 – 31/01/2026.", what, StringComparison.Ordinal);
            Assert.Contains("৳ 420.00 is charged: Fast, 11/01/2026 – 31/01/2026.", what, StringComparison.Ordinal);
            Assert.Contains("In all an invoice of ৳ 210.00.", what, StringComparison.Ordinal);
        }, s_patience);
    }

    [Fact]
    public async Task Pause_FromToday_SaysWhatIsGivenBack()
    {
        await GivenJanuary();
        var dialogs = RenderDialogs();
        await dialogs.InvokeAsync(() => Services.GetRequiredService<IDialogService>().ShowAsync<PauseDialog>("Pause", new DialogParameters<PauseDialog>
        {
            { d => d.SubscriberId, _subscriber },
        }));

        Assert.Contains("In all a credit note of ৳ 210.00.", dialogs.WaitForElement("[data-testid=preview]", s_patience).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_WithAChargeThatWaits_SaysThatItIsBilledAsWell()
    {
        await GivenJanuary();
        await Portal.As<AddCharge, AddChargeRequest, AddedCharge>(new(Commands.Next(), _subscriber, LineKind.OneOff, "Router", Money.FromTaka(150), false, false, "sold"));
        var (popovers, dialogs) = (Render<MudPopoverProvider>(), Render<MudDialogProvider>());
        var page = Render<SubscriberPage>(p => p.Add(s => s.Id, _subscriber));

        page.WaitForElement("[data-testid=more] button", s_patience).Click();
        popovers.WaitForElement("[data-testid=close]", s_patience).Click();

        dialogs.WaitForElement("[data-testid=confirm-reason]", s_patience);
        Assert.Contains("৳ 210.00 is given back", dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains("৳ 150.00 that waits for the next invoice is billed as well.", dialogs.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_OfAPausedSubscriber_SaysWhatItCharges()
    {
        await GivenJanuary();
        await Portal.As<PauseSubscriber, PauseSubscriberRequest, Done>(new(_subscriber, Portal.Today, null, "away"));
        await Portal.IssuesInvoices();
        Portal.GoTo(new DateOnly(2026, 1, 22));
        var (popovers, dialogs) = (Render<MudPopoverProvider>(), Render<MudDialogProvider>());
        var page = Render<SubscriberPage>(p => p.Add(s => s.Id, _subscriber));

        page.WaitForElement("[data-testid=more] button", s_patience).Click();
        popovers.WaitForElement("[data-testid=resume]", s_patience).Click();

        dialogs.WaitForElement("[data-testid=confirm-yes]", s_patience);
        Assert.Contains(
            "Service and billing go on from today. ৳ 100.00 is charged: Home 10, 22/01/2026 – 31/01/2026. In all an invoice of ৳ 100.00.", dialogs.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Billing, true, true)]
    [InlineData(Role.Collector, true, false)]
    [InlineData(Role.Support, false, false)]
    public async Task InvoiceDeeds_ByRole_AreThoseThatTheRoleMayDo(Role role, bool mayMarkPaid, bool mayCorrect)
    {
        await GivenJanuary();
        SignIn(role);
        var row = (await Services.GetRequiredService<InvoiceQueries>().One(1, _cancellation))!.Row;
        var popovers = Render<MudPopoverProvider>();
        var deeds = Render<InvoiceDeeds>(p => p.Add(d => d.Row, row));
        if (mayMarkPaid)
        {
            deeds.Find("[data-testid=more] button").Click();
            popovers.WaitForElement("[data-testid=mark-paid]", s_patience);
        }

        Assert.Equal(mayMarkPaid, deeds.FindAll("[data-testid=more]").Count == 1);
        Assert.All(new[] { "credit-note", "adjust", "write-off", "void" }, deed => Assert.Equal(mayCorrect, popovers.FindAll($"[data-testid={deed}]").Count == 1));
    }

    /// <summary>310.00 a month, billed on 1 January; today is the 11th.</summary>
    private async Task GivenJanuary()
    {
        SignIn(Role.Billing);
        _faster = await Portal.HasPlan("Fast", 620);
        _subscriber = await Portal.HasSubscriber(await Portal.HasPlan(taka: 310), Portal.Today);
        await Portal.IssuesInvoices();
        Portal.GoTo(new DateOnly(2026, 1, 11));
    }
}
