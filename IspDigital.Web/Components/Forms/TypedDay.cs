using System.Globalization;
using IspDigital.Core.Tables;
using MudBlazor;
using MudBlazor.Utilities.Exceptions;

namespace IspDigital.Web.Components.Forms;

/// <summary>A day as people type it: <c>31/01/2026</c>, <c>31/1/2026</c> or <c>2026-01-31</c>, in Bangla or Latin digits; shown as the first.</summary>
internal sealed class TypedDay : IReversibleConverter<DateTime?, string?>
{
    /// <summary>It keeps nothing, so one is enough.</summary>
    public static TypedDay Reading { get; } = new();

    /// <inheritdoc/>
    public string? Convert(DateTime? input) => input?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public DateTime? ConvertBack(string? input)
    {
        if (string.IsNullOrWhiteSpace(input))
        {
            return null;
        }
        return RowCells.TryDay(input.Trim(), out var day)
            ? day.ToDateTime(default)
            : throw new ConversionException("Converter_InvalidDateTime", [], new FormatException());
    }
}
