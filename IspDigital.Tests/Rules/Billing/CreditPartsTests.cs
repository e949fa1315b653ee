using CsCheck;
using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Tests.Support;

namespace IspDigital.Tests.Rules.Billing;

public sealed class CreditPartsTests
{
    private static readonly TaxedPart s_taxed = new(TaxMode.Exclusive, 500, false, Money.FromTaka(500), Money.FromTaka(25));

    private static readonly Gen<TaxedPart[]> s_invoices = Gen.Select(Gen.Long[1, 5_000_000], Gen.Long[0, 700_000], Gen.Bool)
        .Array[1, 4].Select(parts => parts.Select((p, i) => new TaxedPart(TaxMode.Exclusive, i * 500, p.Item3, new(p.Item1), new(i == 0 ? 0 : p.Item2))).ToArray());

    [Theory]
    [InlineData(525, 500, 25)]
    [InlineData(105, 100, 5)]
    [InlineData(100, 95.24, 4.76)]
    [InlineData(0.01, 0.01, 0)]
    public void CreditParts_OfOneRate_AreInTheInvoicesProportion(decimal amount, decimal net, decimal tax)
    {
        var part = Assert.Single(CreditParts.Of(Money.FromTaka(amount), [s_taxed], []));

        Assert.Equal((Money.FromTaka(net), Money.FromTaka(tax), 500), (part.Net, part.Tax, part.BasisPoints));
    }

    [Fact]
    public void CreditParts_OfTwoRates_AreGivenBackAtEachOwnRate()
    {
        var untaxed = new TaxedPart(TaxMode.Exclusive, 0, false, Money.FromTaka(475), Money.Zero);

        var parts = CreditParts.Of(Money.FromTaka(100), [s_taxed, untaxed], []);

        Assert.Equal([(500, 50_00L, 2_50L), (0, 47_50L, 0L)], parts.Select(p => (p.BasisPoints, p.Net.Minor, p.Tax.Minor)));
    }

    [Fact]
    public void CreditParts_WhateverTheSteps_SumToThePoishaAndEndExactlyAtTheInvoice()
    {
        Gen.Select(s_invoices, Gen.Double[0, 1].Array[0, 6]).Holds((asked, cuts) =>
        {
            var total = asked.Sum(p => p.Gross).Minor;
            var edges = cuts.Select(c => (long)(total * (decimal)c)).Append(total).Order().Distinct().Where(e => e > 0).ToList();
            List<TaxedPart> given = [];
            var before = 0L;
            foreach (var edge in edges)
            {
                var parts = CreditParts.Of(new Money(edge - before), asked, given);
                Assert.Equal(edge - before, parts.Sum(p => p.Gross).Minor);
                given.AddRange(parts);
                before = edge;
                foreach (var part in asked)
                {
                    var mine = given.Where(g => (g.BasisPoints, g.IsOpening) == (part.BasisPoints, part.IsOpening)).ToList();
                    Assert.True(Math.Abs(mine.Sum(g => g.Net).Minor - ((decimal)part.Net.Minor * edge / total)) <= 1, "net is off by more than a poisha");
                    Assert.True(Math.Abs(mine.Sum(g => g.Tax).Minor - ((decimal)part.Tax.Minor * edge / total)) <= 1, "tax is off by more than a poisha");
                }
            }
            Assert.All(asked, part => Assert.Equal(
                (part.Net, part.Tax),
                (given.Where(g => g.BasisPoints == part.BasisPoints).Sum(g => g.Net), given.Where(g => g.BasisPoints == part.BasisPoints).Sum(g => g.Tax))));
        });
    }

    [Fact]
    public void CreditParts_MoreThanIsLeft_IsRefused()
    {
        var given = CreditParts.Of(Money.FromTaka(400), [s_taxed], []);

        Assert.Throws<ArgumentOutOfRangeException>(() => CreditParts.Of(Money.FromTaka(125.01m), [s_taxed], given));
        Assert.Throws<ArgumentOutOfRangeException>(() => CreditParts.Of(Money.Zero, [s_taxed], []));
        Assert.Equal(Money.FromTaka(125), CreditParts.Of(Money.FromTaka(125), [s_taxed], given).Sum(p => p.Gross));
    }

    [Fact]
    public void CreditParts_ByRate_SumTheLinesOfEachTheGreatestFirst()
    {
        var parts = CreditParts.ByRate([
            Line(100, 500, 5), Line(500, 500, 25), Line(300, 0, 0), Line(476.19m, 500, 23.81m, TaxMode.Inclusive), Line(20, 0, 0, TaxMode.Inclusive), Line(1_000, 0, 0, kind: LineKind.OpeningBalance),
        ]);

        Assert.Equal(
            [
                new(TaxMode.Exclusive, 0, true, Money.FromTaka(1_000), Money.Zero), // no income: apart from what is not taxed
                new(TaxMode.Exclusive, 500, false, Money.FromTaka(600), Money.FromTaka(30)),
                new(TaxMode.Inclusive, 500, false, Money.FromTaka(476.19m), Money.FromTaka(23.81m)),
                new(TaxMode.Exclusive, 0, false, Money.FromTaka(320), Money.Zero), // without a rate there is no mode
            ],
            parts);
        Assert.Equal((630.00m, 500.00m), (parts[1].Gross.Taka, parts[2].Gross.Taka));
    }

    [Fact]
    public void CreditParts_OfTheSameSum_StandByTheirRate() =>
        Assert.Equal([0, 500, 1_500], CreditParts.ByRate([Line(91.30m, 1_500, 13.70m), Line(100, 500, 5), Line(105, 0, 0)]).Select(p => p.BasisPoints));

    [Fact]
    public void CreditParts_OfCreditNotes_AreAboveZero() =>
        Assert.Equal([new(TaxMode.Exclusive, 500, false, Money.FromTaka(100), Money.FromTaka(5))], CreditParts.GivenByRate([Line(-60, 500, -3), Line(-40, 500, -2)]));

    [Fact]
    public void CreditParts_OfALineOfNothing_AreNone() =>
        Assert.Equal([s_taxed], CreditParts.Of(Money.FromTaka(525), [s_taxed, new(TaxMode.Exclusive, 1_500, false, Money.Zero, Money.Zero)], []));

    private static InvoiceLine Line(decimal net, int basisPoints, decimal tax, TaxMode mode = TaxMode.Exclusive, LineKind kind = LineKind.Recurring) =>
        new(1, new(kind, "Home", new(new(2026, 1, 1), new(2026, 2, 1)), 31, Money.FromTaka(net), Money.FromTaka(net), basisPoints, Money.FromTaka(tax)) { TaxMode = mode });
}
