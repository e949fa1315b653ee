using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>A tax as far as an invoice needs it: added to the price or inside it, with rates that come and go by date.</summary>
/// <param name="Mode">Exclusive or inclusive.</param>
/// <param name="Rates">Rates from a day on, in order of that day.</param>
public sealed record TaxRule(TaxMode Mode, IReadOnlyList<DatedRate> Rates)
{
    /// <summary>No tax.</summary>
    public static TaxRule None { get; } = new(TaxMode.Exclusive, []);

    /// <summary>The rate on a day in basis points; zero before the first.</summary>
    public int RateOn(DateOnly day) => Rates.LastOrDefault(r => r.From <= day).BasisPoints;

    /// <summary>
    /// Parts an amount into net and tax, on each line, last of all (product rules, §4). Exclusive: the amount is the net and
    /// <c>R(net × rate)</c> comes on top. Inclusive: <c>R(gross × rate ÷ (1 + rate))</c> is inside the amount.
    /// </summary>
    public (Money Net, Money Tax) Split(Money amount, int basisPoints, Rounding rounding) => Split(Mode, amount, basisPoints, rounding);

    /// <summary>The same for a line whose mode and rate are known.</summary>
    public static (Money Net, Money Tax) Split(TaxMode mode, Money amount, int basisPoints, Rounding rounding)
    {
        var tax = mode switch
        {
            TaxMode.Exclusive => rounding.Share(amount, basisPoints, 10_000),
            TaxMode.Inclusive => rounding.Share(amount, basisPoints, 10_000 + basisPoints),
        };
        return (mode == TaxMode.Exclusive ? amount : amount - tax, tax);
    }
}

/// <summary>A tax rate from a day on.</summary>
/// <param name="From">First day it holds.</param>
/// <param name="BasisPoints">500 = 5%.</param>
public readonly record struct DatedRate(DateOnly From, int BasisPoints);
