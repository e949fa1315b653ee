using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Components.Forms;

/// <summary>A field of a page that lives without a circuit: label, input, help or error.</summary>
public partial class PlainField
{
    /// <summary>Id of the input.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>What it asks.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>One sentence of help.</summary>
    [Parameter]
    public string? Help { get; set; }

    /// <summary>What is wrong with it.</summary>
    [Parameter]
    public string? Error { get; set; }

    /// <summary>The input.</summary>
    [Parameter, EditorRequired]
    public RenderFragment ChildContent { get; set; } = default!;
}
