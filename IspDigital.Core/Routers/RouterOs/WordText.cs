using System.Text;
using System.Text.Unicode;

namespace IspDigital.Core.Routers.RouterOs;

/// <summary>
/// Bytes of a word as text. A router stores bytes in whatever encoding they were typed in, so decoding never fails:
/// what is not strict UTF-8 is read as Latin-1, which loses no byte.
/// </summary>
internal static class WordText
{
    // Names that come with every row are not made anew each time: a full read has tens of thousands of them.
    private static readonly (byte[] Bytes, string Text)[] s_known = [.. new[]
    {
        ".id", "name", "profile", "disabled", "address", "caller-id", "uptime", "service", "message", "category", "ret",
    }.Select(text => (Encoding.ASCII.GetBytes(text), text))];

    /// <summary>Strict UTF-8, else Latin-1.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);

    /// <summary>The same, for an attribute's name.</summary>
    public static string DecodeName(ReadOnlySpan<byte> bytes)
    {
        foreach (var (known, text) in s_known)
        {
            if (bytes.SequenceEqual(known))
            {
                return text;
            }
        }

        return Decode(bytes);
    }
}
