using NodaTime;

namespace IspDigital.Tests.Proofs;

/// <summary>Days that are charged, and the whole period that they are of.</summary>
internal readonly record struct ChargedDays(LocalDate From, LocalDate To, LocalDate WholeFrom, LocalDate WholeTo);

/// <summary>
/// Billing periods as NodaTime's calendar has them, written from the product's rules in words: neither code nor formula of ours.
/// </summary>
internal static class PeriodOracle
{
    /// <summary>Every period from activation on, where all periods start on a day of the month that a short month has as its last.</summary>
    public static IEnumerable<ChargedDays> Aligned(LocalDate activated, int day, int months)
    {
        // January holds every day that a month can have; NodaTime clips from there to the shorter months.
        var january = new LocalDate(activated.Year - 2, 1, day);
        var first = 24;
        while (january.PlusMonths(first) < activated)
        {
            first++;
        }
        LocalDate Start(int period) => january + Period.FromMonths(first + (period * months));
        return FromActivation(activated, Start);
    }

    /// <summary>Every period from activation on, where they start on the activation's own day of the month.</summary>
    public static IEnumerable<ChargedDays> Anniversary(LocalDate activated, int months) =>
        FromActivation(activated, period => activated + Period.FromMonths(period * months));

    /// <summary>Every period of so many days from activation on; one of them starts on the anchor.</summary>
    public static IEnumerable<ChargedDays> OfDays(LocalDate activated, LocalDate anchor, int days) =>
        FromActivation(activated, period => anchor + Period.FromDays(period * days));

    /// <summary>The first day of that number, or last of a month too short for it, that is not before the activation.</summary>
    public static LocalDate FirstAligned(LocalDate activated, int day)
    {
        var aligned = activated;
        while (aligned.Day != day && !(day > aligned.Day && aligned.PlusDays(1).Month != aligned.Month))
        {
            aligned = aligned.PlusDays(1);
        }
        return aligned;
    }

    private static IEnumerable<ChargedDays> FromActivation(LocalDate activated, Func<int, LocalDate> start)
    {
        var period = 0;
        while (start(period) > activated)
        {
            period--; // what lies before the first aligned day is the tail of a period
        }
        for (; ; period++)
        {
            var (from, to) = (start(period), start(period + 1));
            yield return new(LocalDate.Max(from, activated), to, from, to);
        }
    }
}
