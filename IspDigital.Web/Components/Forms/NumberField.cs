using MudBlazor;

namespace IspDigital.Web.Components.Forms;

/// <summary>A number, typed in Bangla or Latin digits.</summary>
/// <typeparam name="T">The number's type; nullable where the field may stay empty.</typeparam>
public sealed class NumberField<T> : MudNumericField<T>
{
    /// <inheritdoc/>
    protected override IConverter<T?, string?> GetDefaultConverter() => new EitherDigits<T>();

    /// <summary>What could not be read stays as it was typed, above what is wrong with it; the component would put a zero in its place.</summary>
    protected override Task UpdateTextPropertyAsync(bool updateValue) =>
        ConversionError && EqualityComparer<T>.Default.Equals(ReadValue, default) ? Task.CompletedTask : base.UpdateTextPropertyAsync(updateValue);
}
