namespace IspDigital.Web.Localization;

/// <summary>Bangla and Latin digits. Screens write the digits of their language; input is read in either.</summary>
public static class Digits
{
    private const char BanglaZero = '০';

    /// <summary>The text with the digits of the present language.</summary>
    public static string Localise(string text) => Language.IsBangla ? ToBangla(text) : text;

    /// <summary>The text with Bangla digits.</summary>
    public static string ToBangla(string text) => string.Create(text.Length, text, (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = source[i] is >= '0' and <= '9' ? (char)(source[i] - '0' + BanglaZero) : source[i];
        }
    });

    /// <summary>The text with Latin digits; what a person typed goes through here before it is read.</summary>
    public static string ToLatin(string text) => string.Create(text.Length, text, (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = source[i] is >= BanglaZero and <= '৯' ? (char)(source[i] - BanglaZero + '0') : source[i];
        }
    });
}
