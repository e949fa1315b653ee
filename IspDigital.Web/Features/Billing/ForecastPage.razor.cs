using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Operations;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Billing;

/// <summary>The months ahead as they stand, and beside them with another price: for planning revenue and for checking a new tariff.</summary>
public partial class ForecastPage
{
    private static readonly Money s_unreadable = new(-1);
    private readonly HashSet<int> _open = [];
    private readonly ForecastInput _input = new();
    private IReadOnlyList<PlanChoice> _plans = [];
    private BillingForecast? _forecast;
    private ForecastBillingRequest _asked = new();
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

    private string ExportHref => ForecastExport.Href(_asked);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _plans = Actor.Current.May(Permission.ViewPlans) ? await Plans.Choices(offeredOnly: false) : [];
        var today = (await Clock.Now()).Today;
        _input.From = new DateOnly(today.Year, today.Month, 1).AddMonths(1).ToDateTime(TimeOnly.MinValue);
    }

    private ForecastBillingRequest ToRequest() => new(_input.Months, _input.PlanId is not { } plan ? null : new(
        plan, _input.From is { } day ? DateOnly.FromDateTime(day) : default, MoneyText.TryRead(_input.Price, out var price) ? price : s_unreadable));

    /// <summary>Apart from the screen, which shows that it is at work.</summary>
    private async Task<Result<BillingForecast>> Calculate(ForecastBillingRequest request, CancellationToken cancellation)
    {
        _isBusy = true;
        StateHasChanged();
        try
        {
            var result = await Task.Run(() => ForecastBilling.Run(request, cancellation), cancellation);
            _asked = result.IsOk ? request : _asked;
            return result;
        }
        finally
        {
            _isBusy = false;
        }
    }

    private void Show(BillingForecast forecast)
    {
        _forecast = forecast;
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

    private sealed class ForecastInput
    {
        public int Months { get; set; } = 12;

        public long? PlanId { get; set; }

        public string Price { get; set; } = "";

        public DateTime? From { get; set; }
    }
}
