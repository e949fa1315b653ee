using IspDigital.Core.Primitives;

namespace IspDigital.Core.Subscribers;

/// <summary>What a subscriber pays differently from the plan, from a day on: a price of their own, a discount, or neither any more.</summary>
public sealed class PriceAgreement
{
    private PriceAgreement()
    {
    }

    /// <summary>An agreement.</summary>
    /// <param name="from">First day; periods that start earlier keep what held before.</param>
    /// <param name="customPrice">A price of their own for a full period, or null for the plan's.</param>
    /// <param name="discountBasisPoints">Percent off that price: 1000 = 10%.</param>
    /// <param name="discount">An amount off that price, after the percent.</param>
    /// <param name="discountUntil">First day without the discount again, or null for no end.</param>
    /// <param name="decidedOn">The day it was decided, or null where it holds for all that is not invoiced yet.</param>
    public PriceAgreement(
        DateOnly from, Money? customPrice, int discountBasisPoints = 0, Money discount = default, DateOnly? discountUntil = null, DateOnly? decidedOn = null) =>
        (From, CustomPriceMinor, DiscountBasisPoints, Discount, DiscountUntil, DecidedOn) =
            (from, customPrice?.Minor, discountBasisPoints, discount, discountBasisPoints == 0 && discount.IsZero ? null : discountUntil, decidedOn);

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>The subscriber.</summary>
    public long SubscriberId { get; private set; }

    /// <summary>First day.</summary>
    public DateOnly From { get; private set; }

    /// <summary>A price of their own for a full period in poisha, or null for the plan's.</summary>
    public long? CustomPriceMinor { get; private set; }

    /// <summary>Percent off in basis points: 1000 = 10%.</summary>
    public int DiscountBasisPoints { get; private set; }

    /// <summary>Amount off for a full period.</summary>
    public Money Discount { get; private set; }

    /// <summary>First day without the discount again; null for no end.</summary>
    public DateOnly? DiscountUntil { get; private set; }

    /// <summary>The day it was decided: an invoice of a day before does not know of it. Null where it holds for all that is not invoiced yet.</summary>
    public DateOnly? DecidedOn { get; private set; }

    /// <summary>The price of their own, or null.</summary>
    public Money? CustomPrice => CustomPriceMinor is { } minor ? new Money(minor) : null;

    /// <summary>Whether the same is agreed, whatever the day.</summary>
    public bool SaysTheSameAs(PriceAgreement? other) =>
        (CustomPriceMinor, DiscountBasisPoints, Discount, DiscountUntil)
        == (other?.CustomPriceMinor, other?.DiscountBasisPoints ?? 0, other?.Discount ?? default, other?.DiscountUntil);
}
