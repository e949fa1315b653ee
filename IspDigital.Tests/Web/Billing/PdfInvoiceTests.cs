using System.Globalization;
using IspDigital.Web.Features.Billing.Paper;
using IspDigital.Web.Localization;
using IspDigital.Web.Startup;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using SkiaSharp;
using UglyToad.PdfPig;

namespace IspDigital.Tests.Web.Billing;

/// <summary>The PDF: what it says can be read back, Bangla is shaped, and it grows by pages.</summary>
public sealed class PdfInvoiceTests : IDisposable
{
    private const string Link = "https://portal.example/i/AAAqXb3k5Zt0Qm1v2w3x";

    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;
    private readonly PdfInvoice _pdf = new(WordsOf<PaperText>());
    private readonly PdfFonts _fonts = new();

    public PdfInvoiceTests() => CultureInfo.CurrentUICulture = Language.English.Words;

    public void Dispose()
    {
        CultureInfo.CurrentUICulture = _before;
        _pdf.Dispose();
        _fonts.Dispose();
    }

    [Fact]
    public void Invoice_InEnglish_IsReadBackWithItsAmounts()
    {
        using var pdf = Read(Paper(lines: 2));

        var page = Assert.Single(pdf.GetPages());
        var text = Squeezed(page.Text);
        foreach (var words in new[] { "INV-2026-000123", "DhakaFiberNet", "RahimUddin", "10of31daysofaperiodat৳500.00.", "৳1,23,456.50", "5%", "৳525.00", "Inwords:Fivehundredtwenty-fivetakaonly", Link })
        {
            Assert.Contains(words, text, StringComparison.Ordinal);
        }
        Assert.Equal((595, 842), ((int)page.Width, (int)page.Height));
        Assert.Equal(("Invoice INV-2026-000123", "Dhaka Fiber Net"), (pdf.Information.Title, pdf.Information.Author));
    }

    [Fact]
    public void Invoice_OfManyLines_FlowsOntoFurtherPagesEachWithItsHeadAndNumber()
    {
        using var pdf = Read(Paper(lines: 60));

        var pages = pdf.GetPages().Select(p => Squeezed(p.Text)).ToList();
        Assert.True(pages.Count >= 3, $"{pages.Count} pages");
        for (var page = 0; page < pages.Count; page++)
        {
            Assert.Contains($"Page{page + 1}of{pages.Count}", pages[page], StringComparison.Ordinal);
        }
        Assert.All(Enumerable.Range(1, 60), number => Assert.Contains(pages, page => page.Contains($"Line{number:00}", StringComparison.Ordinal)));
        Assert.All(pages.SkipLast(1), page => Assert.Contains("For", page, StringComparison.Ordinal));
        Assert.Contains("Inwords:", pages[^1], StringComparison.Ordinal);
    }

    // A font's memory that the collector may give to others is a font of garbage some papers later.
    [Fact]
    public void Invoice_DrawnAgainAfterMemoryWasReused_IsTheSameToTheByte()
    {
        var first = Draw(Paper(lines: 60));

        for (var again = 0; again < 12; again++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            byte[][] others = [.. Enumerable.Range(0, 20).Select(_ => Enumerable.Repeat((byte)0xA5, 400_000).ToArray())];

            Assert.Equal(first, Draw(Paper(lines: 60)));
            GC.KeepAlive(others);
        }
    }

    [Fact]
    public void Invoice_NothingIsDrawnBesideThePaper()
    {
        var longWord = new string('W', 300);
        using var pdf = Read(Paper(lines: 3) with { Name = longWord, Company = longWord, CompanyLines = [longWord, longWord] });

        Assert.All(pdf.GetPages().SelectMany(p => p.Letters), letter => Assert.InRange(letter.BoundingBox.Right, 0, 595));
    }

    [Fact]
    public void Fonts_AreEmbeddedSoThatAnyReaderShowsThem()
    {
        using var pdf = Read(Paper(lines: 1));

        var fonts = pdf.GetPages().SelectMany(p => p.Letters).Select(l => l.FontName).Distinct().ToList();
        Assert.Contains(fonts, f => f!.Contains("Inter", StringComparison.Ordinal));
        Assert.Contains(fonts, f => f!.Contains("NotoSansBengali", StringComparison.Ordinal)); // the taka sign
        Assert.All(fonts, f => Assert.Matches("^[A-Z]{6}\\+", f));
    }

