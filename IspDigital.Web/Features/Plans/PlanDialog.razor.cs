using System.Globalization;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Plans;

/// <summary>Adds or edits a plan. Where no tax was added yet it offers the usual VAT first.</summary>
public partial class PlanDialog
{
    private IReadOnlyList<TaxChoice> _taxes = [];
    private PlanForm? _input;

    /// <summary>The plan; null for a new one.</summary>
    [Parameter]
    public long? PlanId { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private PlanQueries Plans { get; set; } = default!;

    [Inject]
    private AddPlan AddPlan { get; set; } = default!;

    [Inject]
    private EditPlan EditPlan { get; set; } = default!;

    [Inject]
    private AddTax AddTax { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _taxes = await Plans.Taxes();
        if (_taxes.Count == 0)
        {
            var vat = AddTaxRequest.StandardVat;
            _taxes = [new TaxChoice(PlanForm.StandardVat, vat.Name, vat.Mode, vat.BasisPoints)];
        }
        var known = PlanId is { } id ? await Plans.Form(id) : null;
        _input = known is null ? new PlanForm { TaxId = _taxes[0].Id } : PlanForm.Of(known);
    }

    private async Task<Result<long>> Add(AddPlanRequest request, CancellationToken cancellation)
    {
        var tax = await Tax(cancellation);
        return tax.IsOk ? await AddPlan.Run(request with { TaxId = tax.Value }, cancellation) : tax.Error;
    }

    private async Task<Result<Done>> Edit(EditPlanRequest request, CancellationToken cancellation)
    {
        var tax = await Tax(cancellation);
        return tax.IsOk ? await EditPlan.Run(request with { TaxId = tax.Value }, cancellation) : tax.Error;
    }

    /// <summary>The chosen tax; the usual VAT is added the first time it is chosen.</summary>
    private async Task<Result<long?>> Tax(CancellationToken cancellation)
    {
        if (_input!.TaxId != PlanForm.StandardVat)
        {
            return _input.TaxId;
        }
        var added = await AddTax.Run(AddTaxRequest.StandardVat, cancellation);
        if (!added.IsOk)
        {
            return added.Error;
        }
        _taxes = await Plans.Taxes(cancellation);
        _input.TaxId = added.Value;
        return added.Value;
    }

    private string TaxText(TaxChoice tax) => L[
        tax.Mode == TaxMode.Inclusive ? "TaxInclusive" : "TaxExclusive", tax.Name,
        Digits.Localise((tax.BasisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture))];

    private void Done() => Dialog.Close(DialogResult.Ok(_input!.Name.Trim()));

    private void Close() => Dialog.Cancel();
}
