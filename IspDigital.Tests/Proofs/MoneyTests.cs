using System.Collections.Concurrent;
using System.Globalization;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Tests.Support;

namespace IspDigital.Tests.Proofs;

/// <summary>R16: a million amounts cut, discounted, taxed and given back at random; nothing is lost, nothing is made, and half goes away from zero.</summary>
[Trait("On", "None")]
public sealed class MoneyTests(ITestOutputHelper output)
{
    private const int Cases = 1_000_000;
    private const int Chunks = 1_000;
    private const int FaultsShown = 10;

    /// <summary>Every so many cases are given back as well, in up to eight steps: the costly part.</summary>
    private const int RefundedEvery = 5;

    [Fact]
    public void Money_AMillionRandomAmounts_SumToThePoishaAndRoundHalfAwayFromZero()
    {
        var faults = new ConcurrentQueue<string>();
        Parallel.For(0, Chunks, ProofSize.SideBySide, chunk =>
        {
            var chance = ProofSize.ChanceOf(chunk);
            for (var i = 0; i < Cases / Chunks; i++)
            {
                var one = Case.Any(chance);
                if ((FaultOf(one) ?? (i % RefundedEvery == 0 ? RefundFault(one) : null)) is { } fault)
                {
                    faults.Enqueue(fault);
                }
            }
        });

        Assert.True(faults.IsEmpty, $"seed {ProofSize.Seed}: {string.Join(Environment.NewLine, faults.Take(FaultsShown))}");
        output.WriteLine(ProofSize.Line("R16", string.Create(CultureInfo.InvariantCulture, $"{Cases:N0} amounts prorated, discounted and taxed, {Cases / RefundedEvery:N0} of them given back in steps, 0 poisha lost or made, 0 rounded otherwise")));
    }

    [Theory]
    [InlineData(5, 1, 2, 1, 3)] // 2.5 poisha; a banker would say 2
    [InlineData(-5, 1, 2, 1, -3)]
    [InlineData(150, 1, 1, 100, 200)]
    [InlineData(-250, 1, 1, 100, -300)] // 2.5 taka; a banker would say 2
    [InlineData(49, 1, 1, 100, 0)]
    public void Share_ExactlyBetweenTwoUnits_GoesAwayFromZero(long minor, int numerator, int denominator, int unit, long expected)
    {
        Assert.Equal(expected, new Rounding(unit).Share(new Money(minor), numerator, denominator).Minor);
        Assert.Equal(expected, ExactMoney.Share(minor, numerator, denominator, unit));
    }

    private static string? FaultOf(Case c) => DiscountFault(c) ?? ProrationFault(c) ?? TaxFault(c, TaxMode.Exclusive) ?? TaxFault(c, TaxMode.Inclusive);

    /// <summary>However the period is cut, each part is the oracle's and all parts are the whole.</summary>
    private static string? ProrationFault(Case c)
    {
        var period = new DateRange(c.Start, c.Start.AddDays(c.Days));
        var sum = Money.Zero;
        var from = 0;
        foreach (var to in c.Cuts.Append(c.Days))
        {
            var part = Proration.PriceOf(c.Price, period, new(c.Start.AddDays(from), c.Start.AddDays(to)), c.Rounding);
            var expected = ExactMoney.Share(c.Price.Minor, to, c.Days, c.Unit) - ExactMoney.Share(c.Price.Minor, from, c.Days, c.Unit);
            if (part.Minor != expected)
            {
                return $"{c}: days {from} to {to} cost {part}, the oracle says {expected} poisha";
            }
            sum += part;
            from = to;
        }
        var whole = ExactMoney.Share(c.Price.Minor, 1, 1, c.Unit);
        return sum.Minor == whole ? null : $"{c}: the parts sum to {sum}, the whole is {whole} poisha";
    }

    /// <summary>A percentage and an amount off: each rounded as whole numbers would, never below nothing.</summary>
    private static string? DiscountFault(Case c)
    {
        var price = FullPrice.Of(c.Price, new OwnPrice(c.Start, null, c.DiscountBasisPoints, c.Discount), c.Start, c.Rounding);
        var reduced = c is { DiscountBasisPoints: 0, Discount.IsZero: true } ? c.Price.Minor : ExactMoney.Share(c.Price.Minor, 10_000 - c.DiscountBasisPoints, 10_000, c.Unit);
        return price.Price.Minor == Math.Max(0, reduced - c.Discount.Minor) && price.List == c.Price
            && c.Rounding.Share(-c.Price, c.DiscountBasisPoints, 10_000) == -c.Rounding.Share(c.Price, c.DiscountBasisPoints, 10_000)
            ? null : $"{c}: {price}, the oracle says {reduced} less {c.Discount}";
    }

