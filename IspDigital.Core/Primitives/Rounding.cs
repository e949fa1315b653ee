namespace IspDigital.Core.Primitives;

/// <summary>The one place where a computed amount becomes money: half away from zero, to the operator's unit (product rules, §3).</summary>
/// <param name="UnitMinor">The unit in poisha: 1 for a poisha (default), 100 for a whole taka.</param>
public readonly record struct Rounding(int UnitMinor)
{
    /// <summary>To the poisha.</summary>
    public static Rounding ToPoisha => new(1);

    /// <summary>To the whole taka.</summary>
    public static Rounding ToTaka => new(100);

    /// <summary>Rounds an exact amount in poisha.</summary>
    public Money Round(decimal minor)
    {
        var unit = UnitMinor <= 0 ? 1 : UnitMinor;
        return new Money(decimal.ToInt64(Math.Round(minor / unit, 0, MidpointRounding.AwayFromZero)) * unit);
    }

    /// <summary>A share of an amount: <c>amount × numerator ÷ denominator</c>, rounded once.</summary>
    public Money Share(Money amount, decimal numerator, decimal denominator) => Round(amount.Minor * numerator / denominator);
}
