using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>Everything about one subscriber that decides what is billed and when. A copy with other facts forecasts.</summary>
public sealed record BillingFacts
{
    /// <summary>Who.</summary>
    public required long SubscriberId { get; init; }

    /// <summary>The day service began: the anchor of anniversary billing.</summary>
    public required DateOnly ActivatedOn { get; init; }

    /// <summary>First day that is billed.</summary>
    public required DateOnly BillFrom { get; init; }

    /// <summary>The first day without service for ever, or null.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>What the subscriber has differently from plan and operator.</summary>
    public BillingTermsOverride Terms { get; init; } = new();

    /// <summary>A price of their own for a full period, or null.</summary>
    public Money? CustomPrice { get; init; }

    /// <summary>Which plan from which day, in order of the day.</summary>
    public required IReadOnlyList<PlanFrom> Plans { get; init; }

    /// <summary>Days without charge, in order; an open pause ends at <see cref="DateOnly.MaxValue"/>.</summary>
    public IReadOnlyList<DateRange> Pauses { get; init; } = [];

    /// <summary>Days that recurring invoices cover already, in order; at least those that reach beyond <see cref="BilledUntil"/>.</summary>
    public IReadOnlyList<DateRange> Invoiced { get; init; } = [];

    /// <summary>Every day before this one is known to be settled (billed, or not to be); <see cref="DateOnly.MinValue"/> when not known.</summary>
    public DateOnly BilledUntil { get; init; } = DateOnly.MinValue;

    /// <summary>The first day that a calculation has to look at.</summary>
    public DateOnly FirstDay => Latest(Latest(ActivatedOn, BillFrom), BilledUntil);

    /// <summary>The plan on a day, or null before the first.</summary>
    public PlanFrom? PlanOn(DateOnly day)
    {
        for (var i = Plans.Count - 1; i >= 0; i--)
        {
            if (Plans[i].From <= day)
            {
                return Plans[i];
            }
        }
        return null;
    }

    private static DateOnly Latest(DateOnly one, DateOnly other) => one > other ? one : other;
}

/// <summary>A plan from a day on.</summary>
/// <param name="From">First day on it.</param>
/// <param name="PlanId">The plan.</param>
public readonly record struct PlanFrom(DateOnly From, long PlanId);

/// <summary>The operator's side of a calculation, the same for all subscribers of a run.</summary>
/// <param name="Terms">How subscribers are billed unless plan or subscriber say otherwise.</param>
/// <param name="Rounding">The rounding of computed amounts.</param>
/// <param name="Plans">Plans by id.</param>
/// <param name="InvoiceMax">No invoice may ask more: a bound against mistakes.</param>
public sealed record BillingPolicy(BillingTerms Terms, Rounding Rounding, IReadOnlyDictionary<long, TariffPlan> Plans, Money InvoiceMax)
{
    /// <summary>The terms that hold for the subscriber while on the plan: operator, then plan, then subscriber.</summary>
    public BillingTerms TermsOf(TariffPlan plan, BillingFacts facts) => Terms.With(plan.Terms).With(facts.Terms);
}

/// <summary>A plan as far as an invoice needs it.</summary>
/// <param name="PlanId">The plan.</param>
/// <param name="Name">Name on the invoice.</param>
/// <param name="Terms">What it sets differently from the operator.</param>
/// <param name="Prices">Prices of a full period, each from a day, in order of that day.</param>
/// <param name="Tax">Its tax.</param>
public sealed record TariffPlan(long PlanId, string Name, BillingTermsOverride Terms, IReadOnlyList<DatedPrice> Prices, TaxRule Tax)
{
    /// <summary>The price on a day, or null before the first.</summary>
    public Money? PriceOn(DateOnly day)
    {
        for (var i = Prices.Count - 1; i >= 0; i--)
        {
            if (Prices[i].From <= day)
            {
                return Prices[i].Price;
            }
        }
        return null;
    }
}

/// <summary>A price from a day on.</summary>
/// <param name="From">First day it holds; periods that start earlier keep theirs.</param>
/// <param name="Price">Price of a full period.</param>
public readonly record struct DatedPrice(DateOnly From, Money Price);
