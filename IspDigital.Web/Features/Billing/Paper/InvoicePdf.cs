using System.Globalization;
using IspDigital.Core.Messaging;
using IspDigital.Core.Operations;
using IspDigital.Core.Reports;
using IspDigital.Web.Localization;

namespace IspDigital.Web.Features.Billing.Paper;

/// <summary>An invoice's PDF from its paper: to download, and to go with an email.</summary>
public sealed class InvoicePdf(InvoicePaperQueries papers, CompanyLogoQueries logos, PaperWriter writer, PdfInvoice pdf) : IEnclosures
{
    /// <summary>The PDF in the present language.</summary>
    /// <param name="paper">The invoice.</param>
    /// <param name="link">Where it can be seen, or null where no address is known.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<byte[]> Draw(InvoicePaper paper, string? link, CancellationToken cancellation)
    {
        var logo = await logos.Present(cancellation);
        return pdf.Draw(writer.Write(paper), new PdfExtras(logo?.Image ?? [], link, paper.View.IssuedAt));
    }

    /// <summary>The invoice that an email tells of or reminds of, in the email's language.</summary>
    public async Task<Enclosure?> For(OutboxMessage message, CancellationToken cancellation)
    {
        if (!(message.Kind == MessageKind.InvoiceIssued || message.Kind.IsReminder()) || message.InvoiceId is not { } id
            || await papers.One(id, cancellation) is not { } paper)
        {
            return null;
        }
        var language = Language.Of(message.Language);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (language.Formats, language.Words); // of this call alone: it flows no further up
        return new(paper.View.Row.Number + ".pdf", "application/pdf", await Draw(paper, paper.View.Company.InvoiceLink(paper.Token) is { Length: > 0 } link ? link : null, cancellation));
    }
}
