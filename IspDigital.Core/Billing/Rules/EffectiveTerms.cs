using IspDigital.Core.Plans;

namespace IspDigital.Core.Billing.Rules;

/// <summary>Where a billing term comes from.</summary>
public enum TermsOrigin
{
    /// <summary>The operator's settings.</summary>
    Operator,
    /// <summary>The plan.</summary>
    Plan,
    /// <summary>The subscriber.</summary>
    Subscriber,
}

/// <summary>The terms that hold for a subscriber, and who set each: the nearest that says something wins.</summary>
/// <param name="Terms">The effective values.</param>
/// <param name="Timing">Who set advance or arrears.</param>
/// <param name="Cycle">Who set the cycle.</param>
/// <param name="AlignDay">Who set alignment or anniversary.</param>
/// <param name="LeadDays">Who set the lead days.</param>
/// <param name="DueDays">Who set the due days.</param>
/// <param name="GraceDays">Who set the grace days.</param>
public sealed record EffectiveTerms(
    BillingTerms Terms, TermsOrigin Timing, TermsOrigin Cycle, TermsOrigin AlignDay, TermsOrigin LeadDays, TermsOrigin DueDays, TermsOrigin GraceDays)
{
    /// <summary>Operator, then plan, then subscriber.</summary>
    public static EffectiveTerms Of(BillingTerms terms, BillingTermsOverride plan, BillingTermsOverride subscriber)
    {
        TermsOrigin Origin(Func<BillingTermsOverride, bool> says) =>
            says(subscriber) ? TermsOrigin.Subscriber : says(plan) ? TermsOrigin.Plan : TermsOrigin.Operator;

        return new(
            terms.With(plan).With(subscriber),
            Origin(o => o.Timing is not null),
            Origin(o => o is { CycleUnit: not null, CycleCount: not null }),
            Origin(o => o.IsAnniversary == true || o.AlignDay is not null),
            Origin(o => o.LeadDays is not null),
            Origin(o => o.DueDays is not null),
            Origin(o => o.GraceDays is not null));
    }
}
