using System.CommandLine;
using System.Globalization;
using System.Text;
using IspDigital.Benchmarks.Billing;
using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Primitives;
using IspDigital.Core.Routers;
using IspDigital.Core.Subscribers;
using IspDigital.Core.Subscribers.Import;
using IspDigital.Core.Tables;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Benchmarks.Subscribers;

/// <summary>
/// A file of N subscribers read, checked as the preview does and imported, beside raw prepared inserts of the same rows in one transaction into a
/// file with the same tables, indexes and pragmas.
/// </summary>
internal static class ImportBenchmark
{
    private const string RouterName = "Mirpur-1";

    private static readonly string[] s_tables =
    [
        "Subscribers", "PlanAssignments", "PriceAgreements", "NumberSeries", "Invoices", "InvoiceLines", "Payments", "JournalEntries", "JournalLines",
        "AuditEntries", "AccessMarks",
    ];

    public static Command Command()
    {
        var rows = new Option<int>("--rows") { DefaultValueFactory = _ => 5_000, Description = "How many subscribers the file holds." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3, Description = "How often both are measured; the best of each counts." };
        var command = new Command("import", "Milliseconds of reading, checking and importing a file of subscribers, and of raw prepared inserts of the same rows.") { rows, rounds };
        command.SetAction(async (parsed, _) =>
        {
            await Run(parsed.GetValue(rows), parsed.GetValue(rounds));
            return 0;
        });
        return command;
    }

    private static async Task Run(int rows, int rounds)
    {
        await Round(Math.Min(rows, 200)); // compiles the code and EF's queries
        var best = await Round(rows);
        for (var i = 1; i < rounds; i++)
        {
            best = best.OrBetter(await Round(rows));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{{\"bench\":\"import\",\"rows\":{rows},\"csv_ms\":{best.Csv.TotalMilliseconds:0},\"xlsx_ms\":{best.Xlsx.TotalMilliseconds:0},\"preview_ms\":{best.Preview.TotalMilliseconds:0},\"import_ms\":{best.Import.TotalMilliseconds:0},\"ms\":{(best.Xlsx + best.Preview + best.Import).TotalMilliseconds:0},\"floor_ms\":{best.Floor.TotalMilliseconds:0},\"written\":{best.Written}}}"));
    }

    private static async Task<Measured> Round(int rows)
    {
        await using var portal = new BenchPortal();
        await BillingRunBenchmark.Seed(portal, 0);
        await AddRouter(portal);
        SqliteConnection.ClearAllPools();
        var floorFile = Path.Combine(portal.Folder, "floor.db");
        File.Copy(portal.DatabaseFile, floorFile);
        using var csv = await FileOf(TableFormat.Csv, rows);
        using var xlsx = await FileOf(TableFormat.Xlsx, rows);
        Table? table = null;
        var readCsv = await BillingRunBenchmark.Time(() => Read(csv, TableFormat.Csv));
        var readXlsx = await BillingRunBenchmark.Time(async () => table = await Read(xlsx, TableFormat.Xlsx));
        var preview = await BillingRunBenchmark.Time(() => Import(portal, table!, isDryRun: true));
        var import = await BillingRunBenchmark.Time(() => Import(portal, table!, isDryRun: false));
        var (floor, written) = RawInserts.Measure(portal.DatabaseFile, floorFile, s_tables);
        return new(readCsv, readXlsx, preview, import, floor, written);
    }

    private static Task<Table> Read(Stream file, TableFormat format) => Task.FromResult(TableReader.Read(file, format).Value);

    private static async Task Import(BenchPortal portal, Table table, bool isDryRun)
    {
        await using var scope = portal.AsJob("Import");
        var imported = (await scope.ServiceProvider.GetRequiredService<ImportSubscribers>().Run(new(table, isDryRun))).Value;
        if (imported.Lines.Count != table.Rows.Count || imported.InvoicesAtOnce == 0)
        {
            throw new InvalidOperationException("The import is not what it was meant to be.");
        }
    }

    private static async Task AddRouter(BenchPortal portal)
    {
        await using var scope = portal.AsJob("Seed");
        await scope.ServiceProvider.GetRequiredService<IspStore>().Write<Done>(work =>
        {
            work.Db.Add(new Router(RouterName));
            work.Record(AuditAction.RouterAdded, nameof(Router), null);
            return Task.FromResult<Result<Done>>(new Done());
        });
        await using var db = portal.OpenDb();
        await using var checkpoint = new SqliteConnection($"Data Source={portal.DatabaseFile};Pooling=False");
        await checkpoint.OpenAsync();
        await using var command = checkpoint.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<MemoryStream> FileOf(TableFormat format, int rows)
    {
        var file = new MemoryStream();
        await TableWriter.Write(file, format, ImportColumns.All, Enumerable.Range(0, rows).Select(Row).ToAsyncEnumerable());
        file.Position = 0;
        return file;
    }

    /// <summary>An operator's book: activation days of three months, a fifth with a debt or an advance, some with a price, a discount or terms of their own.</summary>
    private static object?[] Row(int i)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(6));
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{i:00000}").ToString();
        Money? balance = (i % 10) switch { 0 => Money.FromTaka(350.5m), 5 => -Money.FromTaka(120), _ => null };
        return
        [
            "SL-" + text, "রহিম উদ্দিন " + text, "017" + (10_000_000 + i).ToString(CultureInfo.InvariantCulture), "Home 10", RouterName, "ppp" + text,
            today.AddDays(-(i % 90)), null, balance, i % 7 == 0 ? "arrears" : null, i % 11 == 0 ? "month" : null, i % 11 == 0 ? 3 : null, i % 13 == 0 ? 1 : null,
            null, i % 17 == 0 ? 10 : null, i % 17 == 0 ? 5 : null, i % 6 == 0 ? Money.FromTaka(450) : null, i % 8 == 0 ? 5m : null,
        ];
    }

    private sealed record Measured(TimeSpan Csv, TimeSpan Xlsx, TimeSpan Preview, TimeSpan Import, TimeSpan Floor, int Written)
    {
        public Measured OrBetter(Measured other) => new(
            Min(Csv, other.Csv), Min(Xlsx, other.Xlsx), Min(Preview, other.Preview), Min(Import, other.Import), Min(Floor, other.Floor), Written);

        private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
    }
}
