using Bunit;
using IspDigital.Core.Access;
using IspDigital.Core.Access.Rules;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using IspDigital.Web.Features.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace IspDigital.Tests.Web.Payments;

/// <summary>Taking money: what it will pay is said before it is saved, and a double click is one payment.</summary>
public sealed class TakePaymentDialogTests : PortalComponents
{
    private readonly CancellationToken _cancellation = Xunit.TestContext.Current.CancellationToken;
    private long _subscriber;

    [Fact]
    public async Task Dialog_Opened_ProposesWhatIsDueAndSaysWhatItPays()
    {
        await GivenDebts();

        var dialog = await Open();

        Assert.Equal("800", dialog.Find("[data-testid=amount]").GetAttribute("value"));
        var preview = dialog.Find("[data-testid=preview]").TextContent;
        Assert.Contains("INV-1 is paid in full", preview, StringComparison.Ordinal);
        Assert.Contains("INV-2 is paid in full", preview, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_OfAnotherAmount_FollowsTheTyping()
    {
        await GivenDebts();
        var dialog = await Open();

        await dialog.Find("[data-testid=amount]").InputAsync(new() { Value = "৬০০" });
        Assert.Contains("INV-2 gets ৳ 100.00; ৳ 200.00 stays due", dialog.Find("[data-testid=preview]").TextContent, StringComparison.Ordinal);

        await dialog.Find("[data-testid=amount]").InputAsync(new() { Value = "1,000" });
        Assert.Contains("৳ 200.00 is kept as an advance", dialog.Find("[data-testid=preview]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_OfACutLine_SaysWhetherItComesBack()
    {
        await GivenDebts();
        await GivenCutForMoney();
        var dialog = await Open();

        Assert.Contains("The line comes back by itself", dialog.Find("[data-testid=preview]").TextContent, StringComparison.Ordinal);

        await dialog.Find("[data-testid=amount]").InputAsync(new() { Value = "100" });
        Assert.Contains("The line stays off: ৳ 400.00 stays overdue", dialog.Find("[data-testid=preview]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_PressedTwice_IsOnePayment()
    {
        await GivenDebts();
        var dialog = await Open();

        var first = dialog.Find("[data-testid=submit]").ClickAsync(new());
        var second = dialog.FindAll("[data-testid=submit]").Select(b => b.ClickAsync(new())).ToList();
        await Task.WhenAll([first, .. second]);

        await dialog.WaitForAssertionAsync(() => Assert.Empty(dialog.FindAll("[data-testid=submit]")));
        await using var db = Portal.OpenDb();
        var payment = await db.Payments.SingleAsync(_cancellation);
        Assert.Equal((Money.FromTaka(800m), PaymentMethod.Cash), (payment.Amount, payment.Method));
    }

    [Fact]
    public async Task Save_BKashWithoutTransaction_SaysSoAtTheFieldAndSavesNothing()
    {
        await GivenDebts();
        var dialog = await Open();

        await dialog.Find("[data-testid=method-BKash]").ClickAsync(new());
        await dialog.Find("[data-testid=submit]").ClickAsync(new());

        await dialog.WaitForAssertionAsync(() => Assert.Contains("Write the transaction or slip number.", dialog.Markup, StringComparison.Ordinal));
        await using var db = Portal.OpenDb();
        Assert.Equal(0, await db.Payments.CountAsync(_cancellation));
    }

    [Fact]
    public async Task Save_TransactionOnRecord_NamesThePaymentThatHasIt()
    {
        await GivenDebts();
        var request = new RecordPaymentRequest(new Guid(9, 0, 0, new byte[8]), _subscriber, Money.FromTaka(50m), PaymentMethod.BKash, Portal.Today, "8CG2AB3XYZ");
        await Portal.Run(s => s.GetRequiredService<RecordPayment>(), request);
        var dialog = await Open();

        await dialog.Find("[data-testid=method-BKash]").ClickAsync(new());
        await dialog.Find("[data-testid=reference]").ChangeAsync(new() { Value = "8cg2ab3xyz" });
        await dialog.Find("[data-testid=submit]").ClickAsync(new());

        await dialog.WaitForAssertionAsync(() => Assert.Contains("8CG2AB3XYZ is on record already: payment 1 of রহিম উদ্দিন (C-1)", dialog.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Dialog_OfACollector_OffersCashOnly()
    {
        await GivenDebts();
        SignIn(Role.Collector);

        var dialog = await Open();

        Assert.Single(dialog.FindAll("[role=radio]"));
    }

    private async Task GivenDebts()
    {
        SignIn(Role.Billing);
        _subscriber = await Portal.GivenSubscriber(await Portal.GivenPlan());
        await Portal.GivenInvoice(_subscriber, 500m, new DateOnly(2025, 12, 20), "INV-1");
        await Portal.GivenInvoice(_subscriber, 300m, new DateOnly(2026, 1, 20), "INV-2");
    }

    private async Task GivenCutForMoney()
    {
        var router = await Portal.GivenRouter();
        await using var db = Portal.OpenDb();
        db.DesiredStates.Add(new DesiredState(
            _subscriber, new AccessTarget(router, "rahim01", Online: false, "plan-10M"), [new AccessReason(AccessReasonCode.Overdue)], "Cut", Portal.Clock.GetUtcNow()));
        await db.SaveChangesAsync(_cancellation);
    }

    private async Task<IRenderedComponent<MudDialogProvider>> Open()
    {
        var dialogs = RenderDialogs();
        await dialogs.InvokeAsync(() => Services.GetRequiredService<IDialogService>().ShowAsync<TakePaymentDialog>(
            "Take payment", new DialogParameters<TakePaymentDialog> { { d => d.SubscriberId, _subscriber } }));
        await dialogs.WaitForElementAsync("[data-testid=preview]");
        return dialogs;
    }
}
