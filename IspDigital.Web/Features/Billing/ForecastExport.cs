using System.Globalization;
using System.Text;
using IspDigital.Core.Billing;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;

namespace IspDigital.Web.Features.Billing;

/// <summary>A forecast as a file: every month, its plans under it, as things stand and with the other price.</summary>
public static class ForecastExport
{
    private const string Path = "/billing-forecast.csv";

    /// <summary>Maps the address.</summary>
    public static void MapForecastExport(this WebApplication app) => app.MapGet(Path, Write).RequireAuthorization(nameof(Permission.IssueInvoices));

    /// <summary>The address of what was asked.</summary>
    public static string Href(ForecastBillingRequest asked) => FormattableString.Invariant($"{Path}?months={asked.Months}")
        + (asked.Trial is { } trial ? FormattableString.Invariant($"&plan={trial.PlanId}&price={trial.Price.Minor}&from={trial.From:yyyy-MM-dd}") : "");

    private static async Task<IResult> Write(HttpContext http, ForecastBilling forecasts, int months = 12, long? plan = null, long? price = null, DateOnly? from = null)
    {
        TariffTrial? trial = plan is { } id && price is { } minor && from is { } day ? new(id, day, new Money(minor)) : null;
        var result = await forecasts.Run(new(months, trial), http.RequestAborted);
        if (!result.IsOk)
        {
            return Results.BadRequest(result.Error.Code);
        }
        await using var text = new StringWriter(CultureInfo.InvariantCulture);
        await ForecastCsv.Write(result.Value, text);
        // The mark at the start tells spreadsheets that it is UTF-8; without it Bangla is unreadable there.
        return Results.File(
            [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())], "text/csv; charset=utf-8",
            string.Create(CultureInfo.InvariantCulture, $"forecast-{result.Value.Today:yyyy-MM-dd}.csv"));
    }
}
