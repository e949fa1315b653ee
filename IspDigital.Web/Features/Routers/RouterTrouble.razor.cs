using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Routers;

/// <summary>What is wrong with a router and what to do about it; nothing where all is well.</summary>
public partial class RouterTrouble
{
    /// <summary>Its sign.</summary>
    [Parameter, EditorRequired]
    public RouterSign Sign { get; set; } = default!;

    /// <summary>What was seen last, in the words of the wire.</summary>
    [Parameter]
    public string? LastError { get; set; }

    /// <summary>How many lines it refused to change.</summary>
    [Parameter]
    public int Failed { get; set; }
}
