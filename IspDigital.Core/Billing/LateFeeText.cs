using System.Globalization;
using System.Text.RegularExpressions;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing;

/// <summary>
/// What a late fee is called in the books, in signs that every language reads: <c>INV-2026-000001: 2.5% × 500.00 (1)</c>. Written and read here
/// alone; screens and papers make sentences of it.
/// </summary>
/// <param name="Invoice">Number of the invoice that was not paid in time.</param>
/// <param name="BasisPoints">The percentage, or 0 where the fee is a fixed amount.</param>
/// <param name="Of">The fixed amount, or what was unpaid.</param>
/// <param name="Ordinal">Which fee of that invoice.</param>
public sealed partial record LateFeeText(string Invoice, int BasisPoints, Money Of, int Ordinal)
{
    /// <summary>What stands in the books.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Invoice}: {(BasisPoints == 0 ? "" : $"{(BasisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture)}% × ")}{Of} ({Ordinal})");

    /// <summary>Reads what stands in the books, or null where it is something else.</summary>
    public static LateFeeText? Read(string text)
    {
        var found = Pattern().Match(text);
        return found.Success
            ? new(found.Groups["invoice"].Value, found.Groups["percent"].Success ? (int)(Number(found, "percent") * 100m) : 0,
                Money.FromTaka(Number(found, "of")), (int)Number(found, "ordinal"))
            : null;
    }

    private static decimal Number(Match found, string group) => decimal.Parse(found.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<invoice>\S{1,40}): ((?<percent>\d{1,3}(\.\d{1,2})?)% × )?(?<of>\d{1,12}\.\d{2}) \((?<ordinal>\d{1,5})\)$")]
    private static partial Regex Pattern();
}
