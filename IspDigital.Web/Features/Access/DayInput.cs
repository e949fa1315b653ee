using System.Globalization;

namespace IspDigital.Web.Features.Access;

/// <summary>A day as the browser's own date field writes it.</summary>
internal static class DayInput
{
    private const string Iso = "yyyy-MM-dd";

    /// <summary>The field's text.</summary>
    public static string Text(DateOnly day) => day.ToString(Iso, CultureInfo.InvariantCulture);

    /// <summary>The day in the field, or null where it is empty.</summary>
    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
