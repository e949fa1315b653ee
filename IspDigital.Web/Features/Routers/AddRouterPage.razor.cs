using IspDigital.Core.Primitives;
using IspDigital.Core.Routers;
using IspDigital.Web.Components.Forms;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Routers;

/// <summary>Adds a router.</summary>
public partial class AddRouterPage
{
    private readonly RouterFormInput _input = new();
    private UseCaseForm<AddRouterRequest, long>? _form;

    [Inject]
    private AddRouter AddRouter { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    private bool Keep(Error error)
    {
        if (error is RouterTestFailure)
        {
            _input.Keep(_input.ToTest(), error);
            return true;
        }
        return false;
    }

    private void Added(long id)
    {
        Snackbar.Add(L["Added", _input.Name.Trim()], Severity.Success);
        Navigation.NavigateTo($"/routers/{id}");
    }

    private void Leave() => Navigation.NavigateTo("/routers");
}
