using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace IspDigital.Web.Components;

/// <summary>The document. Signing in and setting up are plain pages; everything else lives in a circuit.</summary>
public partial class App
{
    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    // Not prerendered: each page would read its data twice and flash.
    private IComponentRenderMode? PageMode =>
        Http.AcceptsInteractiveRouting() ? new InteractiveServerRenderMode(prerender: false) : null;

    private string? Theme => Http.Request.Cookies["isp.theme"];
}
