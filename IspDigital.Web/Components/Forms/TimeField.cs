using MudBlazor;

namespace IspDigital.Web.Components.Forms;

/// <summary>A time of day that must be there, typed as <c>09:00</c> in Bangla or Latin digits.</summary>
public sealed class TimeField : MudTextField<TimeSpan?>
{
    /// <inheritdoc/>
    protected override IConverter<TimeSpan?, string?> GetDefaultConverter() => new TypedTime();

    /// <summary>What could not be read stays as it was typed, above what is wrong with it.</summary>
    protected override Task UpdateTextPropertyAsync(bool updateValue) =>
        ConversionError && ReadValue is null ? Task.CompletedTask : base.UpdateTextPropertyAsync(updateValue);
}
