using MudBlazor;

namespace IspDigital.Web.Components.Forms;

/// <summary>A number, typed in Bangla or Latin digits.</summary>
/// <typeparam name="T">The number's type; nullable where the field may stay empty.</typeparam>
public sealed class NumberField<T> : MudNumericField<T>
{
    /// <inheritdoc/>
    protected override IConverter<T?, string?> GetDefaultConverter() => new EitherDigits<T>();
}
