using System.Globalization;
using System.Text;
using IspDigital.Core.Subscribers.Import;
using IspDigital.Core.Tables;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IspDigital.Tests.Browser;

/// <summary>Subscribers from a file, as a person brings them in: a spreadsheet of an old system, and a large file at the limit of what is taken.</summary>
[Collection(BrowserTests.Name)]
[Trait("Needs", "chromium")]
public sealed class ImportTests(PortalInBrowser portal)
{
    private const int RowsMax = 5_000;
    private const float CheckMax = 60_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Csv_WithWrongRows_IsMendedAndImportedAndFoundInTheList()
    {
        await using var visit = await portal.Visit();
        var page = await visit.SignIn();
        var (plan, day) = await PlanAndDay(page);
        await page.GetByTestId("import-subscribers").ClickAsync();

        await Choose(page, "old.csv", Encoding.UTF8.GetBytes($"Client,Mobile,Speed,Joined\nImported Nobody,01712345678,No such plan,{day}\nImported Rahima,01812345678,{plan},{day}\n"));
        await Expect(page.GetByTestId("column-0")).ToHaveValueAsync("name");
        await page.GetByTestId("check").ClickAsync();
        await Expect(page.GetByTestId("columns-missing")).ToBeVisibleAsync();
        await page.GetByTestId("column-2").SelectOptionAsync("plan");
        await page.GetByTestId("check").ClickAsync();
        await Expect(page.GetByTestId("problem")).ToHaveCountAsync(1);
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("save-errors").ClickAsync());
        Assert.Equal("old-errors.csv", download.SuggestedFilename);
        var errors = await File.ReadAllLinesAsync(await download.PathAsync(), Cancellation);
        Assert.Equal(["Client,Mobile,Speed,Joined,line,error", $"Imported Nobody,01712345678,No such plan,{day},2,Speed: No plan on offer is called “No such plan”."], errors);

        await Choose(page, "old.csv", Encoding.UTF8.GetBytes($"Client,Mobile,Package,Joined\nImported Rahima,01812345678,{plan},{day}\n"));
        await Import(page);
        await Expect(page.GetByTestId("done")).ToContainTextAsync("1 subscriber was added");
        await Find(page, "Imported Rahima");
        Assert.Empty(visit.Trouble);
    }

    [Fact]
    public async Task Workbook_AtTheLimit_IsReadAndCheckedOnAPhone()
    {
        await using var visit = await portal.Visit(360, 740);
        var page = await visit.SignIn();
        var (plan, day) = await PlanAndDay(page);
        await page.GotoAsync("/subscribers/import");

        await Choose(page, "large.xlsx", await Workbook(plan, day));
        await Expect(page.GetByTestId("file-facts")).ToContainTextAsync("5,000 rows · 18 columns");
        await Check(page);

        await Expect(page.GetByTestId("import")).ToHaveTextAsync("Import 5,000 subscribers");
        await page.GetByTestId("kind-Balance").ClickAsync();
        await page.GetByTestId("preview-pages-after").ClickAsync();
        await Expect(page.GetByTestId("preview-pages")).ToContainTextAsync("51–100 of 500");
        var tooWide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth");
        Assert.True(tooWide <= 0, $"{tooWide} px too wide");
        Assert.Empty(visit.Trouble);
    }

    private static async Task<(string Plan, string Day)> PlanAndDay(IPage page)
    {
        await page.GotoAsync("/subscribers/new");
        var day = (await page.GetByTestId("activated-on").InputValueAsync()).Trim();
        await page.GotoAsync("/plans");
        var plan = (await page.GetByTestId("plan").First.Locator("strong").InnerTextAsync()).Trim();
        await page.GotoAsync("/subscribers");
        await Expect(page.GetByTestId("skeleton")).ToHaveCountAsync(0);
        return (plan, day);
    }

    private static Task Choose(IPage page, string name, byte[] content) =>
        page.ChooseFile(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = content });

    private static async Task Import(IPage page)
    {
        await Check(page);
        await page.GetByTestId("import").ClickAsync();
        await page.GetByTestId("confirm-yes").ClickAsync();
        await Expect(page.GetByTestId("done")).ToBeVisibleAsync(new() { Timeout = CheckMax });
    }

    private static async Task Check(IPage page)
    {
        await page.GetByTestId("check").ClickAsync();
        await Expect(page.GetByTestId("preview")).ToBeVisibleAsync(new() { Timeout = CheckMax });
    }

    private static async Task Find(IPage page, string name)
    {
        await page.GotoAsync("/subscribers?q=" + Uri.EscapeDataString(name));
        await Expect(page.GetByTestId("subscribers").Locator("a.row-link")).ToHaveTextAsync([name]);
    }

    private static async Task<byte[]> Workbook(string plan, string day)
    {
        using var book = new MemoryStream();
        await TableWriter.Write(book, TableFormat.Xlsx, ImportColumns.All, Enumerable.Range(0, RowsMax).Select(i => Row(i, plan, day)).ToAsyncEnumerable(), Cancellation);
        return book.ToArray();
    }

    private static object?[] Row(int number, string plan, string day) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"LARGE-{number:0000}"), string.Create(CultureInfo.InvariantCulture, $"Large {number:0000}"), "01712345678", plan, "", "",
        day, day, number % 10 == 0 ? 350.5m : 0m, "advance", "month", 1, "", 0, 7, 3, 450m, 5m,
    ];
}
