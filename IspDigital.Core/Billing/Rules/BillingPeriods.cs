using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>
/// The endless row of periods of one subscriber: period k starts at anchor + k × cycle, always from the anchor (product rules, §4).
/// Months keep the anchor's day of the month: the 31st is the 28th in February and the 31st again in March.
/// </summary>
/// <param name="Cycle">Length of a period.</param>
/// <param name="Anchor">Start of period 0.</param>
/// <param name="Day">Day of the month, 1 to 31, that periods of months start on; a shorter month takes its last day.</param>
public readonly record struct BillingPeriods(BillingCycle Cycle, DateOnly Anchor, int Day)
{
    /// <summary>
    /// The periods under these terms. Anniversary: the activation day is the anchor. Aligned: the first aligned day on or after
    /// activation is; what lies before it is the tail of period −1.
    /// </summary>
    public static BillingPeriods For(BillingTerms terms, DateOnly activatedOn)
    {
        if (terms.AlignDay is not { } day)
        {
            return new(terms.Cycle, activatedOn, activatedOn.Day);
        }
        var month = new DateOnly(activatedOn.Year, activatedOn.Month, 1);
        var aligned = OnDay(month, day);
        return new(terms.Cycle, aligned >= activatedOn ? aligned : OnDay(month.AddMonths(1), day), day);
    }

    /// <summary>Start of the period with that index, which may be negative.</summary>
    public DateOnly StartOf(int index) => Cycle.Unit switch
    {
        CycleUnit.Month => OnDay(new DateOnly(Anchor.Year, Anchor.Month, 1).AddMonths(checked(index * Cycle.Count)), Day),
        CycleUnit.Day => Anchor.AddDays(checked(index * Cycle.Count)),
    };

    /// <summary>The period with that index.</summary>
    public DateRange Period(int index) => new(StartOf(index), StartOf(index + 1));

    /// <summary>The period that holds the day.</summary>
    public DateRange Containing(DateOnly day)
    {
        var index = Cycle.IndexByUnits(Anchor, day);
        return Period(StartOf(index) > day ? index - 1 : index);
    }

    private static DateOnly OnDay(DateOnly firstOfMonth, int day) =>
        firstOfMonth.AddDays(Math.Min(day, DateTime.DaysInMonth(firstOfMonth.Year, firstOfMonth.Month)) - 1);
}
