using IspDigital.Core.Primitives;
using IspDigital.Core.Routers;
using IspDigital.Web.Components.Forms;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Routers;

/// <summary>Changes how a router is named or reached.</summary>
public partial class EditRouterPage
{
    private RouterFormInput? _input;
    private UseCaseForm<EditRouterRequest, Done>? _form;
    private string? _name;
    private bool _isMissing;

    /// <summary>Which router.</summary>
    [Parameter]
    public long Id { get; set; }

    [Inject]
    private RouterQueries Routers { get; set; } = default!;

    [Inject]
    private EditRouter EditRouter { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_input?.RouterId == Id)
        {
            return;
        }
        var router = await Routers.One(Id);
        (_isMissing, _name, _input) = (router is null, router?.Input.Name, router is null ? null : new RouterFormInput(router));
    }

    private bool Keep(Error error)
    {
        if (error is RouterTestFailure)
        {
            _input!.Keep(_input.ToTest(), error);
            return true;
        }
        return false;
    }

    private void Saved(Done done)
    {
        Snackbar.Add(L["Saved"], Severity.Success);
        Leave();
    }

    private void Leave() => Navigation.NavigateTo($"/routers/{Id}");
}
