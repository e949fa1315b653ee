using Bunit;
using IspDigital.Core.Audit;
using IspDigital.Core.Operations;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using IspDigital.Tests.Support;
using IspDigital.Web.Features.Audit;
using IspDigital.Web.Features.Subscribers;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace IspDigital.Tests.Web.Subscribers;

/// <summary>The list, the form and the page of a subscriber.</summary>
public sealed class SubscriberScreensTests : PortalComponents
{
    private readonly CancellationToken _cancellation = Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_OfSubscribers_ShowsDuesAndFollowsAPayment()
    {
        SignIn(Role.Billing);
        var rahim = await Portal.GivenSubscriber(await Portal.GivenPlan());
        await Portal.GivenInvoice(rahim, 1234.5m, new DateOnly(2026, 1, 20));
        RenderDialogs();

        var page = Render<SubscribersPage>();
        await page.WaitForAssertionAsync(() => Assert.Contains("৳ 1,234.50", page.Find("[data-testid=row]").TextContent, StringComparison.Ordinal));
        Assert.Contains("01712-345678", page.Markup, StringComparison.Ordinal);

        await Pay(rahim, 1234.5m);
        await page.WaitForAssertionAsync(() => Assert.DoesNotContain("1,234.50", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(5));
        Assert.Empty(page.FindAll("[data-testid=take-payment]"));
    }

    [Theory]
    [InlineData("statement-from", "01/02/2026")]
    [InlineData("statement-to", "")]
    [InlineData("statement-to", "৩১/১০/২০২৫")]
    public async Task Statement_DaysMissingOrTheWrongWayRound_AreSaidAndStayAsTyped(string field, string typed)
    {
        SignIn(Role.Support);
        var rahim = await Portal.GivenSubscriber(await Portal.GivenPlan());
        var profile = await Services.GetRequiredService<SubscriberAccountQueries>().Profile(rahim, _cancellation);
        RenderDialogs();
        var tab = Render<StatementTab>(p => p.Add(t => t.SubscriberId, rahim).Add(t => t.Profile, profile));
        await tab.WaitForElementAsync("[data-testid=statement]");
        string[] other = ["statement-from", "statement-to"];
        var untouched = tab.Find($"[data-testid={other.Single(f => f != field)}]").GetAttribute("value");

        await tab.Find($"[data-testid={field}]").ChangeAsync(new() { Value = typed });

        Assert.Contains("Give both days, the first not after the last.", (await tab.WaitForElementAsync("[data-testid=statement-wrong]")).TextContent, StringComparison.Ordinal);
        Assert.Empty(tab.FindAll("[data-testid=statement]"));
        Assert.Equal(untouched, tab.Find($"[data-testid={other.Single(f => f != field)}]").GetAttribute("value"));
        Assert.True(tab.Find("[data-testid=print]").HasAttribute("disabled"));

        await tab.Find($"[data-testid={field}]").ChangeAsync(new() { Value = "01/01/2026" });
        await tab.WaitForElementAsync("[data-testid=statement]");
    }

    [Fact]
    public async Task Statement_OnPaper_NamesTheCompanyAndLeavesThePageOut()
    {
        SignIn(Role.Support);
        var rahim = await Portal.GivenSubscriber(await Portal.GivenPlan());
        await Portal.Put(async work =>
        {
            await SettingsRow.Store(work, new CompanySettings { CompanyName = "Star Link" }, _cancellation);
            return 0L;
        });
        RenderDialogs();

        var page = Render<SubscriberPage>(p => p.Add(s => s.Id, rahim).Add(s => s.Tab, "statement"));

        var head = (await page.WaitForElementAsync("[data-testid=statement-head]")).TextContent;
        Assert.Contains("Star Link", head, StringComparison.Ordinal);
        Assert.Contains("Statement of account", head, StringComparison.Ordinal);
        Assert.All(new[] { ".head", ".answers", ".tabs" }, part => Assert.NotNull(page.Find(part).Closest(".no-print")));
    }

    [Fact]
    public async Task List_ForATechnician_ShowsNeitherMoneyNorTheButton()
    {
        SignIn(Role.Technician);
        var rahim = await Portal.GivenSubscriber(await Portal.GivenPlan());
        await Portal.GivenInvoice(rahim, 500m, new DateOnly(2026, 1, 20));
        RenderDialogs();

        var page = Render<SubscribersPage>();

        await page.WaitForElementAsync("[data-testid=row]");
        Assert.DoesNotContain("৳", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-testid=add-subscriber]"));
    }

    [Fact]
    public async Task Form_SentEmpty_SaysWhatIsMissingAtTheFields()
    {
        SignIn(Role.Owner);
        await Portal.GivenPlan();
        RenderDialogs();
        var page = Render<AddSubscriberPage>();
        await page.WaitForElementAsync("[data-testid=submit]");

        await page.Find("[data-testid=submit]").ClickAsync(new());

        await page.WaitForAssertionAsync(() =>
        {
            Assert.Contains("Write the name.", page.Markup, StringComparison.Ordinal);
            Assert.Contains("Write a Bangladeshi mobile number", page.Markup, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Form_FilledInBanglaDigits_AddsTheSubscriberAndOpensTheirPage()
    {
        SignIn(Role.Owner);
        await Portal.GivenPlan();
        RenderDialogs();
        var page = Render<AddSubscriberPage>();
        await page.WaitForElementAsync("[data-testid=submit]");

        await page.Find("[data-testid=name]").ChangeAsync(new() { Value = "করিম মিয়া" });
        await page.Find("[data-testid=phone]").ChangeAsync(new() { Value = "০১৯১২-৩৪৫৬৭৮" });
        await page.Find("[data-testid=submit]").ClickAsync(new());

        await page.WaitForAssertionAsync(() => Assert.EndsWith("/subscribers/1", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
        await using var db = Portal.OpenDb();
        var added = await db.Subscribers.SingleAsync(_cancellation);
        Assert.Equal(("করিম মিয়া", "8801912345678", Portal.Today), (added.Name, added.Phone, added.ActivatedOn));
    }

    [Fact]
    public async Task Page_OfASubscriber_AnswersWhoStandsHowAndFollowsAPayment()
    {
        SignIn(Role.Support);
        var rahim = await Portal.GivenSubscriber(await Portal.GivenPlan());
        await Portal.GivenInvoice(rahim, 500m, new DateOnly(2025, 12, 20), "INV-1");
        RenderDialogs();

        var page = Render<SubscriberPage>(p => p.Add(x => x.Id, rahim));
        var balance = await page.WaitForElementAsync("[data-testid=balance]");
        Assert.Contains("৳ 500.00", balance.TextContent, StringComparison.Ordinal);
        Assert.Contains("oldest 12 days late", balance.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-testid=take-payment]"));

        await Pay(rahim, 700m);
        await page.WaitForAssertionAsync(
            () => Assert.Contains("Paid in advance", page.Find("[data-testid=balance]").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Page_OfASubscriber_NamesEachValueOfWhatIsDueForTheCardsOfAPhone()
    {
        SignIn(Role.Support);
        var rahim = await Portal.GivenSubscriber(await Portal.GivenPlan());
        await Portal.GivenInvoice(rahim, 500m, new DateOnly(2025, 12, 20), "INV-1");
        RenderDialogs();

        var page = Render<SubscriberPage>(p => p.Add(x => x.Id, rahim));

        await page.WaitForElementAsync("[data-testid=open-invoices].stacked");
        Assert.Equal(
            ["", "Due", "Last day before the cut", "Left to pay"], page.FindAll("[data-testid=open-invoices] tbody td").Select(cell => cell.GetAttribute("data-label") ?? ""));
    }

    [Fact]
    public async Task Page_OfASubscriberWithoutAPhone_LeavesNoGapAndNothingToCall()
    {
        SignIn(Role.Support);
        var rahim = await Portal.GivenSubscriber(await Portal.GivenPlan(), and: s => s.Describe("Rahim", "", null, "bn", new Address(), null));
        RenderDialogs();

        var page = Render<SubscriberPage>(p => p.Add(x => x.Id, rahim));

        await page.WaitForAssertionAsync(() => Assert.Contains("C-1 · Home 10", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("tel:", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("statement", "[data-testid=statement-line]", 2)]
    [InlineData("timeline", "[data-testid=timeline-item]", 3)]
    [InlineData("payments", "[data-testid=row]", 1)]
    [InlineData("invoices", "[data-testid=row]", 1)]
    [InlineData("messages", "[data-testid=message]", 1)]
    public async Task Tab_OfASubscriber_ShowsWhatIsThere(string tab, string selector, int count)
    {
        SignIn(Role.Owner);
        var rahim = await Portal.GivenSubscriber(await Portal.GivenPlan());
        await Portal.GivenInvoice(rahim, 500m, new DateOnly(2026, 1, 5), "INV-1");
        await Pay(rahim, 300m);
        RenderDialogs();

        var page = Render<SubscriberPage>(p => p.Add(x => x.Id, rahim).Add(x => x.Tab, tab));

        await page.WaitForAssertionAsync(() => Assert.Equal(count, page.FindAll(selector).Count));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("bn")]
    public void EveryState_HasItsWord(string code)
    {
        Speak(Language.All.Single(l => l.Code == code));
        var words = Services.GetRequiredService<IStringLocalizer<SubscribersText>>();
        var deeds = Services.GetRequiredService<IStringLocalizer<AuditText>>();

        var keys = Names<IspDigital.Core.Reports.LineState>("Line.").Concat(Names<IspDigital.Core.Reports.LineState>("Line.Says."))
            .Concat(Names<IspDigital.Core.Reports.AccountState>("State.")).Concat(Names<IspDigital.Core.Reports.DuesFilter>("Dues."))
            .Concat(Names<IspDigital.Core.Access.Rules.AccessReasonCode>("Reason.")).Concat(Names<IspDigital.Core.Ledger.EntryKind>("Entry."))
            .Concat(Names<IspDigital.Core.Messaging.MessageKind>("Message.")).Concat(Names<IspDigital.Core.Messaging.MessageState>("MessageState."));

        Assert.All(keys, key => Assert.False(words[key].ResourceNotFound, key));
        Assert.All(Names<AuditAction>("Audit."), key => Assert.False(deeds[key].ResourceNotFound, key));
    }

    private static IEnumerable<string> Names<T>(string prefix)
        where T : struct, Enum => Enum.GetNames<T>().Select(name => prefix + name);

    private async Task Pay(long subscriber, decimal taka) => await Portal.Run(
        s => s.GetRequiredService<RecordPayment>(),
        new RecordPaymentRequest(new Guid(7, 0, 0, new byte[8]), subscriber, Money.FromTaka(taka), PaymentMethod.Cash, Portal.Today));
}
