using IspDigital.Core.Operations;

namespace IspDigital.Core.Access.Rules;

/// <summary>
/// When subscribers may be cut for non-payment (product rules, §9): inside these hours, in the operator's zone, and not on days
/// that are spared. Reconnection knows no window.
/// </summary>
/// <param name="From">Cuts begin.</param>
/// <param name="To">Cuts end (exclusive).</param>
/// <param name="SparedWeekdays">Weekdays without cuts.</param>
/// <param name="Holidays">Days without cuts.</param>
public sealed record CutWindow(TimeOnly From, TimeOnly To, IReadOnlyCollection<DayOfWeek> SparedWeekdays, IReadOnlyCollection<DateOnly> Holidays)
{
    /// <summary>How far ahead a cut day is looked for.</summary>
    private const int DaysAheadMax = 366;

    /// <summary>Whether cuts may be made at that instant.</summary>
    public bool IsOpen(BusinessDay at) => IsCutDay(at.Today) && at.TimeOfDay >= From && at.TimeOfDay < To;

    /// <summary>Whether cuts may be made on that day at all.</summary>
    public bool IsCutDay(DateOnly day) => From < To && !SparedWeekdays.Contains(day.DayOfWeek) && !Holidays.Contains(day);

    /// <summary>The day whose cuts stand on the list now: today until the window closes, then the next cut day; null where none comes within a year.</summary>
    public DateOnly? NextCutDay(BusinessDay at)
    {
        var first = at.TimeOfDay < To ? at.Today : at.Today.AddDays(1);
        for (var ahead = 0; ahead < DaysAheadMax; ahead++)
        {
            if (IsCutDay(first.AddDays(ahead)))
            {
                return first.AddDays(ahead);
            }
        }
        return null;
    }

    /// <summary>The instant (UTC) at which the cuts of that day begin.</summary>
    public DateTimeOffset OpensAt(BusinessDay calendar, DateOnly day) => calendar.InstantOf(day, From);
}
