using IspDigital.Benchmarks.Simulation;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Benchmarks.Lives;

/// <summary>An operator by seed: settings, plans with prices and taxes to come, and the days on which the portal is down.</summary>
internal sealed class LivedWorld
{
    private const int Plans = 5;
    private readonly HashSet<DateOnly> _down = [];

    /// <summary>The world of that seed.</summary>
    public LivedWorld(int seed, int years)
    {
        Seed = seed;
        var chance = new SeededChance(seed);
        First = new DateOnly(2023, 1, 1).AddDays(chance.Next(5 * 365));
        Last = First.AddDays(years * 365);
        HasPlanTerms = chance.OnceIn(3);
        var terms = new BillingTerms(
            chance.OnceIn(3) ? BillingTiming.Arrears : BillingTiming.Advance, chance.OnceIn(6) ? Cycle(chance) : BillingCycle.Monthly,
            chance.OnceIn(3) ? 1 + chance.Next(31) : null, chance.OnceIn(2) ? chance.Next(12) : 0, chance.Next(15), chance.Next(8));
        Policy = new(
            terms, chance.OnceIn(3) ? Rounding.ToTaka : Rounding.ToPoisha,
            Enumerable.Range(1, Plans).Select(id => PlanOf(id, chance)).ToDictionary(p => p.PlanId), Money.FromTaka(10_000_000))
        {
            CreditsPausedDays = !chance.OnceIn(4),
            BillsWhileCut = chance.OnceIn(4),
        };
        for (var day = First; day < Last; day = day.AddDays(1))
        {
            if (chance.OnceIn(90))
            {
                var days = chance.OnceIn(6) ? 1 + chance.Next(90) : 1 + chance.Next(5);
                for (; days > 0 && day < Last; days--, day = day.AddDays(1))
                {
                    _down.Add(day);
                }
            }
        }
    }

    /// <summary>The seed.</summary>
    public int Seed { get; }

    /// <summary>The first day.</summary>
    public DateOnly First { get; }

    /// <summary>The last day; the power is on.</summary>
    public DateOnly Last { get; }

    /// <summary>Whether plans set terms of their own: timing, cycles, days.</summary>
    public bool HasPlanTerms { get; }

    /// <summary>The operator's side of every calculation.</summary>
    public BillingPolicy Policy { get; }

    /// <summary>Whether anybody works and anything runs.</summary>
    public bool IsUp(DateOnly day) => !_down.Contains(day);

    /// <summary>A cycle by chance.</summary>
    public static BillingCycle Cycle(SeededChance chance) => chance.Next(4) switch
    {
        0 => new(CycleUnit.Month, 3),
        1 => new(CycleUnit.Month, chance.One(2, 6, 12)),
        2 => new(CycleUnit.Day, 7 + chance.Next(24)),
        _ => new(CycleUnit.Day, chance.One(7, 14, 30)),
    };

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Policy.Terms}, to {Policy.Rounding.UnitMinor} poisha, paused days {(Policy.CreditsPausedDays ? "given back" : "kept")}, "
        + $"{(Policy.BillsWhileCut ? "billed" : "not billed")} while cut; {string.Join("; ", Policy.Plans.Values.Select(TextOf))}";

    private static string TextOf(TariffPlan plan) =>
        $"plan {plan.PlanId}: {string.Join(", ", plan.Prices.Select(p => $"{p.From:yyyy-MM-dd} {p.Price}"))}, "
        + $"{plan.Tax.Mode} {string.Join(", ", plan.Tax.Rates.Select(r => $"{r.From:yyyy-MM-dd} {r.BasisPoints}"))}, {LifeStart.TextOf(plan.Terms)}";

    private TariffPlan PlanOf(int id, SeededChance chance)
    {
        List<DatedPrice> prices = [new(new(2000, 1, 1), Price(chance))];
        while (chance.OnceIn(2))
        {
            prices.Add(new(SomeDay(chance), Price(chance)));
        }
        prices = [.. prices.DistinctBy(p => p.From).OrderBy(p => p.From)];
        return new(id, $"P{id}", HasPlanTerms && chance.OnceIn(2) ? PlanTerms(chance) : new(), prices, TaxOf(chance));
    }

    private TaxRule TaxOf(SeededChance chance)
    {
        if (chance.OnceIn(3))
        {
            return TaxRule.None;
        }
        List<DatedRate> rates = [new(new(2000, 1, 1), chance.One(500, 750, 1_500))];
        if (chance.OnceIn(2))
        {
            // A duty that comes and goes in 13 days.
            var from = SomeDay(chance);
            rates.AddRange([new(from, 1_000 + chance.Next(1_000)), new(from.AddDays(13), rates[0].BasisPoints)]);
        }
        return new(chance.OnceIn(2) ? TaxMode.Inclusive : TaxMode.Exclusive, rates);
    }

    private DateOnly SomeDay(SeededChance chance) => First.AddDays(chance.Next(Last.DayNumber - First.DayNumber));

    private static Money Price(SeededChance chance) =>
        chance.OnceIn(2) ? Money.FromTaka(100 + chance.Next(5_000)) : new(10_000 + chance.Next(500_000));

    private static BillingTermsOverride PlanTerms(SeededChance chance)
    {
        var cycle = Cycle(chance);
        var isOwnCycle = chance.OnceIn(2);
        return new()
        {
            Timing = chance.OnceIn(3) ? BillingTiming.Arrears : chance.OnceIn(2) ? BillingTiming.Advance : null,
            CycleUnit = isOwnCycle ? cycle.Unit : null,
            CycleCount = isOwnCycle ? cycle.Count : null,
            AlignDay = chance.OnceIn(4) ? 1 + chance.Next(31) : null,
            LeadDays = chance.OnceIn(3) ? chance.Next(10) : null,
            DueDays = chance.OnceIn(3) ? chance.Next(20) : null,
            GraceDays = chance.OnceIn(3) ? chance.Next(10) : null,
        };
    }
}
