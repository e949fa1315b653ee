using System.Globalization;
using System.Text;
using IspDigital.Core.Audit;
using IspDigital.Core.Operations;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Web.Components.Lists;
using Microsoft.AspNetCore.Http.Extensions;

namespace IspDigital.Web.Features.Audit;

/// <summary>How far back the activity page looks.</summary>
public enum ActivitySpan
{
    /// <summary>Today.</summary>
    Today,
    /// <summary>Seven days with today.</summary>
    Week,
    /// <summary>Thirty days with today.</summary>
    Month,
}

/// <summary>What the activity page shows, as a file: the same address, the same filters.</summary>
public static class ActivityExport
{
    /// <summary>The address.</summary>
    public const string Path = "/activity.csv";

    /// <summary>Maps the address.</summary>
    public static void MapActivityExport(this WebApplication app) => app.MapGet(Path, Write).RequireAuthorization(nameof(Permission.Export));

    /// <summary>The filter that an address asks for.</summary>
    public static ActivityFilter FilterOf(ListState list, DateOnly today) => new(
        list.Search, list.Choice<AuditArea>("area"), list["who"],
        Number(list["subscriber"]), list["kind"], Number(list["id"]),
        list.Choice<ActivitySpan>("since") switch
        {
            ActivitySpan.Today => today,
            ActivitySpan.Week => today.AddDays(-6),
            ActivitySpan.Month => today.AddDays(-29),
            null => list.Day("from"),
        },
        list.Day("to"));

    private static async Task Write(HttpContext http, ActivityQueries activity, BusinessClock clock)
    {
        var today = (await clock.Now(http.RequestAborted)).Today;
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"activity-{today:yyyy-MM-dd}.csv\"");
        // The mark at the start tells spreadsheets that it is UTF-8; without it Bangla is unreadable there.
        await using var target = new StreamWriter(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await activity.WriteCsv(FilterOf(ListState.Of(http.Request.GetEncodedUrl()), today), target, http.RequestAborted);
    }

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
