using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>What a subscriber pays differently from the plan, from a day on.</summary>
/// <param name="From">First day; periods that start earlier keep what held before.</param>
/// <param name="Price">A price of their own for a full period, or null for the plan's.</param>
/// <param name="DiscountBasisPoints">Percent off that price: 1000 = 10%.</param>
/// <param name="Discount">An amount off that price, after the percent.</param>
/// <param name="DiscountUntil">First day without the discount again, or null for no end.</param>
/// <param name="DecidedOn">The day it was decided, which no invoice of a day before knows of; or null: it holds for all that is not invoiced yet.</param>
public sealed record OwnPrice(
    DateOnly From, Money? Price = null, int DiscountBasisPoints = 0, Money Discount = default, DateOnly? DiscountUntil = null, DateOnly? DecidedOn = null)
{
    /// <summary>Whether an invoice of that date knows of it.</summary>
    public bool IsKnownOn(DateOnly day) => !(DecidedOn > day);
}

/// <summary>The price of a full period and how it came about (product rules, §4: price or discount first, rounded; tax last).</summary>
/// <param name="List">The plan's price, or the subscriber's own.</param>
/// <param name="DiscountBasisPoints">Percent taken off it.</param>
/// <param name="Discount">Amount taken off after that.</param>
/// <param name="Price">What is left: never below zero unless the list price is.</param>
public readonly record struct FullPrice(Money List, int DiscountBasisPoints, Money Discount, Money Price)
{
    /// <summary>The price on a day: the plan's, or the agreement's that holds then.</summary>
    public static FullPrice Of(Money planPrice, OwnPrice? agreed, DateOnly day, Rounding rounding)
    {
        var list = agreed?.Price ?? planPrice;
        if (agreed is null || (agreed.DiscountBasisPoints == 0 && agreed.Discount.IsZero) || agreed.DiscountUntil <= day)
        {
            return new(list, 0, Money.Zero, list);
        }
        var reduced = rounding.Share(list, 10_000 - agreed.DiscountBasisPoints, 10_000);
        var discount = Money.Min(agreed.Discount, Money.Max(reduced, Money.Zero));
        return new(list, agreed.DiscountBasisPoints, discount, reduced - discount);
    }
}
