using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;

namespace IspDigital.Benchmarks.Lives;

/// <summary>Amounts in whole numbers, as product rules §3 and §4 say them: halves away from zero, days by shares of the period, tax last.</summary>
/// <param name="policy">Prices, taxes and the unit of rounding.</param>
internal sealed class OracleMoney(BillingPolicy policy)
{
    private readonly long _unit = policy.Rounding.UnitMinor;

    /// <summary>The price of a full period on a day, and how it comes about.</summary>
    public (long List, int Percent, long Off, long Full) PriceOf(long plan, AgreedPrice? agreed, DateOnly day)
    {
        var list = agreed?.Price?.Minor ?? Listed(policy.Plans[plan], day);
        if (agreed is null || (agreed.DiscountBasisPoints == 0 && agreed.Discount.Minor == 0) || (agreed.Until is { } until && day >= until))
        {
            return (list, 0, 0, list);
        }
        var reduced = Share(list, 10_000 - agreed.DiscountBasisPoints, 10_000);
        var off = agreed.Discount.Minor < reduced ? agreed.Discount.Minor : reduced;
        return (list, agreed.DiscountBasisPoints, off, reduced - off);
    }

    /// <summary>The rate of a plan's tax on a day.</summary>
    public int RateOf(long plan, DateOnly day)
    {
        var rate = 0;
        foreach (var dated in policy.Plans[plan].Tax.Rates)
        {
            rate = dated.From <= day ? dated.BasisPoints : rate;
        }
        return rate;
    }

    /// <summary>Days from number <paramref name="a"/> to number <paramref name="b"/> of a period.</summary>
    public long Days(long price, int a, int b, int days) => Share(price, b, days) - Share(price, a, days);

    /// <summary>The net and the tax of an amount.</summary>
    public (long Net, long Tax) Taxed(TaxMode mode, long amount, int rate)
    {
        var tax = Share(amount, rate, mode == TaxMode.Exclusive ? 10_000 : 10_000 + rate);
        return mode == TaxMode.Exclusive ? (amount, tax) : (amount - tax, tax);
    }

    /// <summary>Whether a service line asks, or gives back, just that: its days of that price.</summary>
    public bool IsRight(LineDraft line)
    {
        var a = line.Days.Start.DayNumber - line.PeriodStart.DayNumber;
        var amount = Days(line.FullPrice.Minor, a, a + line.Days.Days, line.DaysInPeriod);
        return (line.Net.Minor, line.Tax.Minor) == Taxed(line.TaxMode, line.Kind == LineKind.UnusedDays ? -amount : amount, line.TaxBasisPoints);
    }

    private static long Listed(TariffPlan plan, DateOnly day)
    {
        var price = 0L;
        foreach (var dated in plan.Prices)
        {
            price = dated.From <= day ? dated.Price.Minor : price;
        }
        return price;
    }

    private long Share(long amount, long numerator, long denominator)
    {
        var (twice, unit) = (2 * Math.Abs(amount) * numerator, denominator * _unit);
        return Math.Sign(amount) * ((twice + unit) / (2 * unit)) * _unit;
    }
}
