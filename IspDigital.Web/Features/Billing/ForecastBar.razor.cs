using System.Globalization;
using IspDigital.Core.Primitives;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Billing;

/// <summary>A month's total as a bar beside the largest; a second bar for the other price.</summary>
public partial class ForecastBar
{
    /// <summary>As things stand.</summary>
    [Parameter, EditorRequired]
    public Money Present { get; set; }

    /// <summary>With the other price, or null.</summary>
    [Parameter]
    public Money? Other { get; set; }

    /// <summary>The full width.</summary>
    [Parameter, EditorRequired]
    public Money Largest { get; set; }

    private string Width(Money amount) =>
        (Largest.IsPositive && amount.IsPositive ? 100m * amount.Minor / Largest.Minor : 0).ToString("0.##", CultureInfo.InvariantCulture);
}
