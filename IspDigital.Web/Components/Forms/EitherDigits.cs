using System.Globalization;
using IspDigital.Web.Localization;
using MudBlazor;
using MudBlazor.Utilities.Exceptions;

namespace IspDigital.Web.Components.Forms;

/// <summary>
/// Reads what was typed as the component library does, after its digits were made Latin. A number that may have a fraction is an amount in
/// taka or a percentage, both kept in hundredths: what would not be kept whole is refused, not cut. Nothing is no number: only a field whose
/// type knows nothing may stay empty.
/// </summary>
/// <typeparam name="T">What is typed.</typeparam>
internal sealed class EitherDigits<T> : IReversibleConverter<T?, string?>, ICultureAwareConverter
{
    private static readonly decimal s_max = typeof(T) == typeof(int) || typeof(T) == typeof(int?) ? int.MaxValue : 1_000_000_000_000m;
    private readonly DefaultConverter<T> _reading = new();

    /// <inheritdoc/>
    public Func<CultureInfo> Culture
    {
        get => _reading.Culture;
        set => _reading.Culture = value;
    }

    /// <inheritdoc/>
    public Func<string?> Format
    {
        get => _reading.Format;
        set => _reading.Format = value;
    }

    /// <inheritdoc/>
    public string? Convert(T? input) => _reading.Convert(input);

    /// <inheritdoc/>
    public T? ConvertBack(string? input)
    {
        var typed = input is null ? "" : Digits.ToLatin(input).Trim();
        if (typed == "" && default(T) is not null)
        {
            throw new ConversionException("Converter_InvalidNumber", [], new FormatException());
        }
        if (decimal.TryParse(typed, NumberStyles.Number, Culture(), out var number) && decimal.Abs(number) > s_max)
        {
            throw new ConversionException("Converter_NumberTooLarge", [], new OverflowException());
        }
        return _reading.ConvertBack(typed) is not { } read ? default
            : read is not decimal fractioned || decimal.IsInteger(fractioned * 100m) ? read
            : throw new ConversionException("Converter_TooManyDecimals", [], new FormatException());
    }
}
