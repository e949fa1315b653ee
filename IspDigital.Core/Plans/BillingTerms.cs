using IspDigital.Core.Primitives;

namespace IspDigital.Core.Plans;

/// <summary>When a period is invoiced.</summary>
public enum BillingTiming
{
    /// <summary>On the period's start, or lead days before.</summary>
    Advance,
    /// <summary>On the day after the period's last day.</summary>
    Arrears,
}

/// <summary>How somebody is billed, all values decided.</summary>
/// <param name="Timing">In advance or in arrears.</param>
/// <param name="Cycle">Length of a period.</param>
/// <param name="AlignDay">Day of the month 1 to 31 that periods start on; null for the activation day (anniversary).</param>
/// <param name="LeadDays">Days before the period's start that an invoice in advance is issued.</param>
/// <param name="DueDays">Days from issue to due date.</param>
/// <param name="GraceDays">Days from due date to the last day to pay.</param>
public sealed record BillingTerms(BillingTiming Timing, BillingCycle Cycle, int? AlignDay, int LeadDays, int DueDays, int GraceDays)
{
    /// <summary>Lays overrides over these terms: what is null stays.</summary>
    public BillingTerms With(BillingTermsOverride over) => new(
        over.Timing ?? Timing,
        over is { CycleUnit: { } unit, CycleCount: { } count } ? new BillingCycle(unit, count) : Cycle,
        over.IsAnniversary == true ? null : over.AlignDay ?? AlignDay,
        over.LeadDays ?? LeadDays,
        over.DueDays ?? DueDays,
        over.GraceDays ?? GraceDays);
}

/// <summary>What a plan or a subscriber sets differently; null keeps the level above.</summary>
public sealed record BillingTermsOverride
{
    /// <summary>In advance or in arrears.</summary>
    public BillingTiming? Timing { get; init; }

    /// <summary>Unit of the cycle; together with <see cref="CycleCount"/>.</summary>
    public CycleUnit? CycleUnit { get; init; }

    /// <summary>Count of the cycle.</summary>
    public int? CycleCount { get; init; }

    /// <summary>True: periods start on the activation day whatever the level above aligns to.</summary>
    public bool? IsAnniversary { get; init; }

    /// <summary>Day of the month that periods start on.</summary>
    public int? AlignDay { get; init; }

    /// <summary>Lead days.</summary>
    public int? LeadDays { get; init; }

    /// <summary>Due days.</summary>
    public int? DueDays { get; init; }

    /// <summary>Grace days.</summary>
    public int? GraceDays { get; init; }
}
