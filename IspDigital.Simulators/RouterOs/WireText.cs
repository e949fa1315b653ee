using System.Text;

namespace IspDigital.Simulators.RouterOs;

/// <summary>RouterOS stores bytes and knows no encoding. Inside the simulator a byte is a character; people's text is UTF-8.</summary>
internal static class WireText
{
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    /// <summary>People's text as the bytes that an API client writes.</summary>
    public static string From(string text) =>
        Ascii.IsValid(text) ? text : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>Bytes as people's text: UTF-8 where they are that, else character for byte.</summary>
    public static string ToText(string wire)
    {
        if (Ascii.IsValid(wire))
        {
            return wire;
        }

        try
        {
            return s_strict.GetString(Encoding.Latin1.GetBytes(wire));
        }
        catch (DecoderFallbackException)
        {
            return wire;
        }
    }
}
