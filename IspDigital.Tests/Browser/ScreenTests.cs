using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IspDigital.Tests.Browser;

/// <summary>Every screen at a desk and on a phone, by day and by night, in both languages: nothing overflows, breaks or is left untranslated.</summary>
[Collection(BrowserTests.Name)]
[Trait("Needs", "chromium")]
public sealed partial class ScreenTests(PortalInBrowser portal)
{
    private static readonly (string Name, int Width, int Height)[] s_sizes = [("desk", 1440, 900), ("phone", 360, 740)];
    private static readonly string[] s_themes = ["light", "dark"];

    // The screens that everybody works at; each is looked at by axe in both themes.
    private static readonly string[] s_forEveryEye = ["dashboard", "subscribers", "subscriber", "disconnections", "invoice"];

    /// <summary>Where pictures go that a person wants to look at; without it none are taken, which saves most of the time.</summary>
    private static string? Folder => Environment.GetEnvironmentVariable("ISPDIGITAL_SCREENS") is { Length: > 0 } chosen ? chosen : null;

    [Theory]
    [InlineData("en")]
    [InlineData("bn")]
    public async Task Screens_OfAnySize_ThemeAndLanguage_AreFitToBeShown(string language)
    {
        await using var visit = await portal.Visit();
        var page = await visit.SignIn();
        var (subscriber, invoice) = await SomethingToSee(page);
        await visit.Speak(language);
        List<string> wrong = [];
        foreach (var (name, path) in Screens(subscriber, invoice))
        {
            await page.GotoAsync(path);
            await Expect(page.Locator("main h1").First).ToBeVisibleAsync();
            await Expect(page.GetByTestId("skeleton")).ToHaveCountAsync(0);
            wrong.AddRange(RawKey().Matches(await page.Locator("body").InnerTextAsync()).Select(key => $"{name} ({language}): {key.Value} is not in the resources"));
            wrong.AddRange(await LookFromEverySide(page, name, language));
        }

        wrong.AddRange(visit.Trouble);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct()));
    }

    private static IEnumerable<(string Name, string Path)> Screens(string subscriber, string invoice) =>
    [
        ("dashboard", "/"), ("subscribers", "/subscribers"), ("import", "/subscribers/import"), ("subscriber", subscriber), ("timeline", subscriber + "/timeline"),
        ("invoices", "/invoices"), ("invoice", invoice), ("billing-runs", "/billing-runs"), ("forecast", "/billing-forecast"), ("parked", "/billing-runs/parked"), ("payments", "/payments"), ("refunds", "/refunds"),
        ("disconnections", "/disconnections"), ("routers", "/routers"), ("reminders", "/reminders"), ("messages", "/messages"),
        ("activity", "/activity"), ("plans", "/plans"), ("settings", "/settings"), ("billing-settings", "/settings/billing"), ("staff", "/staff"), ("phones", "/demo/phone"),
    ];

    /// <summary>A subscriber and an invoice to look at; time goes on until there is one.</summary>
    internal static async Task<(string Subscriber, string Invoice)> SomethingToSee(IPage page)
    {
        await page.GotoAsync("/subscribers");
        var subscriber = await page.Locator("a.row-link").First.GetAttributeAsync("href");
        await page.GotoAsync("/invoices");
        await Expect(page.GetByTestId("skeleton")).ToHaveCountAsync(0);
        var invoices = page.GetByTestId("invoices").Locator("a.row-link");
        for (var events = 0; await invoices.CountAsync() == 0 && events < 20; events++)
        {
            await PortalVisit.MoveTime(page, "clock-event");
        }
        return (subscriber!, (await invoices.First.GetAttributeAsync("href"))!);
    }

    private static async Task<List<string>> LookFromEverySide(IPage page, string name, string language)
    {
        List<string> wrong = [];
        foreach (var (size, width, height) in s_sizes)
        {
            await page.SetViewportSizeAsync(width, height);
            foreach (var theme in s_themes)
            {
                await page.EvaluateAsync("theme => window.isp.theme.set(theme)", theme);
                if (Folder is { } folder)
                {
                    await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{size}-{language}-{theme}.png"), FullPage = true });
                }
                if (language == "en" && size == "desk" && s_forEveryEye.Contains(name))
                {
                    wrong.AddRange(await Barriers(page, $"{name} {theme}"));
                }
            }
            var tooWide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth");
            wrong.AddRange(tooWide > 0 ? [$"{name} ({language}): {tooWide} px too wide for {width}"] : []);
        }
        return wrong;
    }

    internal static async Task<IEnumerable<string>> Barriers(IPage page, string where)
    {
        var found = await page.RunAxe();
        // The component library's menu puts a role=button around the button that opens it; nothing of ours can take it away.
        return found.Violations.Where(v => v.Impact is "serious" or "critical" && v.Id != "nested-interactive")
            .Select(v => $"{where}: {v.Id}: {v.Help}: {string.Join("; ", v.Nodes.Take(3).Select(n => n.Html))}");
    }

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+(\.[A-Z][A-Za-z]+)+\b")]
    private static partial Regex RawKey();
}
