using CsCheck;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Payments.Rules;
using IspDigital.Core.Primitives;
using IspDigital.Tests.Support;

namespace IspDigital.Tests.Rules.Payments;

public sealed class SettlementTests
{
    private static readonly DateOnly s_january = new(2026, 1, 1);

    [Theory]
    // received | open invoices, given newest first | picked | shares as "invoice:taka" | advance
    [InlineData(500, "2:500 1:500", "", "1:500", 0)] // the oldest due first
    [InlineData(300, "2:500 1:500", "", "1:300", 0)] // a part payment leaves the rest due
    [InlineData(700, "2:500 1:500", "", "1:500 2:200", 0)]
    [InlineData(1200, "2:500 1:500", "", "1:500 2:500", 200)] // what is left over is an advance
    [InlineData(500, "", "", "", 500)]
    [InlineData(500, "2:500 1:500", "2", "2:500", 0)] // the one that staff picked
    [InlineData(700, "3:500 2:500 1:500", "3", "3:500 1:200", 0)] // then the oldest of the others
    [InlineData(900, "3:500 2:500 1:500", "3 2", "2:500 3:400", 0)] // several picks: oldest of them first
    [InlineData(0, "1:500", "", "", 0)]
    public void Settlement_OfAnAmount_GoesWhereItShould(int received, string open, string picked, string shares, int advance)
    {
        var settlement = Settlement.Of(Money.FromTaka(received), Invoices(open), [.. Words(picked).Select(long.Parse)]);

        Assert.Equal(shares, string.Join(' ', settlement.Shares.Select(s => $"{s.InvoiceId}:{s.Amount.Taka:0}")));
        Assert.Equal(Money.FromTaka(advance), settlement.Remainder);
    }

    [Fact]
    public void Settlement_OfAnything_LosesNothingAndNeverOverSettles()
    {
        var invoice = Gen.Select(Gen.Long[1, 1_000_000], Gen.Int[0, 700]);
        Gen.Select(Gen.Long[0, 5_000_000], invoice.Array[0, 12], Gen.Long[1, 14].HashSet[0, 5]).Holds((received, amounts, picked) =>
        {
            var open = amounts.Select((a, index) => Open(index + 1, new Money(a.Item1), s_january.AddDays(a.Item2))).ToList();

            var settlement = Settlement.Of(new Money(received), open, picked);

            var byId = open.ToDictionary(i => i.InvoiceId);
            return settlement.Settled + settlement.Remainder == new Money(received)
                && settlement.Shares.All(s => s.Amount.IsPositive && s.Amount + s.LeftToPay == byId[s.InvoiceId].Outstanding && !s.LeftToPay.IsNegative)
                && settlement.Shares.Select(s => s.InvoiceId).Distinct().Count() == settlement.Shares.Count
                && settlement.Shares.Count(s => s.LeftToPay.IsPositive) <= 1
                && (settlement.Remainder.IsZero || settlement.Settled == open.Sum(i => i.Outstanding));
        });
    }

    private static IEnumerable<OpenInvoice> Invoices(string open) => Words(open).Select(text => text.Split(':'))
        .Select(parts => Open(long.Parse(parts[0], null), Money.FromTaka(decimal.Parse(parts[1], null)), s_january.AddDays(int.Parse(parts[0], null))));

    private static OpenInvoice Open(long id, Money outstanding, DateOnly due) =>
        new(id, $"INV-{id}", 1, due.AddDays(-7), due, due.AddDays(3), outstanding, outstanding);

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
