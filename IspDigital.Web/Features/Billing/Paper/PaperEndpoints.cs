using System.Globalization;
using IspDigital.Core.Operations;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IspDigital.Web.Features.Billing.Paper;

/// <summary>What an invoice is printed on.</summary>
public enum PaperKind
{
    /// <summary>A sheet of A4.</summary>
    A4,
    /// <summary>A roll of 80 mm.</summary>
    Receipt,
}

/// <summary>Print and PDF of one invoice, for staff by its id and for anybody by its signed link; and the logo that stands on it.</summary>
public static class PaperEndpoints
{
    /// <summary>What a signed link begins with.</summary>
    public const string LinkPath = CompanySettings.InvoiceLinkPath;

    // No script but our own, and that only prints; nothing can be sent, framed or followed from here.
    private const string ContentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Maps the addresses.</summary>
    public static void MapInvoicePaper(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/invoices/{id:long}/print", Print).RequireAuthorization(nameof(Permission.ViewMoney));
        endpoints.MapGet("/invoices/{id:long}/pdf", Pdf).RequireAuthorization(nameof(Permission.ViewMoney));
        endpoints.MapGet(LinkPath + "{token}", PrintByLink).AllowAnonymous();
        endpoints.MapGet(LinkPath + "{token}/pdf", PdfByLink).AllowAnonymous();
        endpoints.MapGet("/company/logo", Logo).AllowAnonymous();
    }

    private static async Task Print(long id, string? paper, string? lang, HttpContext http, InvoicePaperQueries papers) =>
        await Show(http, await papers.One(id, http.RequestAborted), paper, lang, $"/invoices/{id}/print", $"/invoices/{id}/pdf");

    private static async Task PrintByLink(string token, string? paper, string? lang, HttpContext http, InvoicePaperQueries papers)
    {
        if (await papers.ByLink(token, http.RequestAborted) is not { } found)
        {
            await Miss(http, lang);
            return;
        }
        await Show(http, found, paper, lang, LinkPath + token, $"{LinkPath}{token}/pdf");
    }

    private static async Task Pdf(long id, string? lang, HttpContext http, InvoicePaperQueries papers) =>
        await Download(http, await papers.One(id, http.RequestAborted), lang);

    private static async Task PdfByLink(string token, string? lang, HttpContext http, InvoicePaperQueries papers)
    {
        if (await papers.ByLink(token, http.RequestAborted) is not { } found)
        {
            await Miss(http, lang);
            return;
        }
        await Download(http, found, lang);
    }

    // Whoever holds a link that is cut off has no account here: the portal's own page of what is not found would be empty for them.
    private static async Task Miss(HttpContext http, string? lang)
    {
        Speak(lang ?? Language.Current.Code);
        Seal(http);
        await new RazorComponentResult<PaperMissing> { StatusCode = StatusCodes.Status404NotFound }.ExecuteAsync(http);
    }

    private static async Task Show(HttpContext http, InvoicePaper? paper, string? kind, string? lang, string here, string pdf)
    {
        if (paper is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        Speak(lang ?? paper.View.Language);
        Seal(http);
        await new RazorComponentResult<PaperPage>(new Dictionary<string, object?>
        {
            [nameof(PaperPage.Paper)] = http.RequestServices.GetRequiredService<PaperWriter>().Write(paper),
            [nameof(PaperPage.Kind)] = string.Equals(kind, nameof(PaperKind.Receipt), StringComparison.OrdinalIgnoreCase) ? PaperKind.Receipt : PaperKind.A4,
            [nameof(PaperPage.Here)] = here,
            [nameof(PaperPage.PdfHref)] = pdf,
            [nameof(PaperPage.Link)] = LinkOf(http, paper),
        }).ExecuteAsync(http);
    }

    private static async Task Download(HttpContext http, InvoicePaper? paper, string? lang)
    {
        if (paper is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        Speak(lang ?? paper.View.Language);
        Seal(http);
        var pdf = await http.RequestServices.GetRequiredService<InvoicePdf>().Draw(paper, LinkOf(http, paper), http.RequestAborted);
        await Results.File(pdf, "application/pdf", paper.View.Row.Number + ".pdf").ExecuteAsync(http);
    }

    private static async Task Logo(HttpContext http, CompanyLogoQueries logos)
    {
        if (await logos.Present(http.RequestAborted) is not { } logo)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        // The address carries the logo's mark, so another logo has another address.
        http.Response.Headers.CacheControl = "public, max-age=86400";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        await Results.File(logo.Image, logo.MediaType).ExecuteAsync(http);
    }

    // Where the portal says itself at which address it is reached, that is the link; else the one that it was asked at.
    private static string LinkOf(HttpContext http, InvoicePaper paper) => paper.View.Company.InvoiceLink(paper.Token) is { Length: > 0 } link
        ? link
        : $"{http.Request.Scheme}://{http.Request.Host}{LinkPath}{paper.Token}";

    // The subscriber's language, unless the reader chooses.
    private static void Speak(string? code)
    {
        var language = Language.Of(code);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (language.Formats, language.Words);
    }

    private static void Seal(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.CacheControl = "private, no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex, nofollow";
    }
}
