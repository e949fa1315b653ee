using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Components.Layout;

/// <summary>Looks like the search box, and opens it.</summary>
public partial class SearchButton
{
    /// <summary>Opens the search.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnOpen { get; set; }
}
