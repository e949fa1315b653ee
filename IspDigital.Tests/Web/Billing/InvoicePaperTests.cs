using System.Net;
using IspDigital.Core.Billing;
using IspDigital.Core.Messaging;
using IspDigital.Core.Operations;
using IspDigital.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;
using UglyToad.PdfPig;

namespace IspDigital.Tests.Web.Billing;

/// <summary>Print, receipt and PDF of an invoice over HTTP: for staff by its id, for anybody by its signed link.</summary>
public sealed class InvoicePaperTests : IAsyncLifetime
{
    private readonly PortalHost _host = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _host.SetUp();
        await _host.HasInvoice();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("/invoices/1/print")]
    [InlineData("/invoices/1/pdf")]
    public async Task Paper_ByItsIdWithoutSignIn_LeadsToTheSignIn(string path)
    {
        using var reply = await _host.Visit().Get(path);

        Assert.Equal(HttpStatusCode.Redirect, reply.StatusCode);
        Assert.Contains("/sign-in", reply.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paper_ByItsIdForStaff_IsTheSheetInTheLanguageAskedFor()
    {
        var visitor = _host.Visit();
        await visitor.SignIn(PortalHost.OwnerName, PortalHost.OwnerPassword);

        var english = await Page(await visitor.Get("/invoices/1/print?lang=en"));
        var receipt = await Page(await visitor.Get("/invoices/1/print?paper=receipt&lang=bn"));

        Assert.Contains("Five hundred twenty-five taka only", english, StringComparison.Ordinal);
        Assert.Contains("paper-a4.css", english, StringComparison.Ordinal);
        Assert.Contains("পাঁচশত পঁচিশ টাকা মাত্র", receipt, StringComparison.Ordinal);
        Assert.Contains("paper-receipt.css", receipt, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get("/invoices/99/print")).StatusCode);
    }

    [Fact]
    public async Task Paper_ByItsLink_IsInTheSubscribersLanguageAndHasAllThatStandsOnPaper()
    {
        var page = await Page(await _host.Visit().Get("/i/" + await _host.LinkOf(1)));

        Assert.Contains("lang=\"bn\"", page, StringComparison.Ordinal);
        foreach (var text in new[] { "Dhaka Fiber Net", "Rahim Uddin", "৳ ৫০০.০০", "৳ ২৫.০০", "ভ্যাট ৫%", "৳ ৫২৫.০০", "পাঁচশত পঁচিশ টাকা মাত্র" })
        {
            Assert.Contains(text, page, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("blazor", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("/subscribers", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bn", MessageKind.InvoiceIssued, "বিল")]
    [InlineData("en", MessageKind.FinalNotice, "Invoice")]
    public async Task Pdf_ForAnEmailOfTheInvoice_IsInTheEmailsLanguage(string language, MessageKind kind, string heading)
    {
        var enclosure = await Enclosed(language, kind, 1);

        Assert.Matches("^INV-\\d{4}-000001\\.pdf$", enclosure!.FileName);
        Assert.Equal("application/pdf", enclosure.MediaType);
        using var pdf = PdfDocument.Open(enclosure.Content);
        Assert.StartsWith(heading, pdf.Information.Title, StringComparison.Ordinal);
        Assert.DoesNotContain("/i/", Assert.Single(pdf.GetPages()).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MessageKind.PaymentReceived, 1L)]
    [InlineData(MessageKind.Disconnected, 1L)]
    [InlineData(MessageKind.InvoiceIssued, null)]
    [InlineData(MessageKind.InvoiceIssued, 99L)]
    public async Task Pdf_ForAnEmailOfSomethingElse_IsNone(MessageKind kind, long? invoice) => Assert.Null(await Enclosed("en", kind, invoice));

    private Task<Enclosure?> Enclosed(string language, MessageKind kind, long? invoice) => _host.AsOwner(services => services.GetRequiredService<IEnclosures>()
        .For(new OutboxMessage { Language = language, DedupeKey = "x", Kind = kind, Channel = Channel.Email, InvoiceId = invoice }, Cancellation));

    [Fact]
    public async Task Paper_ByItsLink_IsSealed()
    {
        var visitor = _host.Visit();
        using var reply = await visitor.Get("/i/" + await _host.LinkOf(1));

        var policy = Assert.Single(reply.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("noindex, nofollow", Assert.Single(reply.Headers.GetValues("X-Robots-Tag")));
        Assert.Equal("no-referrer", Assert.Single(reply.Headers.GetValues("Referrer-Policy")));
        Assert.Contains("no-store", reply.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.False(reply.Headers.Contains("Set-Cookie"));
        Assert.Contains("<meta name=\"robots\" content=\"noindex, nofollow\"", await reply.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_ChangedCutShortOrForged_IsNotFound()
    {
        var token = await _host.LinkOf(1);
        var visitor = _host.Visit();
        var swapped = token[..^1] + (token[^1] == 'A' ? 'B' : 'A');
        string[] forged = ["1", swapped, token[..^1], token + "A", char.ToUpperInvariant(token[4]) == token[4] ? token.ToLowerInvariant() : token.ToUpperInvariant(), "%E0%A6%AC"];

        foreach (var path in forged)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get("/i/" + path)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get($"/i/{path}/pdf")).StatusCode);
        }
    }

    [Theory]
    [InlineData("?lang=en", "This link opens no invoice")]
    [InlineData("?lang=bn", "এই লিংকে কোনো বিল নেই")]
    public async Task Link_CutShort_SaysWhatMayHaveHappenedToIt(string language, string says)
    {
        var token = await _host.LinkOf(1);

        using var reply = await _host.Visit().Get($"/i/{token[..^3]}{language}");

        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        Assert.Contains(says, WebUtility.HtmlDecode(await reply.Content.ReadAsStringAsync(Cancellation)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_OpensItsOwnInvoiceAndNoOtherPage()
    {
        await _host.HasInvoice("Karim Sheikh");
        var (first, visitor) = (await _host.LinkOf(1), _host.Visit());

        var page = await Page(await visitor.Get("/i/" + first));

        Assert.DoesNotContain("Karim Sheikh", page, StringComparison.Ordinal);
        Assert.NotEqual(first, await _host.LinkOf(2));
        foreach (var path in new[] { "/", "/invoices", "/invoices/1", "/invoices/2/print", "/invoices/1/pdf", "/subscribers/1", $"/invoices/1/print?token={first}" })
        {
            Assert.Equal(HttpStatusCode.Redirect, (await visitor.Get(path)).StatusCode);
        }
    }

    [Fact]
    public async Task VoidedInvoice_ByItsLink_SaysSoWithoutTheReason()
    {
        await _host.AsOwner(services => services.GetRequiredService<VoidInvoice>().Run(new(1, "Billed by mistake", true), Cancellation));

        var page = await Page(await _host.Visit().Get($"/i/{await _host.LinkOf(1)}?lang=en"));

        Assert.Contains("This invoice is void.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Billed by mistake", page, StringComparison.Ordinal);
        Assert.DoesNotContain("To pay", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pdf_ByItsLink_IsAFileNamedForTheInvoice()
    {
        using var reply = await _host.Visit().Get($"/i/{await _host.LinkOf(1)}/pdf");

        Assert.Equal("application/pdf", reply.Content.Headers.ContentType?.MediaType);
        Assert.Matches("INV-\\d{4}-000001.pdf", reply.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal("%PDF-"u8.ToArray(), (await reply.Content.ReadAsByteArrayAsync(Cancellation))[..5]);
    }

    [Fact]
    public async Task Logo_OnceUploaded_IsServedAsAPictureToAnybodyAndStandsOnThePaper()
    {
        var visitor = _host.Visit();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get("/company/logo")).StatusCode);
        using var bitmap = new SKBitmap(80, 40);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        await _host.AsOwner(services => services.GetRequiredService<ChangeCompanyLogo>().Run(new(png.ToArray()), Cancellation));

        using var reply = await visitor.Get("/company/logo");

        Assert.Equal("image/png", reply.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", Assert.Single(reply.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", Assert.Single(reply.Headers.GetValues("Content-Security-Policy")));
        Assert.Contains("src=\"/company/logo?v=", await Page(await visitor.Get("/i/" + await _host.LinkOf(1))), StringComparison.Ordinal);
    }

    private static async Task<string> Page(HttpResponseMessage reply)
    {
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return WebUtility.HtmlDecode(await reply.Content.ReadAsStringAsync(Cancellation));
    }
}
