using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>What is different for a subscriber from last time. The word for people stands in the resources under <c>Difference.{name}</c>.</summary>
public enum DifferenceKind
{
    /// <summary>Cannot be billed; the run would park them.</summary>
    Problem,
    /// <summary>The amount is far from last time's for as many days.</summary>
    Changed,
    /// <summary>The first invoice ever.</summary>
    New,
    /// <summary>Was billed last time and is not this time: paused, closed or cut.</summary>
    Gone,
    /// <summary>Only corrections or charges, nothing for a period.</summary>
    Extra,
    /// <summary>About the same as last time.</summary>
    Same,
}

/// <summary>A subscriber's drafts beside what was asked last.</summary>
/// <param name="Kind">What is different.</param>
/// <param name="Now">What the drafts for periods ask.</param>
/// <param name="Last">What as many days cost at last time's rate; zero where there is nothing to compare with.</param>
public readonly record struct RunDifference(DifferenceKind Kind, Money Now, Money Last)
{
    // Months, quarters and years of one price are up to so many days longer than others.
    private const int UnequalDaysMax = 3;
    private const int MonthDaysMin = 28;

    /// <summary>By how many percent it is more, or less, than last time; null where there is nothing to compare with.</summary>
    public int? Percent => Last.IsZero ? null : (int)Math.Clamp(Math.Round((Now.Minor - Last.Minor) * 100m / Last.Minor, MidpointRounding.AwayFromZero), -1_000_000, 1_000_000);

    /// <summary>Compares the drafts with the last recurring invoice.</summary>
    /// <param name="calculated">What is due, or why the subscriber cannot be billed.</param>
    /// <param name="lastTotal">What the last recurring invoice asked.</param>
    /// <param name="lastDays">For how many days; zero before the first.</param>
    /// <param name="percentMax">Up to so many percent away it is the same.</param>
    public static RunDifference Of(Calculated calculated, Money lastTotal, int lastDays, int percentMax)
    {
        var recurring = calculated.Drafts.Where(d => d.Kind == InvoiceKind.Recurring).ToList();
        var now = recurring.Sum(d => d.Total);
        if (calculated.Problem is not null)
        {
            return new(DifferenceKind.Problem, Money.Zero, Money.Zero);
        }
        if (recurring.Count == 0)
        {
            return new(DifferenceKind.Extra, Money.Zero, Money.Zero);
        }
        if (lastDays <= 0)
        {
            return new(DifferenceKind.New, now, Money.Zero);
        }
        var last = recurring.Sum(d => ForAsMany(d.Period.Days, lastTotal, lastDays));
        return new(Math.Abs(now.Minor - last.Minor) * 100m > last.Minor * (decimal)percentMax ? DifferenceKind.Changed : DifferenceKind.Same, now, last);
    }

    /// <summary>A month is a month: about as many days cost the same, others by the day.</summary>
    private static Money ForAsMany(int days, Money lastTotal, int lastDays) =>
        Math.Abs(days - lastDays) <= UnequalDaysMax && Math.Min(days, lastDays) >= MonthDaysMin
            ? lastTotal : Rounding.ToPoisha.Share(lastTotal, days, lastDays);
}
