using IspDigital.Core.Billing;
using IspDigital.Core.Primitives;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Billing;

/// <summary>The active run: its bar with count, rate and time left; or why it waits, beside last time.</summary>
public partial class RunProgress
{
    private ComparedRun? _compared;
    private bool _isComparing;

    /// <summary>The run.</summary>
    [Parameter, EditorRequired]
    public BillingRun Run { get; set; } = default!;

    /// <summary>A person lets it go on.</summary>
    [Parameter]
    public EventCallback OnApprove { get; set; }

    /// <summary>A person holds it.</summary>
    [Parameter]
    public EventCallback OnPause { get; set; }

    /// <summary>A person lets a paused run go on.</summary>
    [Parameter]
    public EventCallback OnResume { get; set; }

    /// <summary>A person stops it.</summary>
    [Parameter]
    public EventCallback OnCancel { get; set; }

    [Inject]
    private CompareBillingRun CompareBillingRun { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private ErrorText Errors { get; set; } = default!;

    private async Task Compare()
    {
        _isComparing = true;
        var result = await Task.Run(() => CompareBillingRun.Run(new(Run.Id)));
        _isComparing = false;
        if (result.IsOk)
        {
            _compared = result.Value;
        }
        else
        {
            Snackbar.Add(Errors.Of(result.Error), Severity.Error);
        }
    }

    private string Spoken(TimeSpan left) => left.TotalSeconds < 100
        ? R["Pace.Seconds", MoneyText.Count((long)Math.Ceiling(left.TotalSeconds))]
        : R["Pace.Minutes", MoneyText.Count((long)Math.Ceiling(left.TotalMinutes))];

    private static string Percent(Money now, Money last) =>
        last.IsZero ? "" : $"({(now > last ? "+" : "")}{MoneyText.Count((long)Math.Round((now.Minor - last.Minor) * 100m / last.Minor, MidpointRounding.AwayFromZero))}%)";
}
