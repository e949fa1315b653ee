using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Primitives;

namespace IspDigital.Web.Features.Settings;

/// <summary>What is charged for paying late, while it is filled in: in taka and percent, under the names of the settings that check them.</summary>
/// <param name="present">The settings as they stand.</param>
public sealed class LateFeeInput(BillingSettings present)
{
    private const int OutOfRange = -1;

    public LateFeeKind Kind { get; set; } = present.LateFee;

    public decimal LateFeeMinor { get; set; } = new Money(present.LateFeeMinor).Taka;

    public decimal LateFeeBasisPoints { get; set; } = present.LateFeeBasisPoints / 100m;

    public int LateFeeAfterDays { get; set; } = present.LateFeeAfterDays;

    public LateFeeRepeat Repeat { get; set; } = present.LateFeeRepeat;

    public int LateFeeEveryCount { get; set; } = Math.Max(present.LateFeeEveryCount, 1);

    public CycleUnit EveryUnit { get; set; } = present.LateFeeEveryUnit;

    public decimal LateFeeCapMinor { get; set; } = new Money(present.LateFeeCapMinor).Taka;

    public bool IsTaxed { get; set; } = present.IsLateFeeTaxed;

    /// <summary>Settings with these late fees.</summary>
    public BillingSettings Over(BillingSettings settings) => settings with
    {
        LateFee = Kind,
        LateFeeMinor = Money.FromTaka(LateFeeMinor).Minor,
        LateFeeBasisPoints = LateFeeBasisPoints is >= 0 and <= 100 ? (int)(LateFeeBasisPoints * 100) : OutOfRange,
        LateFeeAfterDays = LateFeeAfterDays,
        LateFeeEachPeriod = Repeat == LateFeeRepeat.EachPeriod,
        LateFeeEveryCount = Repeat != LateFeeRepeat.Interval ? 0 : LateFeeEveryCount > 0 ? LateFeeEveryCount : OutOfRange,
        LateFeeEveryUnit = EveryUnit,
        LateFeeCapMinor = Money.FromTaka(LateFeeCapMinor).Minor,
        IsLateFeeTaxed = IsTaxed,
    };
}
