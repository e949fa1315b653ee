using System.Globalization;
using IspDigital.Web.Localization;
using MudBlazor;
using MudBlazor.Utilities.Exceptions;

namespace IspDigital.Web.Components.Forms;

/// <summary>
/// Reads what was typed as the component library does, after its digits were made Latin. A number that may have a fraction is an amount in
/// taka or a percentage, both kept in hundredths: what would not be kept whole is refused, not cut.
/// </summary>
/// <typeparam name="T">What is typed.</typeparam>
internal sealed class EitherDigits<T> : IReversibleConverter<T?, string?>, ICultureAwareConverter
{
    private const decimal FractionedMax = 1_000_000_000_000m;
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
        var read = _reading.ConvertBack(input is null ? null : Digits.ToLatin(input).Trim());
        return read is not decimal number ? read
            : decimal.Abs(number) > FractionedMax ? throw new ConversionException("Converter_NumberTooLarge", [], new OverflowException())
            : decimal.IsInteger(number * 100m) ? read
            : throw new ConversionException("Converter_TooManyDecimals", [], new FormatException());
    }
}
