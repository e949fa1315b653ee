namespace IspDigital.Tests.Proofs;

/// <summary>Sixty ways in which a wall clock goes wrong: set back by up to a day, set forward by up to 26 years, wrong from the start.</summary>
internal static class ClockSteps
{
    private static readonly string[] s_back = ["-1.00:00:00", "-12:00:00", "-06:00:00", "-03:00:00", "-01:00:00", "-00:30:00", "-00:01:01", "-00:00:31", "-00:00:29", "-00:00:01"];

    private static readonly string[] s_small =
    [
        "00:00:01", "00:00:29", "00:00:31", "00:01:01", "00:30:00", "01:00:00", "03:00:00", "06:00:00", "11:59:59", "12:00:00", "23:00:00", "1.00:00:00",
        "1.01:00:00", "1.06:00:00", "1.11:00:00", "1.11:59:59", "1.12:00:00", "1.12:00:01", "1.13:00:00", "2.00:00:00", "3.00:00:00",
    ];

    private static readonly int[] s_days = [7, 14, 30, 31, 45, 60, 90, 100, 180, 365];
    private static readonly int[] s_years = [2, 3, 5, 8, 10, 13, 16, 18, 20, 22, 24, 26];

    /// <summary>Steps of a clock that was right.</summary>
    public static IReadOnlyList<TimeSpan> OfARightClock { get; } =
    [
        .. s_back.Concat(s_small).Select(text => TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture)),
        .. s_days.Select(d => TimeSpan.FromDays(d)),
        .. s_years.Select(y => TimeSpan.FromDays(y * 365)),
    ];

    /// <summary>Times at which a machine without a clock of its own may start, until NTP tells it better.</summary>
    public static IReadOnlyList<DateTimeOffset> WrongStarts { get; } =
    [
        new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero), new(1980, 1, 6, 0, 0, 0, TimeSpan.Zero), new(1999, 12, 31, 23, 59, 59, TimeSpan.Zero),
        new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2009, 6, 19, 17, 0, 0, TimeSpan.Zero), new(2015, 1, 1, 0, 0, 0, TimeSpan.Zero),
        new(2023, 12, 31, 17, 59, 59, TimeSpan.Zero),
    ];
}
