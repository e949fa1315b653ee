using System.Text;
using Bunit;
using IspDigital.Core.Audit;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers.Import;
using IspDigital.Core.Tables;
using IspDigital.Tests.Support;
using IspDigital.Web.Features.Subscribers.Import;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace IspDigital.Tests.Web.Subscribers;

/// <summary>Subscribers from a file, on the page: chosen, mapped, seen, taken; all rows or none.</summary>
public sealed class ImportPageTests : PortalComponents
{
    private const string Old = "Customer,Mobile,Package,Joining Date,Remarks\nRahim,01712345678,Basic,2025-10-10,x\nKarim,,Basic,2026-01-01,\n";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private IRenderedComponent<MudDialogProvider>? _dialogs;

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("old.xls", "anything", "Choose a CSV or XLSX file.")]
    [InlineData("empty.csv", "", "The file has no rows.")]
    [InlineData("names.csv", "name,plan,activated_on\n", "The file has no rows.")]
    [InlineData("broken.xlsx", "no workbook", "no workbook that can be read")]
    [InlineData("quotes.csv", "name\nA\"b\n", "Line 2 cannot be read")]
    public async Task File_ThatCannotBeTaken_IsRefusedWithTheReasonAtTheField(string name, string content, string told)
    {
        var page = await Open();

        Choose(page, name, Encoding.UTF8.GetBytes(content));

        var said = page.WaitForElement("[data-testid=file-error]", s_patience);
        Assert.Contains(told, said.TextContent, StringComparison.Ordinal);
        Assert.Equal("alert", said.GetAttribute("role"));
        Assert.Empty(page.FindAll("[data-testid=columns]"));
    }

    [Fact]
    public async Task File_TooLongOrTooLarge_IsRefusedAndAnotherCanBeChosen()
    {
        var page = await Open();

        Choose(page, "long.csv", Encoding.UTF8.GetBytes("name\n" + string.Concat(Enumerable.Repeat("A\n", ImportFile.RowsMax + 1))));
        page.WaitForAssertion(() => Assert.Contains("more than 5,000 rows", page.Find("[data-testid=file-error]").TextContent, StringComparison.Ordinal), s_patience);
        Choose(page, "large.csv", new byte[(ImportFile.MegabytesMax * 1024 * 1024) + 1]);
        page.WaitForAssertion(() => Assert.Contains("larger than 5 MB", page.Find("[data-testid=file-error]").TextContent, StringComparison.Ordinal), s_patience);
        Choose(page, "good.csv", Old);

        Assert.Contains("2 rows · 5 columns", page.WaitForElement("[data-testid=file-facts]", s_patience).TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-testid=file-error]"));
    }

    [Fact]
    public async Task Columns_MissingOrTwice_AreWrongAtTheSelectBeforeAnythingIsAsked()
    {
        var page = await Open();
        Choose(page, "old.csv", Old);
        page.WaitForElement("[data-testid=columns]", s_patience);
        Assert.Equal(["name", "phone", "plan", "activated_on", ""], page.FindAll("[data-testid=columns] select").Select(s => s.GetAttribute("value")));
        Assert.Contains("01712345678", page.Find("[data-testid=columns]").TextContent, StringComparison.Ordinal);

        page.Find("[data-testid=column-2]").Change("");
        page.Find("[data-testid=check]").Click();
        Assert.Contains("Choose the column for: Plan.", page.Find("[data-testid=columns-missing]").TextContent, StringComparison.Ordinal);

        page.Find("[data-testid=column-2]").Change("plan");
        page.Find("[data-testid=column-4]").Change("name");
        page.Find("[data-testid=check]").Click();
        Assert.Equal("true", page.Find("[data-testid=column-4]").GetAttribute("aria-invalid"));
        Assert.Equal(["column-0-wrong", "column-4-wrong"], page.FindAll("[data-testid=columns] td .plain-wrong").Select(e => e.Id));
        Assert.Empty(page.FindAll("[data-testid=preview], [data-testid=problems], [data-testid=busy]"));
    }

    [Fact]
    public async Task Preview_OfAFile_TellsWhatIsBilledAtOnceAndFindsWhoeverGetsMany()
    {
        var page = await Open();
        Choose(page, "old.csv", Old.Replace("Remarks", "Previous Due", StringComparison.Ordinal).Replace(",x", ",350.50", StringComparison.Ordinal));

        Check(page);

        Assert.Equal(
            ["Billed at once by the next run: 4 invoices to 2 subscribers, ৳ 2,000.00 in total, for 10/10/2025 – 31/01/2026.",
                "1 brings a debt of ৳ 350.50 and gets an invoice for it, dated today."],
            page.FindAll("[data-testid=told]").Select(t => t.TextContent));
        page.Find("[data-testid=kind-Many]").Click();
        page.WaitForAssertion(() => Assert.Single(page.FindAll("[data-testid=preview-row]")), s_patience);
        var row = page.Find("[data-testid=preview-row]");
        Assert.Contains("Rahim", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("3 invoices · ৳ 1,500.00", row.TextContent, StringComparison.Ordinal);
        await using var db = Portal.OpenDb();
        Assert.False(await db.Subscribers.AnyAsync(Cancellation));
    }

    [Fact]
    public async Task Import_PressedTwice_AsksOnceAndTakesTheFileOnce()
    {
        var page = await Open();
        Choose(page, "old.csv", Old);
        Check(page);
        var first = page.Find("[data-testid=import]").ClickAsync(new());
        var second = page.Find("[data-testid=import]").ClickAsync(new());

        var yes = Assert.Single(_dialogs!.WaitForElements("[data-testid=confirm-yes]", 1, s_patience));
        Assert.Contains("4 invoices to 2 subscribers, ৳ 2,000.00 in total", _dialogs!.Markup, StringComparison.Ordinal);
        await yes.ClickAsync(new());
        await Task.WhenAll(first, second).WaitAsync(s_patience, Cancellation);

        Assert.Contains("2 subscribers were added", page.WaitForElement("[data-testid=done]", s_patience).TextContent, StringComparison.Ordinal);
        await using var db = Portal.OpenDb();
        Assert.Equal(["Rahim", "Karim"], await db.Subscribers.OrderBy(s => s.Id).Select(s => s.Name).ToListAsync(Cancellation));
        Assert.Equal(1, await db.AuditEntries.CountAsync(a => a.Action == AuditAction.DataImported, Cancellation));
        page.Find("[data-testid=again]").Click();
        Assert.Empty(page.FindAll("[data-testid=columns], [data-testid=done]"));
    }

    [Fact]
    public async Task Facts_ChangedAfterThePreview_AreRowErrorsAndNobodyIsTaken()
    {
        var page = await Open();
        Choose(page, "codes.csv", "Client Code,Name,Package,activated_on\nA1,Rahim,Basic,2026-01-01\nA2,Karim,Gold,2026-01-01\n");
        Check(page);
        await using (var db = Portal.OpenDb())
        {
            var basic = await db.Plans.SingleAsync(p => p.Name == "Basic", Cancellation);
            db.Subscribers.Add(new("A1", "Somebody", "", Portal.Today, basic.Id));
            await db.Plans.Where(p => p.Name == "Gold").ExecuteUpdateAsync(p => p.SetProperty(x => x.IsOffered, false), Cancellation);
            await db.SaveChangesAsync(Cancellation);
        }

        await Import(page);

        page.WaitForElement("[data-testid=problems]", s_patience);
        Assert.Equal(
            ["2Client CodeSomebody has the code A1 already.", "3PackageNo plan on offer is called “Gold”."],
            page.FindAll("[data-testid=problem]").Select(p => string.Concat(p.Children.Select(c => c.TextContent.Trim()))));
        Assert.Empty(page.FindAll("[data-testid=preview], [data-testid=done]"));
        await using var after = Portal.OpenDb();
        Assert.Equal(1, await after.Subscribers.CountAsync(Cancellation));
    }

    [Fact]
    public async Task ErrorFile_OfACsv_HoldsTheWrongRowsWithLineAndReasonInTheLanguageOfTheScreen()
    {
        Speak(Language.Bangla);
        var page = await Open();
        Choose(page, "গ্রাহক.csv", "নাম,প্যাকেজ,চালুর তারিখ,Note\nরহিম,Basic,2026-01-01,good\n=cmd,Silver,31/02/2026,-5\nকরিম,Basic,2026-01-01,a,b\n");
        page.WaitForElement("[data-testid=columns]", s_patience);
        page.Find("[data-testid=check]").Click();
        page.WaitForElement("[data-testid=problems]", s_patience);
        Assert.Contains("৩টি সারির ২টিতে ভুল আছে", page.Find("[data-testid=problems]").TextContent, StringComparison.Ordinal);

        await page.Find("[data-testid=save-errors]").ClickAsync(new());

        var (name, content) = Saved();
        Assert.Equal("গ্রাহক-errors.csv", name);
        Assert.Equal(Encoding.UTF8.GetPreamble(), content[..3]);
        Assert.Equal(
            [
                "নাম,প্যাকেজ,চালুর তারিখ,Note,,line,error",
                "'=cmd,Silver,31/02/2026,-5,,3,চালুর তারিখ: “31/02/2026” তারিখ নয়; যেমন 2026-01-31। প্যাকেজ: “Silver” নামে চালু কোনো প্যাকেজ নেই।",
                "করিম,Basic,2026-01-01,a,b,4,\"সারিতে ৫টি ঘর, প্রথম সারিতে ৪টি। কমা আছে এমন লেখা উদ্ধৃতিচিহ্নে দিন।\"",
            ],
            Encoding.UTF8.GetString(content[3..]).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task ErrorFile_OfAWorkbook_IsAWorkbook()
    {
        var page = await Open();
        using var book = new MemoryStream();
        await TableWriter.Write(
            book, TableFormat.Xlsx, ["name", "plan", "activated_on"], new object?[][] { ["Rahim", "Basic", Portal.Today], ["", "Basic", Portal.Today] }.ToAsyncEnumerable(), Cancellation);
        Choose(page, "book.xlsx", book.ToArray());
        page.WaitForElement("[data-testid=columns]", s_patience);
        page.Find("[data-testid=check]").Click();
        page.WaitForElement("[data-testid=problems]", s_patience);

        await page.Find("[data-testid=save-errors]").ClickAsync(new());

        var (name, content) = Saved();
        using var saved = new MemoryStream(content);
        var table = TableReader.Read(saved, TableFormat.Xlsx).Value;
        Assert.Equal("book-errors.xlsx", name);
        Assert.Equal("|Basic|2026-01-01|3|name: This must not be empty.", string.Join('|', Assert.Single(table.Rows).Cells));
    }

    [Fact]
    public async Task Template_Saved_CanBeImportedAsItIs()
    {
        var page = await Open();
        await page.Find("[data-testid=template]").ClickAsync(new());
        var (name, content) = Saved();

        Choose(page, name, content);
        Check(page);

        Assert.Equal(ImportColumns.All, page.FindAll("[data-testid=columns] select").Select(s => s.GetAttribute("value")!));
        Assert.Contains("1 subscriber would be added", page.Find("[data-testid=preview]").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("bn")]
    public void EveryColumnAndKind_HasItsWords(string code)
    {
        Speak(Language.All.Single(l => l.Code == code));
        var words = Services.GetRequiredService<IStringLocalizer<ImportText>>();

        string[] keys =
        [
            .. ImportColumns.All.SelectMany(c => new[] { "Field." + c, "Help." + c }), .. Enum.GetNames<ImportedKind>().Select(k => "Kind." + k),
            "Busy.Checking", "Busy.Importing", "Owed", "Owed.One", "InAdvance", "InAdvance.One",
        ];

        Assert.All(keys, key => Assert.False(words[key].ResourceNotFound, key));
    }

    private async Task<IRenderedComponent<ImportSubscribersPage>> Open()
    {
        SignIn(Role.Billing);
        await Portal.GivenPlan("Basic");
        await Portal.GivenPlan("Gold", 1_000);
        _dialogs = RenderDialogs();
        return Render<ImportSubscribersPage>();
    }

    private static void Choose(IRenderedComponent<ImportSubscribersPage> page, string name, string content) => Choose(page, name, Encoding.UTF8.GetBytes(content));

    private static void Choose(IRenderedComponent<ImportSubscribersPage> page, string name, byte[] content) =>
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(content, name));

    private static void Check(IRenderedComponent<ImportSubscribersPage> page)
    {
        page.WaitForElement("[data-testid=columns]", s_patience);
        page.Find("[data-testid=check]").Click();
        page.WaitForElement("[data-testid=preview]", s_patience);
    }

    private async Task Import(IRenderedComponent<ImportSubscribersPage> page)
    {
        var done = page.Find("[data-testid=import]").ClickAsync(new());
        await _dialogs!.WaitForElement("[data-testid=confirm-yes]", s_patience).ClickAsync(new());
        await done.WaitAsync(s_patience, Cancellation);
    }

    private (string Name, byte[] Content) Saved()
    {
        var saved = JSInterop.Invocations["isp.save"][^1];
        return ((string)saved.Arguments[0]!, (byte[])saved.Arguments[1]!);
    }
}
