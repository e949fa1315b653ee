using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Web.Features.Plans;

/// <summary>On which day periods start, where that is set.</summary>
public enum PeriodStart
{
    /// <summary>As the level above.</summary>
    AsAbove,
    /// <summary>On the activation day.</summary>
    Anniversary,
    /// <summary>On a day of the month.</summary>
    Aligned,
}

/// <summary>Billing terms while they are filled in, for a plan or a subscriber; empty keeps the level above.</summary>
public sealed class TermsForm
{
    public BillingTiming? Timing { get; set; }

    public int? CycleCount { get; set; }

    public CycleUnit? CycleUnit { get; set; }

    public PeriodStart Start { get; set; }

    public int? AlignDay { get; set; }

    public int? LeadDays { get; set; }

    public int? DueDays { get; set; }

    public int? GraceDays { get; set; }

    /// <summary>The terms as they stand.</summary>
    public static TermsForm Of(BillingTermsOverride terms) => new()
    {
        Timing = terms.Timing,
        CycleCount = terms.CycleCount,
        CycleUnit = terms.CycleUnit,
        Start = terms.IsAnniversary == true ? PeriodStart.Anniversary : terms.AlignDay is not null ? PeriodStart.Aligned : PeriodStart.AsAbove,
        AlignDay = terms.AlignDay,
        LeadDays = terms.LeadDays,
        DueDays = terms.DueDays,
        GraceDays = terms.GraceDays,
    };

    /// <summary>What is set differently.</summary>
    public BillingTermsOverride ToOverride() => new()
    {
        Timing = Timing,
        CycleCount = CycleCount,
        CycleUnit = CycleCount is null ? null : CycleUnit ?? Core.Primitives.CycleUnit.Month,
        IsAnniversary = Start == PeriodStart.Anniversary ? true : null,
        AlignDay = Start == PeriodStart.Aligned ? AlignDay ?? 1 : null,
        LeadDays = LeadDays,
        DueDays = DueDays,
        GraceDays = GraceDays,
    };
}
