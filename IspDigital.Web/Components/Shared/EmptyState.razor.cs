using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Components.Shared;

/// <summary>Stands where nothing is yet, and says how to begin.</summary>
public partial class EmptyState
{
    /// <summary>What is not there yet.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>How to begin.</summary>
    [Parameter, EditorRequired]
    public string Help { get; set; } = "";

    /// <summary>The picture.</summary>
    [Parameter]
    public string Icon { get; set; } = Icons.Material.Outlined.Inbox;

    /// <summary>The button that begins.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
