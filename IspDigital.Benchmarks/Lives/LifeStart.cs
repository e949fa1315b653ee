using IspDigital.Benchmarks.Simulation;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Benchmarks.Lives;

/// <summary>What a subscriber pays differently from the plan.</summary>
/// <param name="Price">A price of their own, or null.</param>
/// <param name="DiscountBasisPoints">Percent off.</param>
/// <param name="Discount">Amount off after that.</param>
/// <param name="Until">First day without the discount.</param>
internal sealed record AgreedPrice(Money? Price, int DiscountBasisPoints, Money Discount, DateOnly? Until)
{
    /// <summary>An agreement by chance, or one that takes the last one back.</summary>
    public static AgreedPrice By(SeededChance chance, DateOnly today) => new(
        chance.OnceIn(3) ? new(5_000 + chance.Next(300_000)) : null,
        chance.OnceIn(2) ? chance.Next(21) * 500 : 0,
        chance.OnceIn(4) ? new(chance.Next(60_000)) : Money.Zero,
        chance.OnceIn(2) ? today.AddDays(chance.Next(400)) : null);
}

/// <summary>How somebody begins.</summary>
/// <param name="JoinedOn">The day they are put on record.</param>
/// <param name="ActivatedOn">The day service begins.</param>
/// <param name="BillFrom">First day that is billed.</param>
/// <param name="PlanId">The plan.</param>
/// <param name="Terms">Terms of their own.</param>
/// <param name="Agreed">What they pay differently from the first day, or null.</param>
internal sealed record LifeStart(DateOnly JoinedOn, DateOnly ActivatedOn, DateOnly BillFrom, long PlanId, BillingTermsOverride Terms, AgreedPrice? Agreed)
{
    /// <summary>By chance: new, some weeks ago, or brought from elsewhere; many on the 31st or on 29 February.</summary>
    public static LifeStart By(SeededChance chance, LivedWorld world)
    {
        var joined = world.First.AddDays(chance.OnceIn(3) ? chance.Next(300) : chance.Next(20));
        var activated = chance.Next(6) switch
        {
            0 => new(joined.Year - 1, chance.One(1, 3, 5, 7, 8, 10, 12), 31),
            1 => new(joined.Year > 2024 ? chance.One(2020, 2024) : 2020, 2, 29),
            2 => joined.AddDays(chance.Next(15)),
            _ => joined.AddDays(-chance.Next(60)),
        };
        var billFrom = activated < joined.AddDays(-62) ? joined.AddDays(chance.Next(40) - 20) : chance.OnceIn(3) ? activated.AddDays(chance.Next(50)) : activated;
        return new(
            joined, activated, billFrom > activated ? billFrom : activated, 1 + chance.Next(world.Policy.Plans.Count), TermsBy(chance),
            chance.OnceIn(4) ? AgreedPrice.By(chance, joined) : null);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"joined {JoinedOn:yyyy-MM-dd}, activated {ActivatedOn:yyyy-MM-dd}, billed from {BillFrom:yyyy-MM-dd}, plan {PlanId}, {TextOf(Terms)}, {Agreed}";

    /// <summary>What is set, and nothing else.</summary>
    public static string TextOf(BillingTermsOverride terms) =>
        $"terms {terms.Timing} {terms.CycleCount}{terms.CycleUnit} {(terms.IsAnniversary == true ? "anniversary " : "")}align {terms.AlignDay} lead {terms.LeadDays} due {terms.DueDays} grace {terms.GraceDays}";

    private static BillingTermsOverride TermsBy(SeededChance chance)
    {
        var cycle = LivedWorld.Cycle(chance);
        return chance.Next(7) switch
        {
            0 => new() { AlignDay = 1 + chance.Next(31) },
            1 => new() { AlignDay = 28 + chance.Next(4), CycleUnit = cycle.Unit, CycleCount = cycle.Count },
            2 => new() { CycleUnit = cycle.Unit, CycleCount = cycle.Count },
            3 => new() { Timing = BillingTiming.Arrears, IsAnniversary = chance.OnceIn(2) ? true : null },
            4 => new() { Timing = BillingTiming.Advance, LeadDays = chance.Next(15), DueDays = chance.Next(20), GraceDays = chance.Next(9) },
            _ => new(),
        };
    }
}
