using IspDigital.Web.Security;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Components;

/// <summary>Leads to the sign-in page and back; also where a person was disabled while the screen was open.</summary>
public sealed class ToSignIn : ComponentBase
{
    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        var here = "/" + Navigation.ToBaseRelativePath(Navigation.Uri);
        Navigation.NavigateTo($"{AccountPaths.SignIn}?{AccountPaths.ReturnUrl}={Uri.EscapeDataString(here)}", forceLoad: true);
    }
}
