using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Components.Shared;

/// <summary>The head of every page: its title, and at the right the main action.</summary>
public partial class PageHeader
{
    /// <summary>The title.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>One sentence under the title.</summary>
    [Parameter]
    public string? Summary { get; set; }

    /// <summary>Where this thing's list is.</summary>
    [Parameter]
    public string? BackHref { get; set; }

    /// <summary>The list's name.</summary>
    [Parameter]
    public string? BackText { get; set; }

    /// <summary>Beside the title: a state chip.</summary>
    [Parameter]
    public RenderFragment? Beside { get; set; }

    /// <summary>The actions; one of them filled, the others outlined.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
