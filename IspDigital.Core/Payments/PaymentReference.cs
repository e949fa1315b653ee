using IspDigital.Core.Primitives;

namespace IspDigital.Core.Payments;

/// <summary>
/// Brings references to one form, so that the same transaction typed twice is found to be the same: no blanks, capital
/// letters, Latin digits.
/// </summary>
public static class PaymentReference
{
    /// <summary>The reference in its one form; null where nothing was written.</summary>
    public static string? Normalise(string? typed)
    {
        var signs = LatinDigits.Of(typed).Where(sign => !char.IsWhiteSpace(sign) && !char.IsControl(sign)).Select(char.ToUpperInvariant);
        var text = string.Concat(signs);
        return text.Length == 0 ? null : text;
    }

    /// <summary>Who vouches for the reference: what staff named (a bank), else the method itself; null for cash.</summary>
    public static string? ProviderOf(PaymentMethod method, string? named) => method switch
    {
        PaymentMethod.Cash or PaymentMethod.Brought or PaymentMethod.CreditNote or PaymentMethod.WriteOff => null,
        PaymentMethod.BKash => "bkash",
        PaymentMethod.Nagad => "nagad",
        PaymentMethod.Bank => Named(named) ?? "bank",
        PaymentMethod.Card => Named(named) ?? "card",
        PaymentMethod.Other => Named(named) ?? "other",
    };

    private static string? Named(string? provider) => string.IsNullOrWhiteSpace(provider)
        ? null
        : string.Join(' ', provider.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
}
