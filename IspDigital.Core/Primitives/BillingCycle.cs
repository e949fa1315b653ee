namespace IspDigital.Core.Primitives;

/// <summary>What a billing cycle counts in.</summary>
public enum CycleUnit
{
    /// <summary>Calendar months.</summary>
    Month,
    /// <summary>Days.</summary>
    Day,
}

/// <summary>Every N months or every N days. Period k starts at anchor + k × cycle, always computed from the anchor (product rules, §4).</summary>
/// <param name="Unit">Months or days.</param>
/// <param name="Count">How many; at least 1.</param>
public readonly record struct BillingCycle(CycleUnit Unit, int Count)
{
    /// <summary>One month.</summary>
    public static BillingCycle Monthly => new(CycleUnit.Month, 1);

    /// <summary>Start of period <paramref name="index"/> (may be negative). 31 January plus one month is 28 or 29 February, plus two is 31 March.</summary>
    public DateOnly StartOf(DateOnly anchor, int index) => Unit switch
    {
        CycleUnit.Month => anchor.AddMonths(checked(index * Count)),
        CycleUnit.Day => anchor.AddDays(checked(index * Count)),
    };

    /// <summary>The index of the period that holds the day.</summary>
    public int IndexOf(DateOnly anchor, DateOnly day)
    {
        var index = IndexByUnits(anchor, day);
        return StartOf(anchor, index) > day ? index - 1 : index;
    }

    /// <summary>The index counted in whole months or days: that of the period that holds the day, or the one after it.</summary>
    internal int IndexByUnits(DateOnly anchor, DateOnly day)
    {
        // One too late where division cuts a remainder before the anchor, or else where the period begins later in the day's month; never both.
        var units = Unit switch
        {
            CycleUnit.Month => ((day.Year - anchor.Year) * 12) + day.Month - anchor.Month,
            CycleUnit.Day => day.DayNumber - anchor.DayNumber,
        };
        return units / Count;
    }
}
