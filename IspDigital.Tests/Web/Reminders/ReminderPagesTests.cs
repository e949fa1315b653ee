using Bunit;
using IspDigital.Core.Messaging;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using IspDigital.Web.Features.Reminders;
using IspDigital.Web.Features.Settings;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace IspDigital.Tests.Web.Reminders;

public sealed class ReminderPagesTests : PortalComponents
{
    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Policies_Default_ReadsAsATimeline()
    {
        SignIn(Role.Owner);

        var page = Render<RemindersPage>();

        await page.WaitForAssertionAsync(() => Assert.Equal(5, page.FindAll("[data-testid=timeline] li").Count));
        Assert.Contains("3 days before", page.Markup, StringComparison.Ordinal);
        Assert.Contains("For everybody without another policy", page.Markup, StringComparison.Ordinal);
        Assert.Single(page.FindAll("[data-testid=edit-policy]"));
    }

    [Fact]
    public async Task Policies_ForSupport_AreReadOnlyAndInBangla()
    {
        Speak(Language.Bangla);
        SignIn(Role.Support);

        var page = Render<RemindersPage>();

        await page.WaitForAssertionAsync(() => Assert.Contains("৩ দিন আগে", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("[data-testid=edit-policy], [data-testid=add-policy]"));
    }

    [Fact]
    public async Task Dialog_ChangedSteps_ShowBeforeTheyAreSavedAndSayWhatIsWrong()
    {
        SignIn(Role.Owner);
        var dialogs = RenderDialogs();
        var page = Render<RemindersPage>();
        await page.WaitForElementAsync("[data-testid=edit-policy]");
        _ = page.Find("[data-testid=edit-policy]").ClickAsync(new()); // ends when the dialog does
        await dialogs.WaitForElementAsync("[data-testid=policy-form]");

        await dialogs.FindAll("[data-testid=remove-step]")[0].ClickAsync(new());
        await dialogs.WaitForAssertionAsync(() => Assert.Equal(3, dialogs.FindAll("[data-testid=step]").Count));
        await dialogs.FindAll("[data-testid=step-sms]")[0].ChangeAsync(new() { Value = false });
        await dialogs.FindAll("[data-testid=step-email]")[0].ChangeAsync(new() { Value = false });
        await dialogs.WaitForAssertionAsync(() => Assert.Contains("Choose SMS, email or both", dialogs.Find("[data-testid=step-error]").TextContent, StringComparison.Ordinal));
        await dialogs.FindAll("[data-testid=step-email]")[0].ChangeAsync(new() { Value = true });
        await dialogs.Find("[data-testid=submit]").ClickAsync(new());

        await dialogs.WaitForAssertionAsync(() => Assert.Empty(dialogs.FindAll("[data-testid=policy-form]")));
        await using var db = Portal.OpenDb();
        Assert.Equal(3, await db.ReminderSteps.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Template_Typed_ShowsPartsAndCostBeforeSaving()
    {
        SignIn(Role.Owner);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/reminders/templates?kind=FinalNotice&channel=Sms&language=en");
        var page = Render<TemplatesPage>();
        await page.WaitForElementAsync("[data-testid=template-parts]");
        Assert.Contains("SMS parts: 1 · ৳ 0.35", page.Find("[data-testid=template-parts]").TextContent, StringComparison.Ordinal);

        await page.Find("[data-testid=template-body]").InputAsync(new() { Value = "Pay ৳ {{amount}} now" });
        await page.WaitForAssertionAsync(() => Assert.Contains("Pay ৳ 1,050 now", page.Find("[data-testid=bubble]").TextContent, StringComparison.Ordinal));
        Assert.Single(page.FindAll("[data-testid=unicode-warning]"));

        await page.Find("[data-testid=template-body]").InputAsync(new() { Value = "Pay {{amuont}} now" });
        await page.WaitForAssertionAsync(() => Assert.Contains("“amuont” cannot be filled in", page.Find("[data-testid=template-preview]").TextContent, StringComparison.Ordinal));
        await using var db = Portal.OpenDb();
        Assert.Empty(await db.MessageTemplates.ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Template_Saved_IsTheOperatorsOwnAndCanBeTakenBack()
    {
        SignIn(Role.Owner);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/reminders/templates?kind=Reconnected&channel=Sms&language=en");
        var page = Render<TemplatesPage>();
        await page.WaitForElementAsync("[data-testid=template-body]");

        await page.Find("[data-testid=template-body]").InputAsync(new() { Value = "Your line is back, " });
        await page.Find("[data-testid=insert-code]").ClickAsync(new());
        await page.Find("[data-testid=submit]").ClickAsync(new());

        await page.WaitForElementAsync("[data-testid=template-reset]");
        await using var db = Portal.OpenDb();
        Assert.Equal("Your line is back, {{code}}", (await db.MessageTemplates.SingleAsync(Cancellation)).Body);
    }

    [Fact]
    public async Task Messages_Failed_SaysWhatToDoAndCanBeSentAgain()
    {
        SignIn(Role.Billing);
        var id = await AFailedMessage();
        var dialogs = RenderDialogs();
        var page = Render<MessagesPage>();
        await page.WaitForElementAsync("[data-testid=show-message]");
        Assert.Contains("The gateway said no.", page.Find("[data-testid=message-problem]").TextContent, StringComparison.Ordinal);

        _ = page.Find("[data-testid=show-message]").ClickAsync(new()); // ends when the dialog does
        await dialogs.WaitForElementAsync("[data-testid=todo]");
        Assert.Contains("no balance", dialogs.Markup, StringComparison.Ordinal);
        await dialogs.Find("[data-testid=retry]").ClickAsync(new());

        await page.WaitForAssertionAsync(() => Assert.Contains("Waiting", page.Find("[data-testid=message-state]").TextContent, StringComparison.Ordinal));
        Assert.Equal(MessageState.Queued, (await Portal.Messages()).Single(m => m.Id == id).State);
    }

    [Fact]
    public async Task Banner_WithoutAGateway_SaysHowManyWaitAndWhatToDo()
    {
        SignIn(Role.Support);
        await Portal.Queue(await Portal.AddSubscriber(), MessageKind.Reconnected, "a");

        var banner = Render<MessagingBanner>();

        await banner.WaitForAssertionAsync(() => Assert.Contains("SMS is not set up; messages waiting: 1.", banner.Find("[data-testid=off-Sms]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Panel_OfASubscriber_FollowsWhatIsCommitted()
    {
        SignIn(Role.Support);
        var subscriber = await Portal.AddSubscriber();
        var panel = Render<MessagesPanel>(p => p.Add(m => m.SubscriberId, subscriber));
        await panel.WaitForElementAsync("[data-testid=empty]");

        await Portal.Queue(subscriber, MessageKind.PaymentReceived, "a");

        await panel.WaitForAssertionAsync(() => Assert.Contains("Payment received", panel.Find("[data-testid=messages-of-subscriber]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Settings_OfMessages_AreSaved()
    {
        SignIn(Role.Owner);
        Render<MudPopoverProvider>();
        var tab = Render<MessagingSettingsTab>();
        await tab.WaitForElementAsync("[data-testid=messaging-form]");

        await tab.Find("[data-testid=notice-InvoiceIssued-Sms]").ChangeAsync(new() { Value = false });
        await tab.Find("[data-testid=part-price]").ChangeAsync(new() { Value = "40" });
        await tab.Find("[data-testid=submit]").ClickAsync(new());

        await tab.WaitForAssertionAsync(() =>
        {
            using var db = Portal.OpenDb();
            Assert.Contains("\"SmsPartPriceMinor\":40", db.Settings.AsNoTracking().SingleOrDefault(s => s.Name == "Messaging")?.Json ?? "", StringComparison.Ordinal);
        });
        await using var after = Portal.OpenDb();
        Assert.Contains("\"InvoiceIssued\":[\"Email\"]", (await after.Settings.SingleAsync(s => s.Name == "Notifications", Cancellation)).Json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "part-price", "10001", "From 0 to 10,000 poisha.")]
    [InlineData("bn", "part-price", "-৫", "০ থেকে ১০,০০০ পয়সা।")]
    [InlineData("en", "expiry-hours", "0", "From 1 to 240 hours.")]
    [InlineData("bn", "expiry-hours", "২৪১", "১ থেকে ২৪০ ঘণ্টা।")]
    public async Task Settings_NumberOutOfRange_IsRefusedAtItsFieldAndNotSavedAsAnother(string language, string field, string typed, string says)
    {
        Speak(Language.Of(language));
        SignIn(Role.Owner);
        Render<MudPopoverProvider>();
        var tab = Render<MessagingSettingsTab>();

        await (await tab.WaitForElementAsync($"[data-testid={field}]")).ChangeAsync(new() { Value = typed });
        await tab.Find("[data-testid=submit]").ClickAsync(new());

        await tab.WaitForAssertionAsync(() => Assert.Contains(says, tab.Markup, StringComparison.Ordinal));
        await using var db = Portal.OpenDb();
        Assert.Empty(await db.Settings.Where(s => s.Name == "Messaging" || s.Name == "Notifications").ToListAsync(Cancellation));
    }

    [Theory]
    [InlineData("en", "send-from", "", "Write a time such as 09:00.")]
    [InlineData("en", "send-until", "25:99", "Write a time such as 09:00.")]
    [InlineData("bn", "send-until", "আট", "সময় লিখুন, যেমন ০৯:০০।")]
    [InlineData("bn", "send-until", "08:00", "শেষ সময় শুরুর পরে হতে হবে।")]
    public async Task Settings_TimeThatIsNoneOrTooEarly_IsRefusedAtItsFieldAsTyped(string language, string field, string typed, string says)
    {
        Speak(Language.Of(language));
        SignIn(Role.Owner);
        Render<MudPopoverProvider>();
        var tab = Render<MessagingSettingsTab>();

        await (await tab.WaitForElementAsync($"[data-testid={field}]")).ChangeAsync(new() { Value = typed });
        await tab.Find("[data-testid=submit]").ClickAsync(new());

        await tab.WaitForAssertionAsync(() => Assert.Contains(says, tab.Markup, StringComparison.Ordinal));
        var wrong = Assert.Single(tab.FindAll("[aria-invalid=true]"));
        Assert.Equal((field, typed), (wrong.GetAttribute("data-testid"), wrong.GetAttribute("value") ?? ""));
        await using var db = Portal.OpenDb();
        Assert.Empty(await db.Settings.Where(s => s.Name == "Messaging").ToListAsync(Cancellation));
    }

    [Theory]
    [InlineData("০৮:৩০")]
    [InlineData("8.30")]
    public async Task Settings_TimeAsPeopleTypeIt_IsRead(string typed)
    {
        SignIn(Role.Owner);
        Render<MudPopoverProvider>();
        var tab = Render<MessagingSettingsTab>();

        await (await tab.WaitForElementAsync("[data-testid=send-from]")).ChangeAsync(new() { Value = typed });
        await tab.Find("[data-testid=submit]").ClickAsync(new());

        await tab.WaitForAssertionAsync(() =>
        {
            using var db = Portal.OpenDb();
            Assert.Contains("\"SendFrom\":\"08:30", db.Settings.AsNoTracking().SingleOrDefault(s => s.Name == "Messaging")?.Json ?? "", StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("en", "61", "From 0 to 60 days.")]
    [InlineData("bn", "-৩", "০ থেকে ৬০ দিন।")]
    public async Task Dialog_DaysOutOfRange_AreRefusedAtTheirFieldAndNotTurnedIntoOthers(string language, string typed, string says)
    {
        Speak(Language.Of(language));
        SignIn(Role.Owner);
        var dialogs = RenderDialogs();
        var page = Render<RemindersPage>();
        await page.WaitForElementAsync("[data-testid=edit-policy]");
        _ = page.Find("[data-testid=edit-policy]").ClickAsync(new()); // ends when the dialog does
        await dialogs.WaitForElementAsync("[data-testid=policy-form]");

        await dialogs.FindAll("[data-testid=step-days]")[0].ChangeAsync(new() { Value = typed });

        await dialogs.WaitForAssertionAsync(() => Assert.Contains(says, dialogs.FindAll("[data-testid=step]")[0].TextContent, StringComparison.Ordinal));
        Assert.Empty(dialogs.FindAll("[data-testid=step-error]"));
        await dialogs.Find("[data-testid=submit]").ClickAsync(new());
        Assert.Single(dialogs.FindAll("[data-testid=policy-form]"));
        await using var db = Portal.OpenDb();
        Assert.False(await db.AuditEntries.AnyAsync(a => a.ActorName == "Owner", Cancellation));
    }

    private async Task<long> AFailedMessage()
    {
        var id = await Portal.Queue(await Portal.AddSubscriber(), MessageKind.Reconnected, "a");
        await Portal.Put(async work =>
        {
            var message = await work.Db.OutboxMessages.SingleAsync(m => m.Id == id, Cancellation);
            message.Fail(MessageProblem.Refused, "no balance", "Alpha SMS", isUnknown: false);
            return id;
        });
        return id;
    }
}
