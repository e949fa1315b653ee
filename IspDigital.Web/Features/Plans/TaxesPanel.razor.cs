using System.Globalization;
using IspDigital.Core.Live;
using IspDigital.Core.Plans;
using IspDigital.Core.Staff;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Plans;

/// <summary>The taxes that plans carry, each with its rates from a day on.</summary>
public partial class TaxesPanel
{
    private IReadOnlyList<TaxRow> _taxes = [];

    /// <inheritdoc/>
    protected override ChangeKind[] Watches => [ChangeKind.Plan];

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
    protected override async Task Load(CancellationToken cancellation) => _taxes = await Plans.TaxRows(cancellation);

    private async Task Open(TaxRow? tax)
    {
        var dialog = await Dialogs.ShowAsync<TaxDialog>(
            tax is null ? L["Taxes.Add"] : L["Taxes.SetRateOf", tax.Name], new DialogParameters<TaxDialog> { { d => d.Tax, tax } },
            new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true });
        if (await dialog.Result is { Canceled: false })
        {
            Snackbar.Add(L["Taxes.Saved"], Severity.Success);
            await Reload();
        }
    }

    private static string Percent(int basisPoints) => Digits.Localise((basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture));
}
