using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>
/// Days without service — a pause, or a cut for money — and since when that is known. An invoice can only know what was decided by
/// its issue date; what was decided later corrects it. So the same facts give the same invoices, whenever the run is made.
/// </summary>
/// <param name="Start">First day off.</param>
/// <param name="End">First day of service again; <see cref="DateOnly.MaxValue"/> while open.</param>
/// <param name="KnownOn">The day it was decided; <see cref="DateOnly.MinValue"/> for always known.</param>
/// <param name="EndKnownOn">The day the end was decided.</param>
/// <param name="PlannedEnd">The end as it was known before <paramref name="EndKnownOn"/>; <see cref="DateOnly.MaxValue"/> for none.</param>
public readonly record struct DaysOff(DateOnly Start, DateOnly End, DateOnly KnownOn, DateOnly EndKnownOn, DateOnly PlannedEnd)
{
    /// <summary>Days off that were always known.</summary>
    public DaysOff(DateOnly start, DateOnly end)
        : this(start, end, DateOnly.MinValue, DateOnly.MinValue, end)
    {
    }

    /// <summary>A cut: known on the day, its end on the day of the reconnection.</summary>
    public static DaysOff Cut(DateOnly from, DateOnly? until) => new(from, until ?? DateOnly.MaxValue, from, until ?? DateOnly.MaxValue, DateOnly.MaxValue);

    /// <summary>The day on which it shows: its first day, or the day it was decided where that came later.</summary>
    public DateOnly BeginsToShow => Start > KnownOn ? Start : KnownOn;

    /// <summary>The day on which its end shows.</summary>
    public DateOnly EndsToShow => End > EndKnownOn ? End : EndKnownOn;

    /// <summary>The days off as they were known on a day; empty where nothing was.</summary>
    public DateRange AsKnownOn(DateOnly day) =>
        KnownOn > day ? new(Start, Start) : new(Start, EndKnownOn > day ? PlannedEnd : End);
}
