using System.Numerics;

namespace IspDigital.Core.Primitives;

/// <summary>An amount in whole poisha (1/100 taka). Sums are checked for overflow; division exists only through <see cref="Rounding"/>.</summary>
/// <param name="Minor">The amount in poisha; negative for credits.</param>
public readonly record struct Money(long Minor) :
    IComparable<Money>, IAdditionOperators<Money, Money, Money>, ISubtractionOperators<Money, Money, Money>,
    IUnaryNegationOperators<Money, Money>, IComparisonOperators<Money, Money, bool>, IAdditiveIdentity<Money, Money>
{
    /// <summary>Nothing.</summary>
    public static Money Zero => default;

    /// <inheritdoc/>
    public static Money AdditiveIdentity => default;

    /// <summary>Whether the amount is zero.</summary>
    public bool IsZero => Minor == 0;

    /// <summary>Whether the amount is above zero.</summary>
    public bool IsPositive => Minor > 0;

    /// <summary>Whether the amount is below zero.</summary>
    public bool IsNegative => Minor < 0;

    /// <summary>The amount in taka, exactly; for display and export only.</summary>
    public decimal Taka => Minor / 100m;

    /// <summary>From taka with at most two decimals.</summary>
    /// <exception cref="ArgumentException">There is a fraction of a poisha.</exception>
    public static Money FromTaka(decimal taka)
    {
        var minor = taka * 100m;
        return decimal.IsInteger(minor)
            ? new Money(decimal.ToInt64(minor))
            : throw new ArgumentException($"{taka} has a fraction of a poisha.", nameof(taka));
    }

    /// <summary>The smaller of two amounts.</summary>
    public static Money Min(Money left, Money right) => left.Minor <= right.Minor ? left : right;

    /// <summary>The larger of two amounts.</summary>
    public static Money Max(Money left, Money right) => left.Minor >= right.Minor ? left : right;

    /// <inheritdoc/>
    public int CompareTo(Money other) => Minor.CompareTo(other.Minor);

    /// <inheritdoc/>
    public static Money operator +(Money left, Money right) => new(checked(left.Minor + right.Minor));

    /// <inheritdoc/>
    public static Money operator -(Money left, Money right) => new(checked(left.Minor - right.Minor));

    /// <inheritdoc/>
    public static Money operator -(Money value) => new(checked(-value.Minor));

    /// <summary>An amount taken several times.</summary>
    public static Money operator *(Money value, int times) => new(checked(value.Minor * times));

    /// <inheritdoc/>
    public static bool operator <(Money left, Money right) => left.Minor < right.Minor;

    /// <inheritdoc/>
    public static bool operator >(Money left, Money right) => left.Minor > right.Minor;

    /// <inheritdoc/>
    public static bool operator <=(Money left, Money right) => left.Minor <= right.Minor;

    /// <inheritdoc/>
    public static bool operator >=(Money left, Money right) => left.Minor >= right.Minor;

    /// <summary>Plain digits with two decimals (<c>1234.50</c>), for logs and exports. Screens use the web project's MoneyText.</summary>
    public override string ToString() => Taka.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Sums of money.</summary>
public static class MoneySums
{
    /// <summary>The checked sum of the amounts.</summary>
    public static Money Sum(this IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero, (sum, amount) => sum + amount);

    /// <summary>The checked sum of an amount of each item.</summary>
    public static Money Sum<T>(this IEnumerable<T> items, Func<T, Money> amount) => items.Select(amount).Sum();
}
