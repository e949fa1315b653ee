using System.Text;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Subscribers;

/// <summary>
/// A Bangladeshi mobile number: operator codes 013 to 019 and eight digits. Gateways want <c>8801XXXXXXXXX</c>; people write it in
/// many ways, also in Bangla digits.
/// </summary>
public readonly record struct PhoneNumber
{
    private const int NationalDigits = 10;

    private PhoneNumber(string value) => Value = value;

    /// <summary>As stored and sent: <c>8801712345678</c>.</summary>
    public string Value { get; }

    /// <summary>Without the country's code and the leading zero: <c>1712345678</c>.</summary>
    public string National => Value[^NationalDigits..];

    /// <summary>As people read it: <c>01712-345678</c>.</summary>
    public string Display => $"{Value[2..7]}-{Value[7..]}";

    /// <summary>
    /// Reads <c>01712345678</c>, <c>1712345678</c>, <c>+880 1712-345678</c>, <c>008801712345678</c>, <c>৮৮০১৭১২৩৪৫৬৭৮</c> and the like.
    /// </summary>
    public static bool TryParse(string? typed, out PhoneNumber number)
    {
        number = default;
        if (Digits(typed) is not { } digits)
        {
            return false;
        }
        digits = digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..] : digits;
        digits = digits.Length > NationalDigits && digits.StartsWith("880", StringComparison.Ordinal) ? digits[3..] : digits;
        digits = digits.StartsWith('0') ? digits[1..] : digits;
        if (digits.Length != NationalDigits || digits[0] != '1' || digits[1] is < '3' or > '9')
        {
            return false;
        }
        number = new PhoneNumber("880" + digits);
        return true;
    }

    /// <summary>A stored number for people; shown as it is where it is none.</summary>
    public static string Show(string stored) => TryParse(stored, out var number) ? number.Display : stored;

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>Latin digits; null where something else than digits and the usual separators stands.</summary>
    private static string? Digits(string? typed)
    {
        var digits = new StringBuilder();
        foreach (var sign in LatinDigits.Of(typed))
        {
            if (char.IsAsciiDigit(sign))
            {
                digits.Append(sign);
            }
            else if (sign == '+' ? digits.Length > 0 : sign is not (' ' or '-' or '.' or '(' or ')' or '\u2011' or '\u00A0'))
            {
                return null;
            }
        }
        return digits.ToString();
    }
}
