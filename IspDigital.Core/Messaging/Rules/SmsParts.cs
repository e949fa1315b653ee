using System.Buffers;

namespace IspDigital.Core.Messaging.Rules;

/// <summary>How a text message is charged.</summary>
/// <param name="Count">Parts that the operator charges; zero for an empty text.</param>
/// <param name="IsUnicode">Whether one letter outside the GSM alphabet made the whole text Unicode.</param>
/// <param name="Length">Places used: GSM septets (letters of the extension table take two) or UTF-16 units.</param>
/// <param name="Left">Places left in the last part.</param>
public readonly record struct SmsParts(int Count, bool IsUnicode, int Length, int Left)
{
    private const string Extension = "\f^{}\\[~]|€";

    // 3GPP TS 23.038, §6.2.1: the default alphabet, then its extension table.
    private static readonly SearchValues<char> s_gsm = SearchValues.Create(
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà" + Extension);

    private static readonly SearchValues<char> s_extension = SearchValues.Create(Extension);

    /// <summary>Counts: GSM 160 places in one part and 153 in each of several, Unicode 70 and 67. A letter is never split over two parts.</summary>
    public static SmsParts Of(string text)
    {
        var isUnicode = text.AsSpan().ContainsAnyExcept(s_gsm);
        var (single, joined) = isUnicode ? (70, 67) : (160, 153);
        var length = 0;
        for (var i = 0; i < text.Length; i += Units(text, i, isUnicode))
        {
            length += Places(text, i, isUnicode);
        }
        if (length <= single)
        {
            return new SmsParts(length == 0 ? 0 : 1, isUnicode, length, single - length);
        }
        var (count, filled) = (1, 0);
        for (var i = 0; i < text.Length; i += Units(text, i, isUnicode))
        {
            var places = Places(text, i, isUnicode);
            (count, filled) = filled + places > joined ? (count + 1, places) : (count, filled + places);
        }
        return new SmsParts(count, isUnicode, length, joined - filled);
    }

    private static int Units(string text, int at, bool isUnicode) => isUnicode && at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;

    private static int Places(string text, int at, bool isUnicode) =>
        isUnicode ? Units(text, at, isUnicode) : s_extension.Contains(text[at]) ? 2 : 1;
}
