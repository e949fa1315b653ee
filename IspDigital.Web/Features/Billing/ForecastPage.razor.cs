using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Operations;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Billing;

/// <summary>The months ahead as they stand, and beside them with another price: for planning revenue and for checking a new tariff.</summary>
public partial class ForecastPage
{
    private readonly HashSet<int> _open = [];
    private IReadOnlyList<PlanChoice> _plans = [];
    private BillingForecast? _forecast;
    private ForecastBillingRequest _asked = new();
    private int _months = 12;
    private long? _planId;
    private string _price = "";
    private DateTime? _from;
    private bool _priceIsWrong;
    private bool _isBusy;
    private Money _total;
    private Money? _trialTotal;
    private Money _largest;

    [Inject]
    private ForecastBilling ForecastBilling { get; set; } = default!;

    [Inject]
    private PlanQueries Plans { get; set; } = default!;

    [Inject]
    private BusinessClock Clock { get; set; } = default!;

    [Inject]
    private ICurrentActor Actor { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private ErrorText Errors { get; set; } = default!;

    private string ExportHref => ForecastExport.Href(_asked);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _plans = Actor.Current.May(Permission.ViewPlans) ? await Plans.Choices(offeredOnly: false) : [];
        var today = (await Clock.Now()).Today;
        _from = new DateOnly(today.Year, today.Month, 1).AddMonths(1).ToDateTime(TimeOnly.MinValue);
    }

    private async Task Calculate()
    {
        TariffTrial? trial = null;
        _priceIsWrong = false;
        if (_planId is { } plan)
        {
            if (!MoneyText.TryRead(_price, out var price) || price.IsNegative || _from is not { } from)
            {
                _priceIsWrong = true;
                return;
            }
            trial = new(plan, DateOnly.FromDateTime(from), price);
        }
        _isBusy = true;
        var request = new ForecastBillingRequest(_months, trial);
        var result = await Task.Run(() => ForecastBilling.Run(request));
        _isBusy = false;
        if (!result.IsOk)
        {
            Snackbar.Add(Errors.Of(result.Error), Severity.Error);
            return;
        }
        (_forecast, _asked) = (result.Value, request);
        _total = _forecast.Months.Sum(m => m.Total);
        _trialTotal = _forecast.Trial?.Sum(m => m.Total);
        _largest = _forecast.Months.Concat(_forecast.Trial ?? []).Select(m => m.Total).Max();
        _open.Clear();
    }

    private void Toggle(ForecastMonth month)
    {
        var index = _forecast!.Months.ToList().IndexOf(month);
        if (!_open.Remove(index))
        {
            _open.Add(index);
        }
    }

    private static string Signed(Money amount) => (amount.IsPositive ? "+" : "") + MoneyText.Of(amount);
}