    [Theory]
    [InlineData("স্ত্রী", 6)]
    [InlineData("ক্ষুদ্র", 7)]
    [InlineData("প্রযুক্তি", 9)]
    [InlineData("জ্ঞান", 5)]
    public void Conjuncts_AreShapedIntoFewerGlyphsThanLettersAndNoneIsMissing(string word, int letters)
    {
        var ink = new PdfInk(_fonts);

        var glyphs = ink.Glyphs(word, new InkStyle(10)).ToList();

        Assert.Equal(letters, word.Length);
        Assert.True(glyphs.Count < letters, $"{glyphs.Count} glyphs for {letters} letters");
        Assert.DoesNotContain((ushort)0, glyphs);
    }

    [Fact]
    public void VowelBeforeItsConsonant_IsDrawnBeforeIt()
    {
        var ink = new PdfInk(_fonts);

        // কি is typed ক then ি, and written ি then ক.
        Assert.Equal(ink.Glyphs("কি", new InkStyle(10)).Last(), Assert.Single(ink.Glyphs("ক", new InkStyle(10))));
    }

    [Fact]
    public void EveryWordOfTheProductsPaper_HasItsGlyphs()
    {
        var ink = new PdfInk(_fonts);
        var sample = "বিল পরিশোধের শেষ দিন, গ্রাহক: রহিম উদ্দিন · ৳ ১২,৩৪,৫৬৭.৫০ — “প্রিন্ট” ঊননব্বই পঁয়ত্রিশ ৎ ং ঃ ঁ ড় ঢ় য় ।– − ‰ é";

        Assert.DoesNotContain((ushort)0, ink.Glyphs(sample, new InkStyle(10)).Concat(ink.Glyphs(sample, new InkStyle(10, IsBold: true))));
    }

    [Fact]
    public void Logo_ThatCannotBeRead_IsLeftOut()
    {
        byte[] broken = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

        using var pdf = PdfDocument.Open(_pdf.Draw(Paper(lines: 1), new PdfExtras(broken, Link, default)));

        Assert.Empty(pdf.GetPage(1).GetImages());
    }

    [Fact]
    public void Logo_IsDrawnWithinItsPlace()
    {
        using var bitmap = new SKBitmap(600, 300);
        bitmap.Erase(SKColors.Teal);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);

        using var pdf = PdfDocument.Open(_pdf.Draw(Paper(lines: 1), new PdfExtras(png.ToArray(), Link, default)));

        var image = Assert.Single(pdf.GetPage(1).GetImages());
        Assert.InRange(image.BoundingBox.Width, 80, 150);
        Assert.InRange(image.BoundingBox.Height, 40, 46.5);
    }

    private static IStringLocalizer<T> WordsOf<T>()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddLanguages();
        return services.BuildServiceProvider().GetRequiredService<IStringLocalizer<T>>();
    }

    private PdfDocument Read(PaperView paper) => PdfDocument.Open(Draw(paper));

    private byte[] Draw(PaperView paper) => _pdf.Draw(paper, new PdfExtras([], Link, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));

    // Where a space stands is the reader's guess; what is compared has none.
    private static string Squeezed(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    private static PaperView Paper(int lines) => new()
    {
        Heading = "Invoice", Number = "INV-2026-000123", Stamp = "", Company = "Dhaka Fiber Net", CompanyLines = ["Mirpur 10, Dhaka", "BIN 000000000-0101"], LogoMark = "",
        Facts = [new("Date", "01/01/2026"), new("Pay by", "08/01/2026")], Name = "Rahim Uddin", NameLines = ["C-0001", "House 12, Mirpur"], HasTax = true,
        Lines = [.. Enumerable.Range(1, lines).Select(n => new PaperLine(
            string.Create(CultureInfo.InvariantCulture, $"Line {n:00}, 01/01/2026 – 31/01/2026"), "10 of 31 days of a period at ৳ 500.00.", "৳ 1,23,456.50", "৳ 25.00", "5%", "৳ 525.00"))],
        Sums = [new("Before tax", "৳ 500.00"), new("VAT 5%", "৳ 25.00"), new("Total", "৳ 525.00", true)], Words = "In words: Five hundred twenty-five taka only", Payments = [],
    };
}
