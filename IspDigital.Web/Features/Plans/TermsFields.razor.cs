using IspDigital.Core.Billing;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Plans;

/// <summary>
/// All billing terms of a plan or a subscriber. Each says what holds while it is left empty, and who set that.
/// </summary>
public partial class TermsFields
{
    private TermsView? _view;
    private long? _shownPlan;

    /// <summary>What is filled in.</summary>
    [Parameter, EditorRequired]
    public TermsForm Form { get; set; } = default!;

    /// <summary>The plan whose terms hold where nothing is set; null for the operator's own.</summary>
    [Parameter]
    public long? PlanId { get; set; }

    [Inject]
    private TermsQueries Terms { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_view is null || _shownPlan != PlanId)
        {
            _shownPlan = PlanId;
            _view = TermsView.Of(await Terms.OfPlan(PlanId), L);
        }
    }

    private string? Holds(TermInWords? term) => term is null ? null : L["Terms.Empty", term.Value, term.Origin].Value;
}
