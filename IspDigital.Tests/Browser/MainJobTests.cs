using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IspDigital.Tests.Browser;

/// <summary>The whole main job as a person sees it, from the bill to the line that is back.</summary>
[Collection(BrowserTests.Name)]
[Trait("Needs", "chromium")]
public sealed partial class MainJobTests(PortalInBrowser portal)
{
    // The longest way to a cut: issue, 7 days due, 3 of grace, a spared Friday; each event is at least one click.
    private const int EventsMax = 90;

    private static readonly string[] s_story =
    [
        "Invoice issued", "Invoice notice", "Reminder before the due date", "Reminder on the due date", "Final notice", "To be cut",
        "Cut; the router confirmed", "Line cut notice", "Payment recorded", "To be back online", "Back online; the router confirmed",
    ];

    private static readonly TimeSpan s_redialMax = TimeSpan.FromSeconds(15);
    private static readonly LocatorAssertionsToContainTextOptions s_soon = new() { Timeout = 15_000 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Subscriber_BilledRemindedAndCut_PaysAndIsBackOnScreensThatNobodyReloaded()
    {
        await using var visit = await portal.Visit();
        var page = await visit.SignIn();
        await page.GetByTestId("clock-pay").UncheckAsync();

        await BillAWeekAhead(page);
        var payer = await IssueWhatIsDue(page);
        await LookAtTheInvoice(page, payer);
        Assert.True((await Line(payer)).IsUp, "Before the cut the line is up.");

        var board = await visit.Context.NewPageAsync();
        await board.GotoAsync("/disconnections");
        await Expect(board.GetByTestId("count-done")).ToBeVisibleAsync();
        await Mark(board);
        await MoveTimeUntilTheCut(page, payer);

        var cut = board.GetByTestId("section-done").GetByTestId($"line-{payer.Id}");
        await Expect(cut).ToContainTextAsync("Cut off", s_soon);
        Assert.Equal(new RouterLine(Disabled: true, Sessions: 0), await Line(payer));
        await LookAtThePhone(page, payer);

        await page.GotoAsync($"/subscribers/{payer.Id}");
        await Expect(page.GetByTestId("line-state")).ToHaveTextAsync("Cut");
        await Mark(page);
        await TakeThePayment(page);

        await Expect(page.GetByTestId("line-state")).ToHaveTextAsync("Line on", new() { Timeout = 15_000 });
        await Expect(cut).ToContainTextAsync("Back online", s_soon);
        await UntilTheLineIsUp(payer);
        await page.GetByTestId("tab-timeline").ClickAsync();
        await ExpectTheStory(page);
        Assert.True(await IsMarked(board), "The board was loaded again.");
        Assert.True(await IsMarked(page), "The subscriber's page was loaded again.");
        Assert.Empty(visit.Trouble);
    }

    private static async Task BillAWeekAhead(IPage page)
    {
        await page.GotoAsync("/settings/billing");
        await page.GetByLabel("Days issued before the period").FillAsync("7");
        await page.GetByTestId("billing-form").GetByTestId("submit").ClickAsync();
        await Expect(page.Locator(".mud-snackbar")).ToBeVisibleAsync();
    }

    /// <summary>Looks first, then issues; who is billed and online is followed from here.</summary>
    private async Task<Payer> IssueWhatIsDue(IPage page)
    {
        await page.GotoAsync("/billing-runs");
        await page.GetByTestId("preview").ClickAsync();
        var drafts = page.GetByTestId("preview-row");
        await Expect(drafts.First).ToBeVisibleAsync();
        var payer = await FirstOnline(drafts);
        await page.GetByTestId("issue").ClickAsync();
        await page.GetByTestId("confirm-yes").ClickAsync();
        await Expect(page.GetByTestId("runs").GetByTestId("row").First).ToBeVisibleAsync();
        await Expect(page.GetByTestId("preview-panel")).ToBeHiddenAsync();
        return payer;
    }

    private async Task<Payer> FirstOnline(ILocator drafts)
    {
        foreach (var draft in await drafts.AllAsync())
        {
            var href = await draft.Locator("a").First.GetAttributeAsync("href");
            var number = int.Parse(Code().Match(await draft.InnerTextAsync()).Groups[1].Value, CultureInfo.InvariantCulture);
            var payer = new Payer(href!.Split('/')[^1], number);
            if ((await Line(payer)).IsUp)
            {
                return payer;
            }
        }
        throw new InvalidOperationException("Nobody who is billed is online.");
    }

    private static async Task LookAtTheInvoice(IPage page, Payer payer)
    {
        await page.GotoAsync($"/invoices?q={payer.Code}");
        await page.GetByTestId("invoices").GetByTestId("row").Filter(new() { HasText = payer.Code }).First.Locator("a.row-link").ClickAsync();
        await Expect(page.GetByTestId("invoice")).ToContainTextAsync(payer.Code);
        await Expect(page.GetByTestId("outstanding")).ToContainTextAsync("৳");
    }

    private async Task MoveTimeUntilTheCut(IPage page, Payer payer)
    {
        for (var events = 0; !(await Line(payer)).Disabled; events++)
        {
            Assert.True(events < EventsMax, $"No cut within {EventsMax} events; the demo stands at {await page.GetByTestId("clock-time").InnerTextAsync()}.");
            await PortalVisit.MoveTime(page, "clock-event");
        }
    }

    private static async Task LookAtThePhone(IPage page, Payer payer)
    {
        await page.GotoAsync($"/demo/phone?of={payer.Phone}");
        var talk = page.GetByTestId("phone").GetByTestId("sms");
        await Expect(talk.First).ToBeVisibleAsync();
        Assert.True(await talk.CountAsync() >= 4, $"The bill, reminders and the cut were to be told; the phone got: {string.Join(" | ", await talk.AllInnerTextsAsync())}");
    }

    private static async Task TakeThePayment(IPage page)
    {
        await page.GetByTestId("take-payment").First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByTestId("preview")).ToContainTextAsync("comes back");
        await dialog.GetByTestId("method-Cash").ClickAsync();
        await dialog.GetByTestId("submit").ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
    }

