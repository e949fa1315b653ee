using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>
/// Days without service — a pause, or a cut for money — and since when that is known. An invoice can only know what was decided by
/// its issue date; what was decided later corrects it. So the same facts give the same invoices, whenever the run is made.
/// </summary>
/// <param name="Start">First day off.</param>
/// <param name="Ends">Its ends, in the order in which they were decided: the first with it, the last counts.</param>
public readonly record struct DaysOff(DateOnly Start, IReadOnlyList<KnownEnd> Ends)
{
    /// <summary>Days off with one end, known as long as they are.</summary>
    public DaysOff(DateOnly start, DateOnly end, DateOnly knownOn = default)
        : this(start, [new(end, knownOn)])
    {
    }

    /// <summary>A cut: known on the day, its end on the day of the reconnection.</summary>
    public static DaysOff Cut(DateOnly from, DateOnly? until)
    {
        var open = new DaysOff(from, DateOnly.MaxValue, from);
        return until is { } end ? open.EndedOn(end, end) : open;
    }

    /// <summary>The day it was decided; <see cref="DateOnly.MinValue"/> for always known.</summary>
    public DateOnly KnownOn => Ends[0].KnownOn;

    /// <summary>First day of service again, as it stands; <see cref="DateOnly.MaxValue"/> while open.</summary>
    public DateOnly End => Ends[^1].Day;

    /// <summary>The day on which that end was decided.</summary>
    public DateOnly EndKnownOn => Ends[^1].KnownOn;

    /// <summary>The day on which it shows: its first day, or the day it was decided where that came later.</summary>
    public DateOnly BeginsToShow => Start > KnownOn ? Start : KnownOn;

    /// <summary>The day on which its end shows.</summary>
    public DateOnly EndsToShow => End > EndKnownOn ? End : EndKnownOn;

    /// <summary>The same with another end, decided on a day.</summary>
    public DaysOff EndedOn(DateOnly end, DateOnly decidedOn) => this with { Ends = [.. Ends, new(end, decidedOn)] };

    /// <summary>The days off as they were known on a day; empty where nothing was.</summary>
    public DateRange AsKnownOn(DateOnly day)
    {
        if (KnownOn > day)
        {
            return new(Start, Start);
        }
        var last = Ends.Count - 1;
        while (Ends[last].KnownOn > day)
        {
            last--;
        }
        return new(Start, Ends[last].Day);
    }

    /// <summary>When it was decided that a day is off no more which had been to be, as known on another day; null where that was not so.</summary>
    public DateOnly? LetGoOn(DateOnly day, DateOnly asKnownOn)
    {
        for (var i = 1; i < Ends.Count && Ends[i].KnownOn <= asKnownOn; i++)
        {
            if (Ends[i].Day <= day && day < Ends[i - 1].Day)
            {
                return Ends[i].KnownOn;
            }
        }
        return null;
    }
}

/// <summary>An end of days off, and since when it is known.</summary>
/// <param name="Day">First day of service again; <see cref="DateOnly.MaxValue"/> for none.</param>
/// <param name="KnownOn">The day it was decided.</param>
public readonly record struct KnownEnd(DateOnly Day, DateOnly KnownOn);
