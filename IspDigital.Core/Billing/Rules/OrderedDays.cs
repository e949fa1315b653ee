namespace IspDigital.Core.Billing.Rules;

/// <summary>Finds places in what is in order of a day.</summary>
internal static class OrderedDays
{
    /// <summary>Where the first is whose day is after another; the count where none is.</summary>
    /// <param name="ordered">In order of the day.</param>
    /// <param name="dayOf">The day of one.</param>
    /// <param name="day">The other day.</param>
    public static int FirstAfter<T>(this IReadOnlyList<T> ordered, Func<T, DateOnly> dayOf, DateOnly day)
    {
        var (first, end) = (0, ordered.Count);
        while (first < end)
        {
            var middle = (first + end) / 2;
            (first, end) = dayOf(ordered[middle]) > day ? (first, middle) : (middle + 1, end);
        }
        return first;
    }
}
