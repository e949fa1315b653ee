using IspDigital.Web.Localization;
using Microsoft.Extensions.Localization;
using SkiaSharp;

namespace IspDigital.Web.Features.Billing.Paper;

/// <summary>What a PDF shows beside the invoice's words.</summary>
/// <param name="Logo">The operator's logo as it was uploaded; empty where there is none.</param>
/// <param name="Link">Where the invoice can be seen, or null.</param>
/// <param name="IssuedAt">When the invoice was issued, UTC.</param>
public sealed record PdfExtras(byte[] Logo, string? Link, DateTimeOffset IssuedAt);

/// <summary>Draws invoices as PDF: A4, vector text, fonts embedded, as many pages as it takes.</summary>
public sealed class PdfInvoice(IStringLocalizer<PaperText> words) : IDisposable
{
    // Fonts are read once; shaping with them is not for many at a time.
    private readonly PdfFonts _fonts = new();
    private readonly Lock _turn = new();

    /// <summary>The PDF, in the present language.</summary>
    public byte[] Draw(PaperView paper, PdfExtras extras)
    {
        using var stream = new MemoryStream();
        lock (_turn)
        {
            using var document = SKDocument.CreatePdf(stream, new SKDocumentPdfMetadata
            {
                Title = $"{paper.Heading} {paper.Number}", Author = paper.Company, Creator = "IspDigital", Creation = extras.IssuedAt.UtcDateTime,
            });
            new PdfLayout(new PdfInk(_fonts), paper, extras, words).Write(document);
        }
        return stream.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _fonts.Dispose();
}

/// <summary>One invoice on its pages, from the head to the link.</summary>
internal sealed class PdfLayout(PdfInk ink, PaperView paper, PdfExtras extras, IStringLocalizer<PaperText> words)
{
    private const float NetEdge = 395;
    private const float TaxEdge = 470;
    private const float FactsFrom = 360;
    private const float LogoWidth = 150;
    private const float LogoHeight = 46;
    private const byte Soft = 85;

    private static readonly InkStyle s_text = new(9);
    private static readonly InkStyle s_bold = new(9, IsBold: true);
    private static readonly InkStyle s_soft = new(8, Grey: Soft);
    private static readonly InkStyle s_name = new(14, IsBold: true);
    private static readonly InkStyle s_heading = new(18, IsBold: true);

    private readonly PdfSheets _sheets = new();

    // Bangla reaches further up and down.
    private readonly float _lead = Language.IsBangla ? 1.62f : 1.42f;

    private float DescriptionWidth => (paper.HasTax ? NetEdge - 70 : PdfSheets.Right - 90) - PdfSheets.Margin;

    public void Write(SKDocument document)
    {
        var top = _sheets.Y;
        Facts();
        var below = _sheets.Y;
        _sheets.Y = top;
        Company();
        _sheets.Y = Math.Max(below, _sheets.Y) + 18;
        BilledTo();
        Notices();
        Lines();
        Sums();
        Payments();
        _sheets.Finish(document, Foot);
    }

    private void Company()
    {
        if (extras.Logo.Length > 0 && SKImage.FromEncodedData(extras.Logo) is { } logo)
        {
            var scale = Math.Min(LogoWidth / logo.Width, LogoHeight / logo.Height);
            var place = SKRect.Create(PdfSheets.Margin, _sheets.Y, logo.Width * scale, logo.Height * scale);
            _sheets.Draw(canvas =>
            {
                canvas.DrawImage(logo, place, new SKSamplingOptions(SKCubicResampler.Mitchell));
                logo.Dispose();
            });
            _sheets.Y = place.Bottom + 8;
        }
        Text(paper.Company, PdfSheets.Margin, FactsFrom - PdfSheets.Margin - 20, s_name);
        paper.CompanyLines.ToList().ForEach(line => Text(line, PdfSheets.Margin, FactsFrom - PdfSheets.Margin - 20, s_soft));
    }

    private void Facts()
    {
        TextTo(paper.Heading, PdfSheets.Right, s_heading);
        if (paper.Stamp.Length > 0)
        {
            TextTo(paper.Stamp, PdfSheets.Right, s_bold);
        }
        _sheets.Y += 4;
        foreach (var fact in paper.Facts)
        {
            Pair(fact.Label, fact.Value, FactsFrom, s_soft with { Size = 9 }, s_text);
        }
    }

    private void BilledTo()
    {
        Text(words["BilledTo"], PdfSheets.Margin, FactsFrom, s_soft);
        Text(paper.Name, PdfSheets.Margin, PdfSheets.Right - PdfSheets.Margin, s_bold with { Size = 11 });
        paper.NameLines.ToList().ForEach(line => Text(line, PdfSheets.Margin, PdfSheets.Right - PdfSheets.Margin, s_text));
        _sheets.Y += 10;
    }

    private void Notices()
    {
        foreach (var notice in paper.Notices)
        {
            Text(notice, PdfSheets.Margin, PdfSheets.Right - PdfSheets.Margin, s_bold with { Size = 10 });
            _sheets.Y += 6;
        }
    }

