using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>The price of some days of a period, by actual days (product rules, §4).</summary>
public static class Proration
{
    /// <summary>
    /// <c>R(price × b ÷ N) − R(price × a ÷ N)</c>, with the days counted from the period's start. Additive by construction:
    /// however a period is cut, its parts sum to the whole.
    /// </summary>
    /// <param name="price">Price of the whole period.</param>
    /// <param name="period">The whole period.</param>
    /// <param name="days">The days charged; inside the period.</param>
    /// <param name="rounding">The operator's rounding.</param>
    /// <exception cref="ArgumentOutOfRangeException">The days are not inside the period.</exception>
    public static Money PriceOf(Money price, DateRange period, DateRange days, Rounding rounding)
    {
        if (days.Start < period.Start || days.End > period.End || days.IsEmpty)
        {
            throw new ArgumentOutOfRangeException(nameof(days), $"{days} is not inside {period}.");
        }
        var before = days.Start.DayNumber - period.Start.DayNumber;
        return rounding.Share(price, before + days.Days, period.Days) - rounding.Share(price, before, period.Days);
    }
}
