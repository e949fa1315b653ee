using System.Text.Json.Serialization;
using FluentValidation;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Operations;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing;

/// <summary>How subscribers are billed unless plan or subscriber say otherwise, and what a run may do without asking.</summary>
public sealed record BillingSettings : ISettings
{
    /// <inheritdoc/>
    public static string Name => "Billing";

    /// <summary>In advance or in arrears.</summary>
    public BillingTiming Timing { get; init; } = BillingTiming.Advance;

    /// <summary>Unit of the cycle.</summary>
    public CycleUnit CycleUnit { get; init; } = CycleUnit.Month;

    /// <summary>Count of the cycle.</summary>
    public int CycleCount { get; init; } = 1;

    /// <summary>Day of the month that everybody's periods start on; null for each one's activation day.</summary>
    public int? AlignDay { get; init; }

    /// <summary>Days before the period's start that an invoice in advance is issued.</summary>
    public int LeadDays { get; init; }

    /// <summary>Days from issue to due date.</summary>
    public int DueDays { get; init; } = 7;

    /// <summary>Days from due date to the last day to pay.</summary>
    public int GraceDays { get; init; } = 3;

    /// <summary>Days that are billed already are given back when a pause begins.</summary>
    public bool CreditPausedDays { get; init; } = true;

    /// <summary>Periods that lie wholly in a cut for money are billed all the same; otherwise billing goes on with the day of the reconnection.</summary>
    public bool BillWhileCut { get; init; }

    /// <summary>A run waits for approval when it differs by more percent from what the same subscribers were billed last.</summary>
    public int ApprovalPercent { get; init; } = 30;

    /// <summary>The preview names a subscriber as changed when the amount differs by more percent from last time.</summary>
    public int PreviewPercent { get; init; } = 20;

    /// <summary>Runs with fewer subscribers billed before are not compared: a handful may well differ.</summary>
    public int ApprovalSubscribersMin { get; init; } = 10;

    /// <summary>A run waits for approval when the last one ended longer ago.</summary>
    public int ApprovalGapDays { get; init; } = 100;

    /// <summary>No invoice may ask more, in poisha; a subscriber whose invoice would is parked.</summary>
    public long InvoiceMaxMinor { get; init; } = 100_000_000;

    /// <summary>What is charged for paying late.</summary>
    public LateFeeKind LateFee { get; init; } = LateFeeKind.Off;

    /// <summary>The fixed late fee, in poisha.</summary>
    public long LateFeeMinor { get; init; }

    /// <summary>The late fee in percent of what is unpaid: 200 = 2%.</summary>
    public int LateFeeBasisPoints { get; init; }

    /// <summary>How many days after the last day to pay the first late fee falls.</summary>
    public int LateFeeAfterDays { get; init; } = 1;

    /// <summary>The late fee comes again for each period of the subscriber while something is unpaid.</summary>
    public bool LateFeeEachPeriod { get; init; }

    /// <summary>How often the late fee comes again otherwise, in <see cref="LateFeeEveryUnit"/>; zero for once.</summary>
    public int LateFeeEveryCount { get; init; }

    /// <summary>Months or days between late fees.</summary>
    public CycleUnit LateFeeEveryUnit { get; init; } = CycleUnit.Month;

    /// <summary>All late fees for one invoice never come to more, in poisha; zero for no cap.</summary>
    public long LateFeeCapMinor { get; init; }

    /// <summary>Whether the plan's tax is due on late fees.</summary>
    public bool IsLateFeeTaxed { get; init; }

    /// <summary>The day on which late fees were switched on: none falls on an earlier day. Set when the settings are saved.</summary>
    public DateOnly? LateFeeFrom { get; init; }

    /// <summary>The settings as the form showed them: where somebody changed them meanwhile, nothing is undone. Null for no look; never stored.</summary>
    [JsonIgnore]
    public BillingSettings? Shown { get; init; }

    /// <summary>Whether the late fee comes again.</summary>
    [JsonIgnore]
    public LateFeeRepeat LateFeeRepeat =>
        LateFeeEachPeriod ? LateFeeRepeat.EachPeriod : LateFeeEveryCount > 0 ? LateFeeRepeat.Interval : LateFeeRepeat.Once;

    /// <summary>The rule for late fees.</summary>
    public LateFeePolicy LateFees(Rounding rounding) => new(
        LateFee, new Money(LateFeeMinor), LateFeeBasisPoints, LateFeeAfterDays,
        LateFeeRepeat, new BillingCycle(LateFeeEveryUnit, Math.Max(LateFeeEveryCount, 1)), new Money(LateFeeCapMinor),
        LateFeeFrom ?? DateOnly.MaxValue, rounding);

    /// <summary>The operator's terms.</summary>
    [JsonIgnore]
    public BillingTerms Terms => new(Timing, new BillingCycle(CycleUnit, CycleCount), AlignDay, LeadDays, DueDays, GraceDays);
}

/// <summary>What the settings may be.</summary>
public sealed class BillingSettingsValidator : AbstractValidator<BillingSettings>
{
    /// <summary>The rules.</summary>
    public BillingSettingsValidator()
    {
        RuleFor(s => s.CycleCount).InclusiveBetween(1, 366).WithErrorCode("Billing.CycleCount");
        RuleFor(s => s.AlignDay).InclusiveBetween(1, 31).WithErrorCode("Billing.AlignDay");
        RuleFor(s => s.LeadDays).InclusiveBetween(0, 60).WithErrorCode("Billing.Days");
        RuleFor(s => s.DueDays).InclusiveBetween(0, 120).WithErrorCode("Billing.Days");
        RuleFor(s => s.GraceDays).InclusiveBetween(0, 120).WithErrorCode("Billing.Days");
        RuleFor(s => s.ApprovalPercent).InclusiveBetween(1, 1000).WithErrorCode("Billing.ApprovalPercent");
        RuleFor(s => s.PreviewPercent).InclusiveBetween(1, 1000).WithErrorCode("Billing.ApprovalPercent");
        RuleFor(s => s.ApprovalSubscribersMin).InclusiveBetween(1, 100_000).WithErrorCode("Billing.ApprovalSubscribersMin");
        RuleFor(s => s.ApprovalGapDays).InclusiveBetween(1, 3650).WithErrorCode("Billing.ApprovalGapDays");
        RuleFor(s => s.LateFeeMinor).InclusiveBetween(1, 100_000_000).WithErrorCode("Billing.LateFeeAmount").When(s => s.LateFee == LateFeeKind.Fixed);
        RuleFor(s => s.LateFeeBasisPoints).InclusiveBetween(1, 10_000).WithErrorCode("Billing.LateFeePercent").When(s => s.LateFee == LateFeeKind.Percent);
        RuleFor(s => s.LateFeeAfterDays).InclusiveBetween(1, 365).WithErrorCode("Billing.LateFeeDays");
        RuleFor(s => s.LateFeeEveryCount).InclusiveBetween(0, 366).WithErrorCode("Billing.LateFeeEvery");
        RuleFor(s => s.LateFeeCapMinor).InclusiveBetween(0, 100_000_000).WithErrorCode("Billing.LateFeeCap");
        RuleFor(s => s.InvoiceMaxMinor).GreaterThan(0).WithErrorCode("Billing.InvoiceMax");
    }
}