    /// <summary>Net and tax are the whole, exactly; the tax is that of the rate; a credit is the mirror of its charge.</summary>
    private static string? TaxFault(Case c, TaxMode mode)
    {
        var rule = new TaxRule(mode, []);
        var (net, tax) = rule.Split(c.Price, c.TaxBasisPoints, c.Rounding);
        var expected = ExactMoney.Share(c.Price.Minor, c.TaxBasisPoints, mode == TaxMode.Exclusive ? 10_000 : 10_000 + c.TaxBasisPoints, c.Unit);
        return tax.Minor == expected && (mode == TaxMode.Exclusive ? net : net + tax) == c.Price && rule.Split(-c.Price, c.TaxBasisPoints, c.Rounding) == (-net, -tax)
            ? null : $"{c}: {mode} {net} and {tax}, the oracle says {expected} poisha of tax";
    }

    /// <summary>
    /// An invoice at three rates is given back in steps, where the period is cut: each step is parted to the poisha, no rate gives back more than
    /// a poisha beyond its share, and in the end each has given back its own net and tax.
    /// </summary>
    private static string? RefundFault(Case c)
    {
        TaxedPart[] asked = [Part(c.Price, c.TaxBasisPoints, TaxMode.Exclusive), Part(c.Discount, 1_500, TaxMode.Inclusive), new(TaxMode.Exclusive, 0, IsOpening: true, new Money(c.Days), default)];
        var total = asked.Sum(p => p.Gross);
        List<TaxedPart> given = [];
        foreach (var day in c.Cuts.Append(c.Days))
        {
            var amount = new Money(ExactMoney.Share(total.Minor, day, c.Days, 1)) - given.Sum(p => p.Gross);
            if (amount.IsZero)
            {
                continue;
            }
            var parts = CreditParts.Of(amount, asked, given);
            if (parts.Sum(p => p.Gross) != amount)
            {
                return $"{c}: {amount} is given back as {string.Join(" and ", parts)}";
            }
            given.AddRange(parts);
            foreach (var part in asked)
            {
                var back = given.Where(g => Rate(g) == Rate(part)).Sum(g => g.Net);
                var share = new Money(ExactMoney.Share(part.Net.Minor, given.Sum(p => p.Gross).Minor, total.Minor, 1));
                if (Math.Abs((back - share).Minor) > 1)
                {
                    return $"{c}: {back} of {part} are given back, its share is {share}";
                }
            }
        }
        var isAll = asked.All(p => given.Where(g => Rate(g) == Rate(p)).Sum(g => g.Net) == p.Net && given.Where(g => Rate(g) == Rate(p)).Sum(g => g.Tax) == p.Tax);
        return isAll ? null : $"{c}: {string.Join(" and ", given)} is not all of {string.Join(" and ", asked)}";

        static TaxedPart Rate(TaxedPart part) => part with { Net = default, Tax = default };

        TaxedPart Part(Money price, int basisPoints, TaxMode mode)
        {
            var (net, tax) = new TaxRule(mode, []).Split(price, basisPoints, c.Rounding);
            return new(basisPoints == 0 ? TaxMode.Exclusive : mode, basisPoints, IsOpening: false, net, tax);
        }
    }

    private sealed record Case(Money Price, DateOnly Start, int Days, IReadOnlyList<int> Cuts, int DiscountBasisPoints, Money Discount, int TaxBasisPoints, int Unit)
    {
        public Rounding Rounding => new(Unit);

        /// <summary>Prices of every size, in whole taka or not; periods of a day to a year; up to seven cuts.</summary>
        public static Case Any(Random chance)
        {
            var magnitude = 1L << chance.Next(1, 37);
            var price = chance.NextInt64(magnitude) * (chance.Next(3) == 0 ? 100 : 1);
            var days = chance.Next(1, chance.Next(3) == 0 ? 367 : 32);
            int[] cuts = [.. Enumerable.Range(0, Math.Min(days - 1, chance.Next(8))).Select(_ => chance.Next(1, days)).Distinct().Order()];
            return new(
                new Money(price), new DateOnly(2024, 1, 1).AddDays(chance.Next(3_288)), days, cuts,
                chance.Next(10_001), new Money(chance.Next(3) == 0 ? chance.NextInt64(magnitude) : 0), chance.Next(4) switch { 0 => 500, 1 => 1_500, _ => chance.Next(10_001) }, chance.Next(4) == 0 ? 100 : 1);
        }

        public override string ToString() =>
            $"{Price} for {Days} days cut at [{string.Join(' ', Cuts)}], discount {DiscountBasisPoints} and {Discount}, tax {TaxBasisPoints}, unit {Unit}";
    }
}
