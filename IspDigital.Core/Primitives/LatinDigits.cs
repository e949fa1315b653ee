using System.Text;

namespace IspDigital.Core.Primitives;

/// <summary>Reads digits of any script (<c>০১৭</c>) as Latin ones.</summary>
public static class LatinDigits
{
    /// <summary>The text with Latin digits, trimmed; empty for null.</summary>
    public static string Of(string? text)
    {
        var latin = new StringBuilder((text ?? "").Trim());
        for (var i = 0; i < latin.Length; i++)
        {
            if (char.IsDigit(latin[i]))
            {
                latin[i] = (char)('0' + (int)char.GetNumericValue(latin[i]));
            }
        }
        return latin.ToString();
    }
}
