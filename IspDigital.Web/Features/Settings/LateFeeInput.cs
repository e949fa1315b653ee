using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Primitives;

namespace IspDigital.Web.Features.Settings;

/// <summary>What is charged for paying late, while it is filled in.</summary>
/// <param name="present">The settings as they stand.</param>
public sealed class LateFeeInput(BillingSettings present)
{
    public LateFeeKind Kind { get; set; } = present.LateFee;

    public decimal Taka { get; set; } = new Money(present.LateFeeMinor).Taka;

    public decimal Percent { get; set; } = present.LateFeeBasisPoints / 100m;

    public int AfterDays { get; set; } = present.LateFeeAfterDays;

    public LateFeeRepeat Repeat { get; set; } = present.LateFeeRepeat;

    public int EveryCount { get; set; } = Math.Max(present.LateFeeEveryCount, 1);

    public CycleUnit EveryUnit { get; set; } = present.LateFeeEveryUnit;

    public decimal CapTaka { get; set; } = new Money(present.LateFeeCapMinor).Taka;

    public bool IsTaxed { get; set; } = present.IsLateFeeTaxed;

    /// <summary>Settings with these late fees.</summary>
    public BillingSettings Over(BillingSettings settings) => settings with
    {
        LateFee = Kind,
        LateFeeMinor = (long)(Taka * 100),
        LateFeeBasisPoints = (int)(Percent * 100),
        LateFeeAfterDays = AfterDays,
        LateFeeEachPeriod = Repeat == LateFeeRepeat.EachPeriod,
        LateFeeEveryCount = Repeat == LateFeeRepeat.Interval ? EveryCount : 0,
        LateFeeEveryUnit = EveryUnit,
        LateFeeCapMinor = (long)(CapTaka * 100),
        IsLateFeeTaxed = IsTaxed,
    };
}
