using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Components.Layout;

/// <summary>The thumb's row on a phone.</summary>
public partial class BottomNav
{
    /// <summary>Opens the whole navigation.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnMore { get; set; }
}
