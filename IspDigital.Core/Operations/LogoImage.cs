using System.Buffers.Binary;

namespace IspDigital.Core.Operations;

/// <summary>A picture that may stand on invoices, known by its content and never by its name: PNG or JPEG, and of a sensible size.</summary>
/// <param name="MediaType"><c>image/png</c> or <c>image/jpeg</c>.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
public sealed record LogoImage(string MediaType, int Width, int Height)
{
    /// <summary>A logo's size at most.</summary>
    public const int BytesMax = 200 * 1024;

    // A small file can unfold to a huge picture; this many pixels are plenty for paper.
    private const int SideMax = 3000;

    private static ReadOnlySpan<byte> PngStart => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> JpegStart => [0xFF, 0xD8, 0xFF];

    /// <summary>What the bytes are, or null where they are no picture that may be a logo.</summary>
    public static LogoImage? Of(ReadOnlySpan<byte> bytes)
    {
        var image = bytes.Length > BytesMax ? null : Png(bytes) ?? Jpeg(bytes);
        return image is { Width: > 0 and <= SideMax, Height: > 0 and <= SideMax } ? image : null;
    }

    // The signature, then the first chunk, which is IHDR: length, name, width, height, depth and so on, checksum.
    private static LogoImage? Png(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 33 && bytes.StartsWith(PngStart) && bytes[12..].StartsWith("IHDR"u8)
            ? new("image/png", BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]))
            : null;

    // Segments, each with its marker and length, until the start of a frame, which says the size.
    private static LogoImage? Jpeg(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(JpegStart))
        {
            return null;
        }
        for (var at = 2; at + 9 < bytes.Length && bytes[at] == 0xFF;)
        {
            var (marker, length) = (bytes[at + 1], BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]));
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return new("image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            }
            if (length < 2)
            {
                return null;
            }
            at += 2 + length;
        }
        return null;
    }
}
