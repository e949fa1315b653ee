using System.CommandLine;
using System.Globalization;
using IspDigital.Core.Billing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Benchmarks.Billing;

/// <summary>A forecast of N subscribers for M months, beside reading every row of the same facts with plain commands.</summary>
internal static class ForecastBenchmark
{
    private static readonly string[] s_facts =
    [
        "Subscribers", "PlanAssignments", "PriceAgreements", "Pauses", "NonPaymentCuts", "Charges", "BillingSchedules", "Invoices",
    ];

    public static Command Command()
    {
        var subscribers = new Option<int>("--subscribers") { DefaultValueFactory = _ => 5_000, Description = "How many subscribers." };
        var months = new Option<int>("--months") { DefaultValueFactory = _ => 12, Description = "How many months ahead, 1 to 12." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3, Description = "How often both are measured; the best of each counts." };
        var command = new Command("forecast", "Milliseconds of a forecast, and of reading the same facts.") { subscribers, months, rounds };
        command.SetAction(async (parsed, _) =>
        {
            await Run(parsed.GetValue(subscribers), parsed.GetValue(months), parsed.GetValue(rounds));
            return 0;
        });
        return command;
    }

    private static async Task Run(int subscribers, int months, int rounds)
    {
        await using var portal = new BenchPortal();
        await BillingRunBenchmark.Seed(portal, subscribers);
        await BillingRunBenchmark.Issue(portal, IssueOutcome.Completed);
        await Forecast(portal, 1); // compiles the code and EF's queries
        using var memory = new PeakMemory();
        var (best, floor, invoices) = (TimeSpan.MaxValue, TimeSpan.MaxValue, 0);
        for (var i = 0; i < rounds; i++)
        {
            var took = await BillingRunBenchmark.Time(async () => invoices = await Forecast(portal, months));
            best = took < best ? took : best;
            var read = await BillingRunBenchmark.Time(() => Read(portal.DatabaseFile));
            floor = read < floor ? read : floor;
        }
        var grown = memory.GrownBytes / 1_048_576;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{{\"bench\":\"forecast\",\"subscribers\":{subscribers},\"months\":{months},\"ms\":{best.TotalMilliseconds:0},\"floor_ms\":{floor.TotalMilliseconds:0},\"invoices\":{invoices},\"memory_mb\":{grown}}}"));
    }

    private static async Task<int> Forecast(BenchPortal portal, int months)
    {
        await using var scope = portal.AsJob("Forecast");
        var forecast = (await scope.ServiceProvider.GetRequiredService<ForecastBilling>().Run(new(months))).Value;
        return forecast.Unbillable == 0 ? forecast.Months.Sum(m => m.Invoices) : throw new InvalidOperationException("The forecast found problems.");
    }

    private static async Task Read(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        foreach (var table in s_facts)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            var row = new object[reader.FieldCount];
            while (await reader.ReadAsync())
            {
                reader.GetValues(row);
            }
        }
    }
}
