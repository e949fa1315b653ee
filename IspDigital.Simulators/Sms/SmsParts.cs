using System.Buffers;

namespace IspDigital.Simulators.Sms;

/// <summary>How many parts an operator charges for a text: GSM 160 (153 each when joined), Unicode 70 (67 each when joined).</summary>
public static class SmsParts
{
    private static readonly SearchValues<char> s_gsm = SearchValues.Create(
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
        + GsmExtended);

    private const string GsmExtended = "\f^{}\\[~]|€";

    /// <summary>One letter outside the GSM alphabet (Bangla, <c>৳</c>) makes the whole text Unicode.</summary>
    public static bool IsUnicode(string text) => text.AsSpan().ContainsAnyExcept(s_gsm);

    public static int Count(string text)
    {
        if (IsUnicode(text))
        {
            return Parts(text.Length, single: 70, joined: 67);
        }

        // Letters of the extension table take two places.
        return Parts(text.Length + text.Count(GsmExtended.Contains), single: 160, joined: 153);
    }

    private static int Parts(int length, int single, int joined) =>
        length <= single ? 1 : (length + joined - 1) / joined;
}
