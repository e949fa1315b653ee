using System.Security.Claims;
using IspDigital.Web.Security;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Components;

/// <summary>In place of a page that is not the person's: leads on, or says that a right is missing.</summary>
public partial class ToLandingPlace
{
    private bool _isHere;

    /// <summary>The person.</summary>
    [Parameter, EditorRequired]
    public ClaimsPrincipal Person { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var place = LandingPlace.Of(Person, new Uri(Navigation.Uri).AbsolutePath);
        _isHere = place == AccountPaths.NotAllowed;
        if (!_isHere)
        {
            Navigation.NavigateTo(place, replace: true);
        }
    }
}
