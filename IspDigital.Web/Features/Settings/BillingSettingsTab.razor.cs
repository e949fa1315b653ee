using IspDigital.Core.Billing;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Settings;

/// <summary>How subscribers are billed unless plan or subscriber say otherwise.</summary>
public partial class BillingSettingsTab
{
    private BillingInput? _input;

    [Inject]
    private BillingSettingsQueries Settings { get; set; } = default!;

    [Inject]
    private SaveBillingSettings SaveBillingSettings { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _input = new BillingInput(await Settings.Present());

    private async Task Saved()
    {
        _input = new BillingInput(await Settings.Present());
        Snackbar.Add(L["Settings.Saved"], Severity.Success);
    }

    private sealed class BillingInput(BillingSettings present)
    {
        public BillingTiming Timing { get; set; } = present.Timing;

        public CycleUnit CycleUnit { get; set; } = present.CycleUnit;

        public int CycleCount { get; set; } = present.CycleCount;

        public int? AlignDay { get; set; } = present.AlignDay;

        public int LeadDays { get; set; } = present.LeadDays;

        public int DueDays { get; set; } = present.DueDays;

        public int GraceDays { get; set; } = present.GraceDays;

        public bool CreditPausedDays { get; set; } = present.CreditPausedDays;

        public bool BillWhileCut { get; set; } = present.BillWhileCut;

        public LateFeeInput LateFees { get; } = new(present);

        public int ApprovalPercent { get; set; } = present.ApprovalPercent;

        public int PreviewPercent { get; set; } = present.PreviewPercent;

        public int ApprovalSubscribersMin { get; set; } = present.ApprovalSubscribersMin;

        public int ApprovalGapDays { get; set; } = present.ApprovalGapDays;

        /// <summary>In taka, under the name of the setting that is checked.</summary>
        public decimal InvoiceMaxMinor { get; set; } = new Money(present.InvoiceMaxMinor).Taka;

        public BillingSettings ToRequest() => LateFees.Over(present with
        {
            Shown = present,
            CreditPausedDays = CreditPausedDays,
            BillWhileCut = BillWhileCut,
            Timing = Timing,
            CycleUnit = CycleUnit,
            CycleCount = CycleCount,
            AlignDay = AlignDay,
            LeadDays = LeadDays,
            DueDays = DueDays,
            GraceDays = GraceDays,
            ApprovalPercent = ApprovalPercent,
            PreviewPercent = PreviewPercent,
            ApprovalSubscribersMin = ApprovalSubscribersMin,
            ApprovalGapDays = ApprovalGapDays,
            InvoiceMaxMinor = Money.FromTaka(InvoiceMaxMinor).Minor,
        });
    }
}
