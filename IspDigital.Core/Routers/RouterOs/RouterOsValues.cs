using System.Buffers;
using System.Globalization;

namespace IspDigital.Core.Routers.RouterOs;

/// <summary>How RouterOS writes booleans and durations, in the forms of all its versions.</summary>
internal static class RouterOsValues
{
    private static readonly SearchValues<char> s_number = SearchValues.Create("0123456789.");

    /// <summary>True for <c>true</c> and <c>yes</c>; absent and anything else is false. (Written is <c>yes</c>/<c>no</c>, read back comes <c>true</c>/<c>false</c>.)</summary>
    public static bool Flag(string? value) => value is "true" or "yes";

    /// <summary>The word for a boolean as commands want it.</summary>
    public static string YesNo(bool value) => value ? "yes" : "no";

    /// <summary>
    /// A duration: <c>1w2d3h4m5s</c>, <c>551us</c>, <c>1s500ms</c>, and the older <c>01:22:53</c> and <c>1w2d03:04:05</c>.
    /// Null for <c>none</c>, <c>never</c>, empty, absent, or what is none of these.
    /// </summary>
    public static TimeSpan? Duration(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var rest = text.AsSpan();
        decimal ticks = 0;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(s_number);
            if (digits < 0 || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            if (rest[digits] == ':')
            {
                return ClockTicks(rest) is { } clock ? Ticks(ticks + clock) : null;
            }

            var (unit, length) = Unit(rest[digits..]);
            if (length == 0 || number > 1_000_000_000_000)
            {
                return null;
            }

            ticks += number * unit;
            rest = rest[(digits + length)..];
        }

        return Ticks(ticks);
    }

    /// <summary><c>HH:MM:SS</c>, the seconds perhaps with a fraction; hours may exceed 23.</summary>
    private static decimal? ClockTicks(ReadOnlySpan<char> text)
    {
        decimal seconds = 0;
        var parts = 0;
        foreach (var range in text.Split(':'))
        {
            if (++parts > 3 || !decimal.TryParse(text[range], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var part)
                || part > 1_000_000_000)
            {
                return null;
            }

            seconds = (seconds * 60) + part;
        }

        return parts == 3 ? seconds * TimeSpan.TicksPerSecond : null;
    }

    /// <summary>Ticks of the unit that the text begins with, and the unit's length; length 0 where it is none.</summary>
    private static (decimal Ticks, int Length) Unit(ReadOnlySpan<char> text) => text switch
    {
        ['w', ..] => (7 * TimeSpan.TicksPerDay, 1),
        ['d', ..] => (TimeSpan.TicksPerDay, 1),
        ['h', ..] => (TimeSpan.TicksPerHour, 1),
        ['m', 's', ..] => (TimeSpan.TicksPerMillisecond, 2),
        ['m', ..] => (TimeSpan.TicksPerMinute, 1),
        ['s', ..] => (TimeSpan.TicksPerSecond, 1),
        ['u', 's', ..] => (TimeSpan.TicksPerMicrosecond, 2),
        ['n', 's', ..] => (0.01m, 2),
        _ => (0, 0),
    };

    private static TimeSpan? Ticks(decimal ticks) => ticks <= long.MaxValue ? TimeSpan.FromTicks((long)ticks) : null;
}
