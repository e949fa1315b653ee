using System.Globalization;
using IspDigital.Web.Localization;
using MudBlazor;

namespace IspDigital.Web.Components.Forms;

/// <summary>Reads what was typed as the component library does, after its digits were made Latin.</summary>
/// <typeparam name="T">What is typed.</typeparam>
internal sealed class EitherDigits<T> : IReversibleConverter<T?, string?>, ICultureAwareConverter
{
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
    public T? ConvertBack(string? input) => _reading.ConvertBack(input is null ? null : Digits.ToLatin(input).Trim());
}
