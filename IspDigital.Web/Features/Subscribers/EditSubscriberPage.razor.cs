using IspDigital.Core.Reports;
using IspDigital.Core.Subscribers;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Subscribers;

/// <summary>Changes contact, address, line and terms of a subscriber.</summary>
public partial class EditSubscriberPage
{
    private SubscriberForm? _form;
    private int _version;
    private bool _isLoaded;

    /// <summary>The subscriber.</summary>
    [Parameter]
    public long Id { get; set; }

    [Inject]
    private SubscriberAccountQueries Accounts { get; set; } = default!;

    [Inject]
    private EditSubscriber EditSubscriber { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (await Accounts.Form(Id) is { } known)
        {
            (_form, _version) = (SubscriberForm.Of(known, (await Accounts.Profile(Id))?.PlanId), known.Version);
        }
        _isLoaded = true;
    }

    private void Saved()
    {
        Snackbar.Add(L["Saved"], Severity.Success);
        Navigation.NavigateTo($"/subscribers/{Id}");
    }
}
