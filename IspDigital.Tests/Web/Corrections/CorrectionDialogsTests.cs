using Bunit;
using IspDigital.Core.Billing;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using IspDigital.Web.Features.Corrections;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace IspDigital.Tests.Web.Corrections;

/// <summary>Each correction says what will happen, to whom and for how much, before it is done; and is done once.</summary>
public sealed class CorrectionDialogsTests : PortalComponents
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private readonly CancellationToken _cancellation = Xunit.TestContext.Current.CancellationToken;
    private long _subscriber;
    private Invoice _invoice = null!;

    [Fact]
    public async Task CreditNote_PressedTwice_SaysWhatItPaysAndIsOne()
    {
        await GivenInvoice();
        var dialog = await OpenInvoice<CreditNoteDialog>();
        Assert.Contains("INV-2026-000001 of Subscriber 1", dialog.Find("[data-testid=about]").TextContent, StringComparison.Ordinal);

        await dialog.Find("[data-testid=amount]").InputAsync(new() { Value = "১০৫" });
        Assert.Contains("৳ 105.00 pays INV-2026-000001; ৳ 420.00 stays to pay on it.", What(dialog), StringComparison.Ordinal);
        await dialog.Find("[data-testid=reason]").ChangeAsync(new() { Value = "outage" });
        var first = dialog.Find("[data-testid=submit]").ClickAsync(new());
        var second = dialog.FindAll("[data-testid=submit]").Select(b => b.ClickAsync(new())).ToList();
        await Task.WhenAll([first, .. second]);

        await Closed(dialog);
        Assert.Equal(Money.FromTaka(-105), Assert.Single(await Portal.Invoices(), i => i.Kind == InvoiceKind.CreditNote).Total);
    }

    [Fact]
    public async Task CreditNote_WithoutReason_SaysSoAndDoesNothing()
    {
        await GivenInvoice();
        var dialog = await OpenInvoice<CreditNoteDialog>();

        await dialog.Find("[data-testid=submit]").ClickAsync(new());

        await dialog.WaitForAssertionAsync(() => Assert.Contains("Give the reason", dialog.Markup, StringComparison.Ordinal), s_patience);
        Assert.Single(await Portal.Invoices());
    }

    [Theory]
    [InlineData("600", "৳ 75.00 is added to the next invoice of Subscriber 1")]
    [InlineData("500", "A credit note gives back ৳ 25.00; it pays INV-2026-000001 first.")]
    [InlineData("525", "Write the amount that it should have been.")]
    public async Task Adjust_OfAnotherTotal_SaysHowTheDifferenceIsMade(string total, string says)
    {
        await GivenInvoice();
        var dialog = await OpenInvoice<AdjustInvoiceDialog>();

        await dialog.Find("[data-testid=amount]").InputAsync(new() { Value = total });

        Assert.Contains(says, What(dialog), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MarkPaid_ByBKash_RecordsWhatIsLeft()
    {
        await GivenInvoice();
        var dialog = await OpenInvoice<MarkPaidDialog>();
        await dialog.Find("[data-testid=method-BKash]").ClickAsync(new());
        Assert.Contains("A payment of ৳ 525.00 from Subscriber 1 by bKash", What(dialog), StringComparison.Ordinal);

        await dialog.Find("[data-testid=reference]").ChangeAsync(new() { Value = "8cg2" });
        await dialog.Find("[data-testid=reason]").ChangeAsync(new() { Value = "he showed the message" });
        await dialog.Find("[data-testid=submit]").ClickAsync(new());

        await Closed(dialog);
        Assert.Equal(InvoiceStatus.Paid, Assert.Single(await Portal.Invoices()).Status);
    }

    [Fact]
    public async Task WriteOff_OfAllThatIsOpen_NamesTheInvoicesAndTheLoss()
    {
        await GivenInvoice();
        var dialog = await Open<WriteOffDialog>(new() { { d => d.SubscriberId, _subscriber } });
        Assert.Contains("INV-2026-000001: ৳ 525.00 is given up.", What(dialog), StringComparison.Ordinal);
        Assert.Contains("never as money collected", What(dialog), StringComparison.Ordinal);

        await dialog.Find("[data-testid=reason]").ChangeAsync(new() { Value = "moved away" });
        await dialog.Find("[data-testid=submit]").ClickAsync(new());

        await Closed(dialog);
        Assert.Equal(InvoiceStatus.Paid, Assert.Single(await Portal.Invoices()).Status);
    }

    [Fact]
    public async Task WriteOff_LeftBeforeAnythingWasTyped_GreetsWithNoErrorAndSaysItWhenSent()
    {
        await GivenInvoice();
        var dialog = await Open<WriteOffDialog>(new() { { d => d.SubscriberId, _subscriber } });

        await dialog.Find("[data-testid=reason]").BlurAsync(new());
        Assert.DoesNotContain("Write the reason.", dialog.Markup, StringComparison.Ordinal);
        await dialog.Find("[data-testid=submit]").ClickAsync(new());

        await dialog.WaitForAssertionAsync(() => Assert.Contains("Write the reason.", dialog.Markup, StringComparison.Ordinal), s_patience);
    }

    [Fact]
    public async Task CreditNote_OfMoreThanIsLeft_SaysSoBeforeItIsSent()
    {
        await GivenInvoice();
        var dialog = await OpenInvoice<CreditNoteDialog>();

        await dialog.Find("[data-testid=amount]").InputAsync(new() { Value = "525.01" });

        Assert.Contains("Only ৳ 525.00 of this invoice can be given back.", What(dialog), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refund_OfTheAdvance_SaysWhatIsLeft()
    {
        await GivenInvoice();
        await Portal.As<RecordPayment, RecordPaymentRequest, RecordedPayment>(new(Commands.Next(), _subscriber, Money.FromTaka(1_025), PaymentMethod.Cash, Portal.Today));
        var dialog = await Open<RefundDialog>(new() { { d => d.SubscriberId, _subscriber } });
        await dialog.Find("[data-testid=amount]").InputAsync(new() { Value = "501" });
        Assert.Contains("The advance is only ৳ 500.00.", What(dialog), StringComparison.Ordinal);
        await dialog.Find("[data-testid=amount]").InputAsync(new() { Value = "200" });
        Assert.Contains("৳ 300.00 stays as an advance.", What(dialog), StringComparison.Ordinal);

        await dialog.Find("[data-testid=reason]").ChangeAsync(new() { Value = "leaves" });
        await dialog.Find("[data-testid=submit]").ClickAsync(new());

        await Closed(dialog);
        await using var db = Portal.OpenDb();
        Assert.Equal(Money.FromTaka(200), (await db.Refunds.SingleAsync(_cancellation)).Amount);
    }

    [Fact]
    public async Task AddCharge_InBangla_StandsOnTheNextInvoice()
    {
        await GivenInvoice();
        Speak(Language.Bangla);
        var dialog = await Open<AddChargeDialog>(new() { { d => d.SubscriberId, _subscriber }, { d => d.Name, "রহিম" } });

        await dialog.Find("[data-testid=amount]").InputAsync(new() { Value = "১০০০" });
        Assert.Contains("রহিম এর পরের বিলে", What(dialog), StringComparison.Ordinal);
        await dialog.Find("[data-testid=reason]").ChangeAsync(new() { Value = "নতুন সংযোগ" });
        await dialog.Find("[data-testid=submit]").ClickAsync(new());

        await Closed(dialog);
        await using var db = Portal.OpenDb();
        var charge = await db.Charges.SingleAsync(_cancellation);
        Assert.Equal(("সংযোগ ফি", Money.FromTaka(1_000), null), (charge.Text, charge.Amount, charge.InvoiceId));
    }

    [Fact]
    public async Task WaitingCharges_TakenBack_AreGone()
    {
        await GivenInvoice();
        await Portal.As<AddCharge, AddChargeRequest, AddedCharge>(new(Commands.Next(), _subscriber, LineKind.OneOff, "Router", Money.FromTaka(10), false, false, "sold"));
        var dialogs = RenderDialogs();
        var panel = Render<WaitingCharges>(p => p.Add(c => c.SubscriberId, _subscriber));
        panel.WaitForElement("[data-testid=cancel-charge]", s_patience).Click();

        dialogs.WaitForElement("[data-testid=confirm-reason]", s_patience).Input("not sold");
        dialogs.Find("[data-testid=confirm-yes]").Click();

        await panel.WaitForAssertionAsync(() => Assert.Empty(panel.FindAll("[data-testid=waiting-charges]")), s_patience);
    }

    [Fact]
    public async Task WaitingCharges_WithALateFee_NameTheInvoiceAndAreCardsOnAPhone()
    {
        await GivenInvoice();
        await Portal.HasBillingSettings(new BillingSettings { LateFee = Core.Billing.Rules.LateFeeKind.Fixed, LateFeeMinor = 5_050, LateFeeFrom = Portal.Today });
        Portal.GoTo(_invoice.LastDayToPay.AddDays(1));
        Assert.Equal(1, (await Portal.Run(s => s.GetRequiredService<ChargeLateFees>(), new ChargeLateFeesRequest())).Value);

        var panel = Render<WaitingCharges>(p => p.Add(c => c.SubscriberId, _subscriber));

        var shown = panel.WaitForElement("[data-testid=waiting-charges] .stacked", s_patience).TextContent;
        Assert.Contains("Late fee · INV-2026-000001", shown, StringComparison.Ordinal);
        Assert.Contains("৳ 50.50", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("(1)", shown, StringComparison.Ordinal);
    }

    private async Task GivenInvoice()
    {
        SignIn(Role.Billing);
        _subscriber = await Portal.HasSubscriber(await Portal.HasPlan(taxBasisPoints: 500), Portal.Today);
        await Portal.IssuesInvoices();
        _invoice = Assert.Single(await Portal.Invoices());
    }

    private Task<IRenderedComponent<MudDialogProvider>> OpenInvoice<TDialog>()
        where TDialog : InvoiceCorrectionDialog => Open<TDialog>(new() { { d => d.InvoiceId, _invoice.Id } });

    private async Task<IRenderedComponent<MudDialogProvider>> Open<TDialog>(DialogParameters<TDialog> parameters)
        where TDialog : ComponentBase
    {
        var dialogs = RenderDialogs();
        await dialogs.InvokeAsync(() => Services.GetRequiredService<IDialogService>().ShowAsync<TDialog>("Correct", parameters));
        await dialogs.WaitForElementAsync("[data-testid=preview]", s_patience);
        return dialogs;
    }

    private static Task Closed(IRenderedComponent<MudDialogProvider> dialog) =>
        dialog.WaitForAssertionAsync(() => Assert.Empty(dialog.FindAll("[data-testid=submit]")), s_patience);

    private static string What(IRenderedComponent<MudDialogProvider> dialog) => dialog.Find("[data-testid=preview]").TextContent;
}
