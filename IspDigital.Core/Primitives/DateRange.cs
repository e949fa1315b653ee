namespace IspDigital.Core.Primitives;

/// <summary>Days from <paramref name="Start"/> up to, not including, <paramref name="End"/>, in the operator's time zone.</summary>
/// <param name="Start">First day.</param>
/// <param name="End">The day after the last.</param>
public readonly record struct DateRange(DateOnly Start, DateOnly End)
{
    /// <summary>Number of days; zero when empty.</summary>
    public int Days => Math.Max(0, End.DayNumber - Start.DayNumber);

    /// <summary>Whether no day lies inside.</summary>
    public bool IsEmpty => End <= Start;

    /// <summary>The last day inside; meaningless when empty.</summary>
    public DateOnly LastDay => End.AddDays(-1);

    /// <summary>Whether the day lies inside.</summary>
    public bool Contains(DateOnly day) => Start <= day && day < End;

    /// <summary>The days that both have.</summary>
    public DateRange Intersect(DateRange other) =>
        new(Start > other.Start ? Start : other.Start, End < other.End ? End : other.End);
}
