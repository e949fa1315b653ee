using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>A subscriber's pauses, or cuts, asked for what was known of them on a day.</summary>
/// <param name="all">In order of the first day.</param>
internal sealed class KnownDaysOff(IReadOnlyList<DaysOff> all)
{
    private readonly InOrder<DaysOff> _all = new(all, off => off.EndsToShow);

    /// <summary>Those known on a day that begin before the end of the days and may reach into them.</summary>
    public IEnumerable<DateRange> Near(DateRange days, DateOnly asKnownOn)
    {
        foreach (var off in _all.From(days.Start < asKnownOn ? days.Start : asKnownOn))
        {
            if (off.Start >= days.End)
            {
                yield break;
            }
            if (off.KnownOn <= asKnownOn)
            {
                yield return off.AsKnownOn(asKnownOn);
            }
        }
    }

    /// <summary>The one that holds the day, as known on another.</summary>
    public DateRange? On(DateOnly day, DateOnly asKnownOn)
    {
        foreach (var days in Near(new(day, day.AddDays(1)), asKnownOn))
        {
            if (days.Contains(day))
            {
                return days;
            }
        }
        return null;
    }
}
