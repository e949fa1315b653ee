using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>What an invoice asks at one rate of tax.</summary>
/// <param name="Mode">Whether its prices hold the tax.</param>
/// <param name="BasisPoints">500 = 5%.</param>
/// <param name="IsOpening">Whether it is a balance brought from an older system, which is no income.</param>
/// <param name="Net">Before tax.</param>
/// <param name="Tax">The tax.</param>
public readonly record struct TaxedPart(TaxMode Mode, int BasisPoints, bool IsOpening, Money Net, Money Tax)
{
    /// <summary>With tax.</summary>
    public Money Gross => Net + Tax;
}

/// <summary>
/// Parts what is given back of an invoice into net and tax, in the invoice's own proportion. The parts sum to the amount, to the poisha;
/// when all is given back, in however many steps, each rate has given back exactly its own net and tax.
/// </summary>
public static class CreditParts
{
    /// <summary>The parts of an amount.</summary>
    /// <param name="amount">What is given back now; above zero.</param>
    /// <param name="asked">What the invoice asks, by rate; their sum is above zero.</param>
    /// <param name="given">What was given back of it before, by rate; above zero as well.</param>
    /// <exception cref="ArgumentOutOfRangeException">Nothing, or more than is left of the invoice.</exception>
    public static IReadOnlyList<TaxedPart> Of(Money amount, IReadOnlyList<TaxedPart> asked, IReadOnlyList<TaxedPart> given)
    {
        var (total, before) = (asked.Sum(p => p.Gross), given.Sum(p => p.Gross));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount.Minor, nameof(amount));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount.Minor, (total - before).Minor, nameof(amount));
        var after = before + amount;
        var reached = Money.Zero;
        Money Share(Money part)
        {
            // Cumulative, so that the shares of an amount sum to it whatever is rounded.
            var from = Rounding.ToPoisha.Share(reached, after.Minor, total.Minor);
            reached += part;
            return Rounding.ToPoisha.Share(reached, after.Minor, total.Minor) - from;
        }

        List<TaxedPart> parts = [];
        foreach (var part in asked)
        {
            var earlier = given.Where(g => g with { Net = default, Tax = default } == part with { Net = default, Tax = default }).ToList();
            var (net, tax) = (Share(part.Net) - earlier.Sum(g => g.Net), Share(part.Tax) - earlier.Sum(g => g.Tax));
            if (!net.IsZero || !tax.IsZero)
            {
                parts.Add(part with { Net = net, Tax = tax });
            }
        }
        return parts;
    }

    /// <summary>The lines of an invoice by rate, the greatest part first.</summary>
    public static IReadOnlyList<TaxedPart> ByRate(IEnumerable<InvoiceLine> lines) =>
    [
        .. lines.GroupBy(l => (Mode: l.TaxBasisPoints == 0 ? TaxMode.Exclusive : l.TaxMode, l.TaxBasisPoints, IsOpening: l.Kind == LineKind.OpeningBalance))
            .Select(g => new TaxedPart(g.Key.Mode, g.Key.TaxBasisPoints, g.Key.IsOpening, g.Sum(l => l.Net), g.Sum(l => l.Tax)))
            .OrderByDescending(p => p.Gross).ThenBy(p => p.BasisPoints),
    ];

    /// <summary>The lines of credit notes by rate, as amounts above zero.</summary>
    public static IReadOnlyList<TaxedPart> GivenByRate(IEnumerable<InvoiceLine> lines) =>
        [.. ByRate(lines).Select(p => p with { Net = -p.Net, Tax = -p.Tax })];
}
