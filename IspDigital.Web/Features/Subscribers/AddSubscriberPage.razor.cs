using IspDigital.Core.Operations;
using IspDigital.Core.Plans;
using IspDigital.Core.Subscribers;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Subscribers;

/// <summary>Adds a subscriber; what is usual is filled in.</summary>
public partial class AddSubscriberPage
{
    private readonly SubscriberForm _form = new();
    private IReadOnlyList<PlanChoice>? _plans;

    [Inject]
    private AddSubscriber AddSubscriber { get; set; } = default!;

    [Inject]
    private PlanQueries Plans { get; set; } = default!;

    [Inject]
    private BusinessClock Clock { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var plans = await Plans.Choices();
        _form.ActivatedOn = (await Clock.Now()).Today.ToDateTime(default);
        _form.PlanId = plans.Count == 1 ? plans[0].Id : null;
        _plans = plans;
    }

    private void Added(AddedSubscriber added)
    {
        Snackbar.Add(L["Added", _form.Name, added.Code], Severity.Success);
        Navigation.NavigateTo($"/subscribers/{added.SubscriberId}");
    }
}