    private void Lines()
    {
        Head();
        foreach (var line in paper.Lines)
        {
            var what = ink.Lines(line.What, DescriptionWidth, s_bold);
            var why = line.Why.Length > 0 ? ink.Lines(line.Why, DescriptionWidth, s_soft) : [];
            if (_sheets.Need((what.Count * Lead(s_bold)) + (why.Count * Lead(s_soft)) + 12))
            {
                Head();
            }
            _sheets.Y += 5;
            var top = _sheets.Y;
            if (paper.HasTax)
            {
                Figure(line.Net, NetEdge, s_text);
                Figure(line.Tax, TaxEdge, s_text);
                _sheets.Y += Lead(s_text);
                Figure(line.Rate, TaxEdge, s_soft);
                _sheets.Y = top;
            }
            Figure(line.Total, PdfSheets.Right, s_text);
            what.ToList().ForEach(text => Put(text, PdfSheets.Margin, s_bold));
            why.ToList().ForEach(text => Put(text, PdfSheets.Margin, s_soft));
            _sheets.Y = Math.Max(_sheets.Y, top + (paper.HasTax && line.Rate.Length > 0 ? Lead(s_text) + Lead(s_soft) : 0)) + 4;
            _sheets.Rule(PdfSheets.Margin, PdfSheets.Right, 0.5f, 200);
        }
        _sheets.Y += 8;
    }

    private void Head()
    {
        Figure(words["Line"], PdfSheets.Margin + ink.Width(words["Line"], s_soft), s_soft);
        if (paper.HasTax)
        {
            Figure(words["Net"], NetEdge, s_soft);
            Figure(words["TaxShort"], TaxEdge, s_soft);
        }
        Figure(words["Total"], PdfSheets.Right, s_soft);
        _sheets.Y += Lead(s_soft) + 3;
        _sheets.Rule(PdfSheets.Margin, PdfSheets.Right, 1f, 0);
    }

    private void Sums()
    {
        _sheets.Need((paper.Sums.Count * (Lead(s_bold) + 6)) + (2 * Lead(s_text)) + 10);
        foreach (var sum in paper.Sums)
        {
            if (sum.IsGrand)
            {
                _sheets.Y += 2;
                _sheets.Rule(FactsFrom, PdfSheets.Right, 0.5f, 120);
                _sheets.Y += 2;
            }
            Pair(sum.Label, sum.Amount, FactsFrom, sum.IsGrand ? s_bold : s_text, sum.IsGrand ? s_bold : s_text);
        }
        _sheets.Y += 8;
        Text(paper.Words, PdfSheets.Margin, PdfSheets.Right - PdfSheets.Margin, s_text);
        _sheets.Y += 12;
    }

    private void Payments()
    {
        if (paper.Payments.Count == 0)
        {
            return;
        }
        _sheets.Need(3 * Lead(s_text));
        Text(words["PaidBy"], PdfSheets.Margin, PdfSheets.Right - PdfSheets.Margin, s_bold);
        foreach (var payment in paper.Payments)
        {
            _sheets.Need(Lead(s_text));
            Pair(payment.Label, payment.Value, PdfSheets.Margin, s_text, s_text);
        }
    }

    private void Foot(SKCanvas canvas, int page, int pages)
    {
        var baseline = PdfSheets.Height - 30;
        if (extras.Link is { } link)
        {
            ink.Write(canvas, words["SeeOnline", link], PdfSheets.Margin, baseline, s_soft);
        }
        ink.WriteTo(canvas, $"{paper.Number} · {words["Page", MoneyText.Count(page), MoneyText.Count(pages)]}", PdfSheets.Right, baseline, s_soft);
    }

    private float Lead(InkStyle style) => style.Size * _lead;

    private void Text(string text, float x, float width, InkStyle style) => ink.Lines(text, width, style).ToList().ForEach(line => Put(line, x, style));

    private void TextTo(string text, float edge, InkStyle style)
    {
        Figure(text, edge, style);
        _sheets.Y += Lead(style);
    }

    private void Pair(string label, string value, float from, InkStyle labelStyle, InkStyle valueStyle)
    {
        var baseline = Baseline(labelStyle);
        _sheets.Draw(canvas => ink.Write(canvas, label, from, baseline, labelStyle));
        TextTo(value, PdfSheets.Right, valueStyle);
    }

    private void Put(string line, float x, InkStyle style)
    {
        var baseline = Baseline(style);
        _sheets.Draw(canvas => ink.Write(canvas, line, x, baseline, style));
        _sheets.Y += Lead(style);
    }

    private void Figure(string text, float edge, InkStyle style)
    {
        var baseline = Baseline(style);
        _sheets.Draw(canvas => ink.WriteTo(canvas, text, edge, baseline, style));
    }

    private float Baseline(InkStyle style) => _sheets.Y + (Lead(style) * 0.5f) + (style.Size * 0.36f);
}
