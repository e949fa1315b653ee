using IspDigital.Core.Primitives;

namespace IspDigital.Core.Plans;

/// <summary>There is no such plan.</summary>
public sealed record PlanNotFound() : Error("Plans.NotFound");

/// <summary>A plan has this name.</summary>
/// <param name="Name">The name.</param>
public sealed record PlanNameTaken(string Name) : Error("Plans.NameTaken")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Name];

    /// <inheritdoc/>
    public override string? Field => nameof(PlanInput.Name);
}

/// <summary>There is no such tax.</summary>
public sealed record TaxUnknown() : Error("Plans.TaxUnknown")
{
    /// <inheritdoc/>
    public override string? Field => nameof(PlanInput.TaxId);
}

/// <summary>Somebody changed the plan after the form was opened.</summary>
public sealed record PlanChangedMeanwhile() : Error("Plans.PlanChangedMeanwhile");

/// <summary>A new price can only hold from today or later: what was billed stays.</summary>
public sealed record PriceFromPast() : Error("Plans.PriceFromPast")
{
    /// <inheritdoc/>
    public override string? Field => nameof(EditPlanRequest.PriceFrom);
}

/// <summary>A tax has this name.</summary>
/// <param name="Name">The name.</param>
public sealed record TaxNameTaken(string Name) : Error("Plans.TaxNameTaken")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Name];

    /// <inheritdoc/>
    public override string? Field => nameof(AddTaxRequest.Name);
}
