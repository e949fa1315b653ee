using System.Globalization;
using IspDigital.Core.Live;
using IspDigital.Core.Plans;
using IspDigital.Core.Staff;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Plans;

/// <summary>What is sold.</summary>
public partial class PlansPage
{
    private IReadOnlyList<PlanRow> _plans = [];

    /// <inheritdoc/>
    protected override ChangeKind[] Watches => [ChangeKind.Plan, ChangeKind.Subscriber, ChangeKind.Clock];

    [Inject]
    private PlanQueries Plans { get; set; } = default!;

    [Inject]
    private ICurrentActor Actor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    private bool MayManage => Actor.Current.May(Permission.ManagePlans);

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation) => _plans = await Plans.All(cancellation);

    private async Task Open(long? planId)
    {
        var dialog = await Dialogs.ShowAsync<PlanDialog>(
            L[planId is null ? "Add" : "Edit"], new DialogParameters<PlanDialog> { { d => d.PlanId, planId } },
            new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true });
        if (await dialog.Result is { Canceled: false, Data: string name })
        {
            Snackbar.Add(L[planId is null ? "Added" : "Saved", name], Severity.Success);
            await Reload();
        }
    }

    private string TaxText(PlanRow plan) => plan.TaxName is null
        ? L["NoTax"]
        : L[plan.TaxMode == TaxMode.Inclusive ? "TaxInclusive" : "TaxExclusive", plan.TaxName, Percent(plan.TaxBasisPoints)];

    private static string Mbps(long bps) => Digits.Localise(Core.Plans.PlanInput.MbpsOf(bps).ToString("0.##", CultureInfo.InvariantCulture));

    private static string Percent(int basisPoints) => Digits.Localise((basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture));
}
