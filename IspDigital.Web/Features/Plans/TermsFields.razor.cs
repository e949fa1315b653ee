using IspDigital.Core.Billing;
using IspDigital.Core.Operations;
using IspDigital.Core.Plans;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Plans;

/// <summary>
/// All billing terms of a plan or a subscriber. Each says what holds while it is left empty, and who set that.
/// </summary>
public partial class TermsFields
{
    private static readonly BillingTermsRules s_rules = new();
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

    [Inject]
    private ErrorText Errors { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_view is null || _shownPlan != PlanId)
        {
            _shownPlan = PlanId;
            _view = TermsView.Of(await Terms.OfPlan(PlanId), L);
        }
    }

    // The request of a plan or a subscriber names its terms otherwise than this form, so each field asks the same rules itself.
    private Func<int?, string?> Checked(string term) => _ =>
        s_rules.Validate(Form.ToOverride()).Errors.Where(e => e.PropertyName == term).Select(e => Errors.Of(FieldErrors.From(e))).FirstOrDefault();

    private string? Holds(TermInWords? term) => term is null ? null : L["Terms.Empty", term.Value, term.Origin].Value;
}
