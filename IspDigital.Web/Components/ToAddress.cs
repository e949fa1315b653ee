using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Components;

/// <summary>Leads to another page.</summary>
public sealed class ToAddress : ComponentBase
{
    /// <summary>Where to.</summary>
    [Parameter, EditorRequired]
    public string Address { get; set; } = "/";

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized() => Navigation.NavigateTo(Address, replace: true);
}
