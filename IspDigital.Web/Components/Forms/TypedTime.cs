using System.Globalization;
using IspDigital.Web.Localization;
using MudBlazor;
using MudBlazor.Utilities.Exceptions;

namespace IspDigital.Web.Components.Forms;

/// <summary>A time of day as people type it: <c>09:00</c>, <c>9:00</c> or <c>9.00</c>, in Bangla or Latin digits; shown as the first. Nothing is no time.</summary>
internal sealed class TypedTime : IReversibleConverter<TimeSpan?, string?>
{
    private static readonly string[] s_forms = ["H:mm", "H.mm"];

    /// <inheritdoc/>
    public string? Convert(TimeSpan? input) => input?.ToString(@"hh\:mm", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public TimeSpan? ConvertBack(string? input) =>
        TimeOnly.TryParseExact(Digits.ToLatin(input ?? "").Trim(), s_forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToTimeSpan()
            : throw new ConversionException("Converter_InvalidTimeSpan", [], new FormatException());
}
