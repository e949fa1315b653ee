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

    /// <summary>What they pay differently from the plan, in order of the day.</summary>
    public IReadOnlyList<OwnPrice> OwnPrices { get; init; } = [];

    /// <summary>Which plan from which day, in order of the day; with those that gave way before it.</summary>
    public required IReadOnlyList<PlanFrom> Plans { get; init; }

    /// <summary>Days without charge, in order; an open pause ends at <see cref="DateOnly.MaxValue"/>.</summary>
    public IReadOnlyList<DaysOff> Pauses { get; init; } = [];

    /// <summary>When the line was cut for money, in order.</summary>
    public IReadOnlyList<DaysOff> Cuts { get; init; } = [];

    /// <summary>Days that recurring invoices are for already, in order; at least those that reach beyond <see cref="BilledUntil"/>.</summary>
    public IReadOnlyList<InvoicedDays> Invoiced { get; init; } = [];

    /// <summary>How the days of <see cref="Invoiced"/> stand, in order, after all corrections; needed only where something changed inside.</summary>
    public IReadOnlyList<StandingDays> Charged { get; init; } = [];

    /// <summary>What waits to be billed once, in order of the day.</summary>
    public IReadOnlyList<PendingCharge> Charges { get; init; } = [];

    /// <summary>Every day before this one is known to be settled (billed, or not to be); <see cref="DateOnly.MinValue"/> when not known.</summary>
    public DateOnly BilledUntil { get; init; } = DateOnly.MinValue;

    /// <summary>The first day that a calculation has to look at.</summary>
    public DateOnly FirstDay => Latest(Latest(ActivatedOn, BillFrom), BilledUntil);

    /// <summary>The plan on a day, or null before the first.</summary>
    public PlanFrom? PlanOn(DateOnly day) => PlanOn(day, DateOnly.MaxValue);

    /// <summary>The plan on a day as it was known on another.</summary>
    public PlanFrom? PlanOn(DateOnly day, DateOnly asKnownOn)
    {
        for (var i = Plans.Count - 1; i >= 0; i--)
        {
            if (Plans[i].From <= day && Plans[i].IsKnownOn(asKnownOn))
            {
                return Plans[i];
            }
        }
        return null;
    }

    /// <summary>What they pay differently on a day, as an invoice of that date knows it, or null.</summary>
    public OwnPrice? AgreedOn(DateOnly day, DateOnly asKnownOn)
    {
        for (var i = OwnPrices.Count - 1; i >= 0; i--)
        {
            if (OwnPrices[i].From <= day && OwnPrices[i].IsKnownOn(asKnownOn))
            {
                return OwnPrices[i];
            }
        }
        return null;
    }

    private static DateOnly Latest(DateOnly one, DateOnly other) => one > other ? one : other;
}

/// <summary>A plan from a day on.</summary>
/// <param name="From">First day on it.</param>
/// <param name="PlanId">The plan.</param>
/// <param name="KnownOn">The day it was decided; <see cref="DateOnly.MinValue"/> for always known.</param>
/// <param name="SupersededOn">The day on which it gave way to another, before its own day; null where it did not.</param>
public readonly record struct PlanFrom(DateOnly From, long PlanId, DateOnly KnownOn = default, DateOnly? SupersededOn = null)
{
    /// <summary>Whether it was the plan for its days as known on a day.</summary>
    public bool IsKnownOn(DateOnly day) => KnownOn <= day && !(SupersededOn <= day);

    /// <summary>In the order in which a calculation takes them.</summary>
    public static IEnumerable<PlanFrom> InOrder(IEnumerable<PlanFrom> plans) => plans.OrderBy(p => p.From).ThenBy(p => p.KnownOn);

    /// <summary>Another plan from a day on; what was planned for that day or later gives way.</summary>
    /// <param name="plans">The plans so far.</param>
    /// <param name="from">First day on the other.</param>
    /// <param name="planId">The other.</param>
    /// <param name="today">The day on which it is decided.</param>
    public static IReadOnlyList<PlanFrom> Changed(IEnumerable<PlanFrom> plans, DateOnly from, long planId, DateOnly today) =>
        [.. InOrder(plans.Select(p => p.From >= from && p.SupersededOn is null ? p with { SupersededOn = today } : p).Append(new(from, planId, today)))];

    /// <summary>Those that changed something: all but the first, and the first where it took the place of another on the day of activation.</summary>
    public static IEnumerable<PlanFrom> Changes(IEnumerable<PlanFrom> plans) => plans.Where((plan, i) => i > 0 || plan.KnownOn > DateOnly.MinValue);
}

/// <summary>A charge that waits for an invoice.</summary>
/// <param name="ChargeId">The charge.</param>
/// <param name="Kind">Kind of the line.</param>
/// <param name="Text">What it is for.</param>
/// <param name="Amount">How much, before or including tax.</param>
/// <param name="ChargedOn">The first invoice on this day or later holds it.</param>
/// <param name="IsBilledAlone">Whether it is billed at once, on an invoice of its own.</param>
/// <param name="IsTaxed">Whether tax is due on it.</param>
/// <param name="Tax">The tax where it is not the plan's of the day.</param>
public sealed record PendingCharge(
    long ChargeId, LineKind Kind, string Text, Money Amount, DateOnly ChargedOn, bool IsBilledAlone, bool IsTaxed, ChargeTax? Tax);

/// <summary>The operator's side of a calculation, the same for all subscribers of a run.</summary>
/// <param name="Terms">How subscribers are billed unless plan or subscriber say otherwise.</param>
/// <param name="Rounding">The rounding of computed amounts.</param>
/// <param name="Plans">Plans by id.</param>
/// <param name="InvoiceMax">No invoice may ask more: a bound against mistakes.</param>
public sealed record BillingPolicy(BillingTerms Terms, Rounding Rounding, IReadOnlyDictionary<long, TariffPlan> Plans, Money InvoiceMax)
{
    /// <summary>Days that are billed already are given back when a pause begins (product rules, §5).</summary>
    public bool CreditsPausedDays { get; init; } = true;

    /// <summary>Periods that lie wholly in a cut for money are billed all the same.</summary>
    public bool BillsWhileCut { get; init; }

    /// <summary>The cuts of a subscriber in which nothing is billed.</summary>
    internal IReadOnlyList<DaysOff> UnbilledCuts(BillingFacts facts) => BillsWhileCut ? [] : facts.Cuts;

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
