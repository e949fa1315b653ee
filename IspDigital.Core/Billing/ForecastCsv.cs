using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing;

/// <summary>A forecast as a file: every month, its plans under it, as things stand and then with the other price.</summary>
public static class ForecastCsv
{
    private static readonly string[] s_heads = ["month", "price", "plan", "invoices", "subtotal", "tax", "total"];

    /// <summary>Writes the rows; the row of a month stands before those of its plans and names none.</summary>
    public static async Task Write(BillingForecast forecast, TextWriter target)
    {
        // What begins like a formula is text: a plan's name must not run in the reader's spreadsheet. A minus is an amount.
        var format = new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape, InjectionCharacters = ['=', '@', '+'], NewLine = "\r\n" };
        await using var csv = new CsvWriter(target, format, leaveOpen: true);
        foreach (var head in s_heads)
        {
            csv.WriteField(head);
        }
        await csv.NextRecordAsync();
        foreach (var (price, months) in new[] { ("present", forecast.Months), ("trial", forecast.Trial ?? []) })
        {
            foreach (var month in months)
            {
                await Row(csv, month.Month, price, "", month.Invoices, month.Subtotal, month.Tax);
                foreach (var plan in month.Plans)
                {
                    await Row(csv, month.Month, price, plan.PlanId is null ? "(once)" : plan.Name, plan.Invoices, plan.Subtotal, plan.Tax);
                }
            }
        }
    }

    private static Task Row(CsvWriter csv, DateOnly month, string price, string plan, int invoices, Money subtotal, Money tax)
    {
        csv.WriteField(month.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        csv.WriteField(price);
        csv.WriteField(plan);
        csv.WriteField(invoices);
        csv.WriteField(subtotal.ToString());
        csv.WriteField(tax.ToString());
        csv.WriteField((subtotal + tax).ToString());
        return csv.NextRecordAsync();
    }
}
