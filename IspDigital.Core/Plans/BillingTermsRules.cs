using FluentValidation;

namespace IspDigital.Core.Plans;

/// <summary>What a plan or a subscriber may set differently.</summary>
public sealed class BillingTermsRules : AbstractValidator<BillingTermsOverride>
{
    /// <summary>The rules.</summary>
    public BillingTermsRules()
    {
        RuleFor(t => t.CycleCount).InclusiveBetween(1, 366).WithErrorCode("Plans.CycleCount");
        RuleFor(t => t.CycleCount).NotNull().WithErrorCode("Plans.CycleCountNeeded").When(t => t.CycleUnit is not null);
        RuleFor(t => t.CycleUnit).NotNull().WithErrorCode("Plans.CycleUnitNeeded").When(t => t.CycleCount is not null);
        RuleFor(t => t.AlignDay).InclusiveBetween(1, 31).WithErrorCode("Plans.AlignDay");
        RuleFor(t => t.AlignDay).Null().WithErrorCode("Plans.AlignDayOrAnniversary").When(t => t.IsAnniversary == true);
        RuleFor(t => t.LeadDays).InclusiveBetween(0, 60).WithErrorCode("Plans.TermDays");
        RuleFor(t => t.DueDays).InclusiveBetween(0, 120).WithErrorCode("Plans.TermDays");
        RuleFor(t => t.GraceDays).InclusiveBetween(0, 120).WithErrorCode("Plans.TermDays");
    }
}
