using IspDigital.Core.Primitives;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Components.Shared;

/// <summary>An amount of money.</summary>
public partial class Amount
{
    /// <summary>The amount.</summary>
    [Parameter, EditorRequired]
    public Money Value { get; set; }

    /// <summary>Whether nothing is written in grey.</summary>
    [Parameter]
    public bool IsQuiet { get; set; } = true;
}
