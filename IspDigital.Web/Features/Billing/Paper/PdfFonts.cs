using System.Runtime.InteropServices;
using HarfBuzzSharp;
using SkiaSharp;

namespace IspDigital.Web.Features.Billing.Paper;

/// <summary>A font as the two libraries know it: one shapes words with it, the other draws and embeds it.</summary>
internal sealed class PdfFont : IDisposable
{
    private readonly Blob _blob;
    private readonly Face _face;

    /// <summary>Reads a font that ships with the product.</summary>
    public PdfFont(string file, params Feature[] features)
    {
        Features = features;
        using var stream = typeof(PdfFont).Assembly.GetManifestResourceStream(file) ?? throw new InvalidOperationException($"The font {file} is missing.");
        var font = new byte[stream.Length];
        stream.ReadExactly(font);
        using var data = SKData.CreateCopy(font);
        Typeface = SKTypeface.FromData(data);
        _blob = Copied(font);
        _face = new Face(_blob, 0);
        UnitsPerEm = _face.UnitsPerEm;
        Shaper = new Font(_face);
        Shaper.SetScale(UnitsPerEm, UnitsPerEm);
        Shaper.SetFunctionsOpenType();
    }

    // Blob.FromStream keeps an address in managed memory that it does not hold: the collector gives it to others.
    private static Blob Copied(byte[] font)
    {
        var held = GCHandle.Alloc(font, GCHandleType.Pinned);
        try
        {
            return new Blob(held.AddrOfPinnedObject(), font.Length, MemoryMode.Duplicate);
        }
        finally
        {
            held.Free();
        }
    }

    /// <summary>For drawing.</summary>
    public SKTypeface Typeface { get; }

    /// <summary>For shaping, in the font's own units.</summary>
    public Font Shaper { get; }

    /// <summary>What the shaper is to leave out, or to do beyond the usual.</summary>
    public Feature[] Features { get; }

    /// <summary>The font's own units in its size.</summary>
    public int UnitsPerEm { get; }

    /// <summary>Whether the font can write the character.</summary>
    public bool Has(int character) => Typeface.GetGlyph(character) != 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        Shaper.Dispose();
        _face.Dispose();
        _blob.Dispose();
        Typeface.Dispose();
    }
}

/// <summary>The fonts of a PDF: Inter for Latin, Noto Sans Bengali for Bangla and the taka sign, each regular and bold.</summary>
internal sealed class PdfFonts : IDisposable
{
    // Without ornament: a glyph that stands for no letter of its own cannot be read back out of the PDF.
    private static readonly Feature[] s_plain = [Feature.Parse("-calt"), Feature.Parse("-liga"), Feature.Parse("-clig")];

    private readonly PdfFont _latin = new("Inter-Regular.ttf", s_plain);
    private readonly PdfFont _latinBold = new("Inter-SemiBold.ttf", s_plain);
    private readonly PdfFont _bangla = new("NotoSansBengali-Regular.ttf");
    private readonly PdfFont _banglaBold = new("NotoSansBengali-SemiBold.ttf");

    /// <summary>
    /// Cuts a text into stretches of one font each. Bangla's own signs are of one font; a space or a joiner stays with what stands before
    /// it, so that no word is torn; everything else is Latin where Latin has it.
    /// </summary>
    public IEnumerable<(string Text, PdfFont Font)> Runs(string text, bool isBold)
    {
        var (latin, bangla) = isBold ? (_latinBold, _banglaBold) : (_latin, _bangla);
        var (start, present) = (0, latin);
        for (var at = 0; at < text.Length; at += char.IsSurrogatePair(text, at) ? 2 : 1)
        {
            var character = char.ConvertToUtf32(text, at);
            var font = IsBangla(character) ? bangla : IsNeutral(character) && present.Has(character) ? present : latin.Has(character) ? latin : bangla;
            if (font != present && at > start)
            {
                yield return (text[start..at], present);
                start = at;
            }
            present = font;
        }
        if (start < text.Length)
        {
            yield return (text[start..], present);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var font in new[] { _latin, _latinBold, _bangla, _banglaBold })
        {
            font.Dispose();
        }
    }

    // The block of Bangla, and the two dandas that it borrows.
    private static bool IsBangla(int character) => character is >= 0x0980 and <= 0x09FF or 0x0964 or 0x0965;

    private static bool IsNeutral(int character) => character is ' ' or 0x00A0 or 0x200C or 0x200D;
}
