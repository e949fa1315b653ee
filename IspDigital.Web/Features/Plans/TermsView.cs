using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using IspDigital.Web.Localization;
using Microsoft.Extensions.Localization;

namespace IspDigital.Web.Features.Plans;

/// <summary>A term in words.</summary>
/// <param name="Value">What holds.</param>
/// <param name="Origin">Who set it.</param>
public sealed record TermInWords(string Value, string Origin);

/// <summary>Effective terms in words, each with its origin.</summary>
public sealed record TermsView(TermInWords Timing, TermInWords Cycle, TermInWords Start, TermInWords LeadDays, TermInWords DueDays, TermInWords GraceDays)
{
    /// <summary>The words.</summary>
    public static TermsView Of(EffectiveTerms terms, IStringLocalizer<PlansText> words)
    {
        var t = terms.Terms;
        TermInWords Term(string value, TermsOrigin origin) => new(value, words["Origin." + origin]);
        string Days(int count) => words.Counted("Terms.Days", count);

        return new(
            Term(words["Timing." + t.Timing], terms.Timing),
            Term(words["Every." + t.Cycle.Unit, MoneyText.Count(t.Cycle.Count)], terms.Cycle),
            Term(t.AlignDay is { } day ? words["Start.Day", MoneyText.Count(day)] : words["Start.Anniversary"], terms.AlignDay),
            Term(t.Timing == BillingTiming.Advance ? Days(t.LeadDays) : words["Terms.NoLead"], terms.LeadDays),
            Term(Days(t.DueDays), terms.DueDays),
            Term(Days(t.GraceDays), terms.GraceDays));
    }
}
