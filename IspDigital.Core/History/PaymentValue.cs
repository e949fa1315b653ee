using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Tables;

namespace IspDigital.Core.History;

/// <summary>A payment as an event writes it: <c>500</c>, or <c>500 bkash 9HX7A2K1QP</c>.</summary>
/// <param name="Amount">How much.</param>
/// <param name="Method">How; cash where nothing is said.</param>
/// <param name="TransactionId">The reference in its one form, or null.</param>
internal sealed record PaymentValue(Money Amount, PaymentMethod Method, string? TransactionId)
{
    /// <summary>Who vouches for the reference, or null.</summary>
    public string? Provider => PaymentReference.ProviderOf(Method, null);

    /// <summary>The payment, or null where it cannot be read.</summary>
    public static PaymentValue? Of(string value)
    {
        var words = value.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0 || !RowCells.TryMoney(words[0], out var amount))
        {
            return null;
        }
        var method = words.Length == 1 ? PaymentMethod.Cash
            : PaymentMethods.OfMoney.Select(m => (PaymentMethod?)m).FirstOrDefault(m => m.ToString()!.Equals(words[1], StringComparison.OrdinalIgnoreCase));
        return method is { } known ? new(amount, known, PaymentReference.Normalise(words.Length > 2 ? words[2] : null)) : null;
    }
}
