using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Settings;

/// <summary>What is charged for paying late; off unless switched on.</summary>
public partial class LateFeeFields
{
    /// <summary>What is filled in.</summary>
    [Parameter, EditorRequired]
    public LateFeeInput Input { get; set; } = default!;
}
