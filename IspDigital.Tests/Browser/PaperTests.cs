using System.Text.RegularExpressions;
using Microsoft.Playwright;
using UglyToad.PdfPig;
using static Microsoft.Playwright.Assertions;

namespace IspDigital.Tests.Browser;

/// <summary>An invoice on its way to the subscriber: staff copy its link, a stranger's phone opens it, and it prints on a sheet and on a roll.</summary>
[Collection(BrowserTests.Name)]
[Trait("Needs", "chromium")]
public sealed partial class PaperTests(PortalInBrowser portal)
{
    [Fact]
    public async Task Link_CopiedByStaff_ShowsAndPrintsTheInvoiceOnAnyScreenAndPaper()
    {
        await using var staff = await portal.Visit();
        var link = await CopyLink(staff);
        await using var stranger = await portal.Visit(360, 740);
        var page = await stranger.Context.NewPageAsync();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        List<string> wrong = [];
        foreach (var (language, paper) in from language in new[] { "en", "bn" } from paper in new[] { "a4", "receipt" } select (language, paper))
        {
            await page.GotoAsync($"{link}?paper={paper}&lang={language}");
            await Expect(page.GetByTestId("paper")).ToHaveCSSAsync("background-color", "rgb(255, 255, 255)");
            var tooWide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth");
            wrong.AddRange(tooWide > 0 ? [$"{paper} ({language}): {tooWide} px too wide"] : []);
            wrong.AddRange(await ScreenTests.Barriers(page, $"{paper} {language}"));
            Assert.Equal(paper == "a4" ? (595, 1) : (227, 1), await Printed(page));
        }

        await page.GetByTestId("to-en").ClickAsync();
        Assert.Equal("en", await page.Locator("html").GetAttributeAsync("lang"));
        wrong.AddRange(stranger.Trouble.Concat(staff.Trouble));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Logo_Chosen_StandsOnThePaperUntilItIsRemoved()
    {
        await using var visit = await portal.Visit();
        var page = await visit.SignIn();
        var (_, invoice) = await ScreenTests.SomethingToSee(page);
        await page.GotoAsync("/settings/company");
        await page.ChooseFile(new FilePayload { Name = "logo.png", MimeType = "image/png", Buffer = "no picture"u8.ToArray() });
        await Expect(page.GetByTestId("logo-failure")).ToBeVisibleAsync();

        await page.ChooseFile(new FilePayload { Name = "anything.txt", MimeType = "text/plain", Buffer = Picture() });
        await Expect(page.GetByTestId("logo-picture")).ToBeVisibleAsync();
        await page.GotoAsync(invoice + "/print");
        await Expect(page.Locator("img.logo")).ToBeVisibleAsync();
        Assert.Equal(80, await page.Locator("img.logo").EvaluateAsync<int>("picture => picture.naturalWidth"));

        await page.GotoAsync("/settings/company");
        await page.GetByTestId("logo-remove").ClickAsync();
        await Expect(page.GetByTestId("logo-picture")).ToHaveCountAsync(0);
        Assert.Empty(visit.Trouble);
    }

    private static async Task<string> CopyLink(PortalVisit staff)
    {
        var page = await staff.SignIn();
        var (_, invoice) = await ScreenTests.SomethingToSee(page);
        await page.GotoAsync(invoice);
        await page.GetByTestId("copy-link").ClickAsync();
        var said = page.Locator(".mud-snackbar").First;
        await Expect(said).ToBeVisibleAsync();
        return Link().Match(await said.InnerTextAsync()).Value;
    }

    /// <summary>What the printer would get: the width of its pages in points, and their number.</summary>
    private static async Task<(int Width, int Pages)> Printed(IPage page)
    {
        using var pdf = PdfDocument.Open(await page.PdfAsync(new() { PreferCSSPageSize = true }));
        return ((int)Math.Round(pdf.GetPage(1).Width), pdf.NumberOfPages);
    }

    private static byte[] Picture()
    {
        using var bitmap = new SkiaSharp.SKBitmap(80, 40);
        using var png = bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    [GeneratedRegex(@"http\S+/i/\S+")]
    private static partial Regex Link();
}
