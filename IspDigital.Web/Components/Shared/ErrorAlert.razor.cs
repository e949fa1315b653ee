using IspDigital.Core.Primitives;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Components.Shared;

/// <summary>A failure as a sentence; nothing where there is none.</summary>
public partial class ErrorAlert
{
    private string? _text;

    /// <summary>The failure, or null.</summary>
    [Parameter]
    public Error? Error { get; set; }

    [Inject]
    private ErrorText Errors { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnParametersSet() => _text = Error is null ? null : Errors.Of(Error);
}
