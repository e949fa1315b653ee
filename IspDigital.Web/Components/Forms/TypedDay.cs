using System.Globalization;
using IspDigital.Core.Tables;
using MudBlazor;
using MudBlazor.Utilities.Exceptions;

namespace IspDigital.Web.Components.Forms;

/// <summary>A day as people type it: <c>31/01/2026</c>, <c>31/1/2026</c> or <c>2026-01-31</c>, in Bangla or Latin digits; shown as the first.</summary>
internal sealed class TypedDay : IReversibleConverter<DateTime?, string?>
{
    private readonly bool _isOptional;

    private TypedDay(bool isOptional) => _isOptional = isOptional;

    /// <summary>A day that must be there: an emptied field says so itself, as one that is filled with something else.</summary>
    public static TypedDay Needed { get; } = new(isOptional: false);

    /// <summary>A day that may be left out.</summary>
    public static TypedDay Optional { get; } = new(isOptional: true);

    /// <inheritdoc/>
    public string? Convert(DateTime? input) => input?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public DateTime? ConvertBack(string? input)
    {
        if (_isOptional && string.IsNullOrWhiteSpace(input))
        {
            return null;
        }
        return RowCells.TryDay(input?.Trim() ?? "", out var day)
            ? day.ToDateTime(default)
            : throw new ConversionException("Converter_InvalidDateTime", [], new FormatException());
    }
}