    private static async Task ExpectTheStory(IPage page)
    {
        foreach (var chapter in s_story)
        {
            await Expect(page.GetByTestId("timeline-item").Filter(new() { HasText = chapter }).First).ToBeVisibleAsync();
        }
    }

    /// <summary>A page that is loaded again forgets this.</summary>
    private static Task<bool> Mark(IPage page) => page.EvaluateAsync<bool>("() => window.neverReloaded = true");

    private static Task<bool> IsMarked(IPage page) => page.EvaluateAsync<bool>("() => window.neverReloaded === true");

    private async Task UntilTheLineIsUp(Payer payer)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(s_redialMax);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!(await Line(payer)).IsUp)
        {
            await ticks.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>What the router itself says of the line.</summary>
    private async Task<RouterLine> Line(Payer payer)
    {
        await using var router = await portal.Demo.Router(payer.Router, Cancellation);
        var account = await router.FindAccount(payer.PppName, Cancellation);
        return new RouterLine(account!.Disabled, (await router.FindSessions(payer.PppName, Cancellation)).Count);
    }

    [GeneratedRegex(@"SL-(\d{4})")]
    private static partial Regex Code();

    /// <summary>A subscriber of the demo, whose code, account, phone and router follow from the number.</summary>
    private sealed record Payer(string Id, int Number)
    {
        public string Code => string.Create(CultureInfo.InvariantCulture, $"SL-{Number:0000}");

        public string PppName => string.Create(CultureInfo.InvariantCulture, $"sl{Number:0000}");

        public string Phone => string.Create(CultureInfo.InvariantCulture, $"88017001{Number:00000}");

        public int Router => Number % 2;
    }

    private sealed record RouterLine(bool Disabled, int Sessions)
    {
        public bool IsUp => !Disabled && Sessions == 1;
    }
}
