using System.Globalization;
using IspDigital.Core.Operations;
using Microsoft.Extensions.Localization;

namespace IspDigital.Web.Localization;

/// <summary>How days and instants are written, in the operator's zone and the digits of the language; the only place that does it.</summary>
public sealed class DateText(IStringLocalizer<SharedText> words)
{
    private const int RelativeDaysMax = 14;

    /// <summary><c>03/01/2026</c>.</summary>
    public static string Day(DateOnly day) => Digits.Localise(day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture));

    /// <summary><c>03/01/2026 14:05</c>.</summary>
    public static string Exact(DateTimeOffset instant, BusinessDay today)
    {
        var local = TimeZoneInfo.ConvertTime(instant, today.Zone);
        return Digits.Localise(local.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture));
    }

    /// <summary><c>14:05</c>.</summary>
    public static string Time(TimeOnly time) => Digits.Localise(time.ToString("HH:mm", CultureInfo.InvariantCulture));

    /// <summary><c>January 2026</c>.</summary>
    public static string Month(DateOnly day) => Digits.Localise(day.ToString("MMMM yyyy", Language.Current.Formats));

    /// <summary>As people say it: <c>today</c>, <c>tomorrow</c>, <c>in 3 days</c>, <c>5 days ago</c>; the date itself when it is further off.</summary>
    public string Spoken(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        0 => words["Date.Today"],
        1 => words["Date.Tomorrow"],
        -1 => words["Date.Yesterday"],
        > 1 and <= RelativeDaysMax and var ahead => words["Date.InDays", MoneyText.Count(ahead)],
        < -1 and >= -RelativeDaysMax and var behind => words["Date.DaysAgo", MoneyText.Count(-behind)],
        _ => Day(day),
    };

    /// <summary>As people say it: <c>today 10:02</c>, <c>yesterday 18:30</c>, <c>03/01/2026 14:05</c>.</summary>
    public string Spoken(DateTimeOffset instant, BusinessDay today)
    {
        var local = TimeZoneInfo.ConvertTime(instant, today.Zone);
        var day = DateOnly.FromDateTime(local.DateTime);
        var time = Time(TimeOnly.FromDateTime(local.DateTime));
        return (day.DayNumber - today.Today.DayNumber) switch
        {
            0 => words["Date.TodayAt", time],
            1 => words["Date.TomorrowAt", time],
            -1 => words["Date.YesterdayAt", time],
            _ => Exact(instant, today),
        };
    }
}
