using System.Buffers;
using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace IspDigital.Core.Billing.Rules;

/// <summary>
/// What stands in an invoice's signed link: the invoice's id and 96 bits of an HMAC over it, in letters that an address and an SMS bear.
/// Up to sixteen million invoices it has 20 letters.
/// </summary>
public static class InvoiceToken
{
    /// <summary>Length of the key in bytes.</summary>
    public const int KeyBytes = 32;

    private const int SignatureBytes = 12;
    private const int IdBytesMin = 3;
    private const int IdBytesMax = 8;

    // Another kind of link that is ever signed with the same key must begin otherwise.
    private const string Purpose = "invoice:";

    /// <summary>The token of an invoice.</summary>
    public static string Of(long invoiceId, ReadOnlySpan<byte> key)
    {
        Span<byte> token = stackalloc byte[IdBytesMax + SignatureBytes];
        var idBytes = Math.Max(IdBytesMin, (BitOperations.Log2((ulong)invoiceId) / 8) + 1);
        for (var at = 0; at < idBytes; at++)
        {
            token[at] = (byte)((invoiceId >> (8 * (idBytes - 1 - at))) & 0xFF);
        }
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(Purpose + invoiceId.ToString(System.Globalization.CultureInfo.InvariantCulture)), signature);
        signature[..SignatureBytes].CopyTo(token[idBytes..]);
        return Base64Url.EncodeToString(token[..(idBytes + SignatureBytes)]);
    }

    /// <summary>The invoice that a token opens, or null where the token was not made with this key, letter by letter.</summary>
    public static long? Read(string? token, ReadOnlySpan<byte> key)
    {
        Span<byte> bytes = stackalloc byte[IdBytesMax + SignatureBytes];
        if (token is null || token.Length > Base64Url.GetEncodedLength(bytes.Length)
            || Base64Url.DecodeFromChars(token, bytes, out _, out var length) != OperationStatus.Done || length < IdBytesMin + SignatureBytes)
        {
            return null;
        }
        var id = 0L;
        foreach (var part in bytes[..(length - SignatureBytes)])
        {
            id = (id << 8) | part;
        }
        // Compared as text and whole: a second spelling of the same bytes is no token either.
        var isOurs = id > 0 && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(id, key)), Encoding.ASCII.GetBytes(token));
        return isOurs ? id : null;
    }
}
