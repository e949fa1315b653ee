using System.Text;
using SkiaSharp;
using Buffer = HarfBuzzSharp.Buffer;

namespace IspDigital.Web.Features.Billing.Paper;

/// <summary>How a text looks.</summary>
/// <param name="Size">In points.</param>
/// <param name="IsBold">Whether it is bold.</param>
/// <param name="Grey">0 is black.</param>
internal readonly record struct InkStyle(float Size, bool IsBold = false, byte Grey = 0);

/// <summary>
/// Writes words: shapes them first, as Bangla needs, and keeps with each cluster of glyphs the letters that it stands for, so that what
/// is copied out of the PDF is what was written.
/// </summary>
internal sealed class PdfInk(PdfFonts fonts)
{
    /// <summary>The width of a text in points.</summary>
    public float Width(string text, InkStyle style) => Shape(text, style).Sum(run => run.Width);

    /// <summary>The glyphs that write a text, in the order of writing; 0 is one that no font has.</summary>
    public IEnumerable<ushort> Glyphs(string text, InkStyle style) => Shape(text, style).SelectMany(run => run.Glyphs);

    /// <summary>Writes a text that begins at x.</summary>
    public void Write(SKCanvas canvas, string text, float x, float baseline, InkStyle style)
    {
        using var paint = new SKPaint { Color = new SKColor(style.Grey, style.Grey, style.Grey), IsAntialias = true };
        foreach (var run in Shape(text, style))
        {
            using var font = new SKFont(run.Font.Typeface, style.Size) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None };
            using var builder = new SKTextBlobBuilder();
            var buffer = builder.AllocateRawPositionedTextRun(font, run.Glyphs.Length, run.Utf8.Length);
            run.Glyphs.CopyTo(buffer.Glyphs);
            run.Places.CopyTo(buffer.Positions);
            run.Utf8.CopyTo(buffer.Text);
            run.Clusters.CopyTo(buffer.Clusters);
            using var blob = builder.Build();
            canvas.DrawText(blob, x, baseline, paint);
            x += run.Width;
        }
    }

    /// <summary>Writes a text that ends at x.</summary>
    public void WriteTo(SKCanvas canvas, string text, float x, float baseline, InkStyle style) => Write(canvas, text, x - Width(text, style), baseline, style);

    /// <summary>Breaks a text into lines of at most that width; a word that is too long by itself is broken where it must.</summary>
    public IReadOnlyList<string> Lines(string text, float width, InkStyle style)
    {
        List<string> lines = [];
        foreach (var paragraph in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            var line = "";
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(w => Pieces(w, width, style)))
            {
                var longer = line.Length == 0 ? word : line + " " + word;
                if (line.Length > 0 && Width(longer, style) > width)
                {
                    lines.Add(line);
                    longer = word;
                }
                line = longer;
            }
            lines.Add(line);
        }
        return lines;
    }

    private IEnumerable<string> Pieces(string word, float width, InkStyle style)
    {
        if (Width(word, style) <= width)
        {
            return [word];
        }
        List<string> pieces = [];
        var piece = "";
        foreach (var letter in Letters(word))
        {
            if (piece.Length > 0 && Width(piece + letter, style) > width)
            {
                pieces.Add(piece);
                piece = "";
            }
            piece += letter;
        }
        return [.. pieces, piece];
    }

    private static IEnumerable<string> Letters(string word)
    {
        for (var letters = System.Globalization.StringInfo.GetTextElementEnumerator(word); letters.MoveNext();)
        {
            yield return letters.GetTextElement();
        }
    }

    private IEnumerable<Shaped> Shape(string text, InkStyle style) => fonts.Runs(text, style.IsBold).Select(run => Shape(run.Text, run.Font, style.Size));

    private static Shaped Shape(string text, PdfFont font, float size)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        using var buffer = new Buffer();
        buffer.AddUtf8(utf8);
        buffer.GuessSegmentProperties();
        font.Shaper.Shape(buffer, font.Features);
        var (infos, positions) = (buffer.GlyphInfos, buffer.GlyphPositions);
        var (glyphs, places, clusters) = (new ushort[infos.Length], new SKPoint[infos.Length], new uint[infos.Length]);
        var (scale, x) = (size / font.UnitsPerEm, 0f);
        for (var at = 0; at < infos.Length; at++)
        {
            glyphs[at] = (ushort)infos[at].Codepoint;
            places[at] = new SKPoint(x + (positions[at].XOffset * scale), -positions[at].YOffset * scale);
            clusters[at] = infos[at].Cluster;
            x += positions[at].XAdvance * scale;
        }
        return new(font, glyphs, places, clusters, utf8, x);
    }

    private sealed record Shaped(PdfFont Font, ushort[] Glyphs, SKPoint[] Places, uint[] Clusters, byte[] Utf8, float Width);
}
