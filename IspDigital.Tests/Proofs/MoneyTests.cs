using System.Collections.Concurrent;
using System.Globalization;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Tests.Support;

namespace IspDigital.Tests.Proofs;

/// <summary>R16: a million amounts cut, discounted and taxed at random; nothing is lost, nothing is made, and half goes away from zero.</summary>
public sealed class MoneyTests(ITestOutputHelper output)
{
    private const int Cases = 1_000_000;
    private const int Chunks = 1_000;
    private const int FaultsShown = 10;

    [Fact]
    public void Money_AMillionRandomAmounts_SumToThePoishaAndRoundHalfAwayFromZero()
    {
        var faults = new ConcurrentQueue<string>();
        Parallel.For(0, Chunks, ProofSize.SideBySide, chunk =>
        {
            var chance = ProofSize.ChanceOf(chunk);
            for (var i = 0; i < Cases / Chunks; i++)
            {
                if (FaultOf(Case.Any(chance)) is { } fault)
                {
                    faults.Enqueue(fault);
                }
            }
        });

        Assert.True(faults.IsEmpty, $"seed {ProofSize.Seed}: {string.Join(Environment.NewLine, faults.Take(FaultsShown))}");
        output.WriteLine(ProofSize.Line("R16", string.Create(CultureInfo.InvariantCulture, $"{Cases:N0} amounts prorated, discounted and taxed, 0 poisha lost or made, 0 rounded otherwise")));
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
