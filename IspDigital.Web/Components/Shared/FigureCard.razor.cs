using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Components.Shared;

/// <summary>A figure of the dashboard: the number large, what it is small, and the list behind it one click away.</summary>
public partial class FigureCard
{
    private bool _hasChanged;
    private string? _shown;
    private int _version;
    private string _points = "";

    /// <summary>What the number is.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>The number, written by <c>MoneyText</c>.</summary>
    [Parameter, EditorRequired]
    public string Value { get; set; } = "";

    /// <summary>The list behind it; null for those who may not open it.</summary>
    [Parameter, EditorRequired]
    public string? Href { get; set; }

    /// <summary>A second, smaller fact: the amount, the change from last month.</summary>
    [Parameter]
    public string? Detail { get; set; }

    /// <summary>Its colour, where the figure itself is good or bad news.</summary>
    [Parameter]
    public Meaning? Meaning { get; set; }

    /// <summary>The values of the last days or months, oldest first, where they tell something.</summary>
    [Parameter]
    public IReadOnlyList<decimal>? Trend { get; set; }

    /// <summary>Name for tests.</summary>
    [Parameter]
    public string? TestId { get; set; }

    /// <summary>More, under the figure.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _hasChanged = _shown is not null && _shown != Value;
        // A new key makes a new element, so that the glow runs again.
        _version += _hasChanged ? 1 : 0;
        _shown = Value;
        _points = Trend is { Count: > 1 } trend ? Points(trend) : "";
    }

    private static string Points(IReadOnlyList<decimal> trend)
    {
        var (low, high) = (trend.Min(), trend.Max());
        var span = high == low ? 1 : high - low;
        return string.Join(' ', trend.Select((value, i) => string.Create(CultureInfo.InvariantCulture,
            $"{100m * i / (trend.Count - 1):0.#},{22 - (20 * (value - low) / span):0.#}")));
    }
}
