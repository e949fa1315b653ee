using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Subscribers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Benchmarks.Billing;

/// <summary>
/// A billing run over N subscribers, beside raw prepared inserts of the same rows in one transaction into a file with the same
/// tables, indexes and pragmas.
/// </summary>
internal static class BillingRunBenchmark
{
    public static Command Command()
    {
        var subscribers = new Option<int>("--subscribers") { DefaultValueFactory = _ => 10_000, Description = "How many subscribers are due." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3, Description = "How often both are measured; the best of each counts." };
        var command = new Command("billing-run", "Invoices a second of a billing run, and of raw prepared inserts of the same rows.") { subscribers, rounds };
        command.SetAction(async (parsed, _) =>
        {
            await Run(parsed.GetValue(subscribers), parsed.GetValue(rounds));
            return 0;
        });
        return command;
    }

    private static async Task Run(int subscribers, int rounds)
    {
        await Round(Math.Min(subscribers, 500)); // compiles the code and EF's queries
        var best = await Round(subscribers);
        for (var i = 1; i < rounds; i++)
        {
            var next = await Round(subscribers);
            best = new(
                Min(best.Ours, next.Ours), Min(best.Floor, next.Floor), Min(best.SecondRun, next.SecondRun), Min(best.Preview, next.Preview),
                Math.Max(best.GrownBytes, next.GrownBytes), best.Rows);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{{\"bench\":\"billing-run\",\"subscribers\":{subscribers},\"value\":{subscribers / best.Ours.TotalSeconds:0},\"floor\":{subscribers / best.Floor.TotalSeconds:0},\"ratio\":{best.Ours / best.Floor:0.00},\"rows\":{best.Rows},\"preview_ms\":{best.Preview.TotalMilliseconds:0},\"second_run_ms\":{best.SecondRun.TotalMilliseconds:0},\"memory_mb\":{best.GrownBytes / 1_048_576}}}"));
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static async Task<Measured> Round(int subscribers)
    {
        await using var portal = new BenchPortal();
        await Seed(portal, subscribers);
        SqliteConnection.ClearAllPools();
        var floorFile = Path.Combine(portal.Folder, "floor.db");
        File.Copy(portal.DatabaseFile, floorFile);
        using var memory = new PeakMemory();
        var preview = await Time(async () => await Preview(portal));
        var ours = await Time(async () => await Issue(portal, IssueOutcome.Completed));
        var grown = memory.GrownBytes;
        var second = await Time(async () => await Issue(portal, IssueOutcome.NothingDue));
        var (floor, rows) = RawInserts.Measure(portal.DatabaseFile, floorFile, RawInserts.OfARun);
        return new Measured(ours, floor, second, preview, grown, rows);
    }

    internal static async Task Issue(BenchPortal portal, IssueOutcome expected)
    {
        await using var scope = portal.AsJob("IssueInvoices");
        var result = await scope.ServiceProvider.GetRequiredService<IssueInvoices>().Run(new());
        if (result.Value.Outcome != expected)
        {
            throw new InvalidOperationException($"The run ended {result.Value.Outcome}, not {expected}.");
        }
    }

    private static async Task Preview(BenchPortal portal)
    {
        await using var scope = portal.AsJob("Preview");
        var preview = (await scope.ServiceProvider.GetRequiredService<PreviewInvoices>().Run(new())).Value;
        if (preview.Problems.Count > 0)
        {
            throw new InvalidOperationException("The preview found problems.");
        }
    }

    internal static async Task<TimeSpan> Time(Func<Task> act)
    {
        var watch = Stopwatch.StartNew();
        await act();
        return watch.Elapsed;
    }

    internal static async Task Seed(BenchPortal portal, int subscribers)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(6));
        await using var scope = portal.AsJob("Seed");
        var store = scope.ServiceProvider.GetRequiredService<IspStore>();
        var planId = (await store.Write<long>(async work =>
        {
            var tax = new Tax("VAT", TaxMode.Exclusive, today.AddYears(-1), 500);
            work.Db.Add(tax);
            work.Record(AuditAction.PlanAdded, nameof(Plan), null);
            await work.Save();
            var plan = new Plan("Home 10", new SpeedProfile(10_000_000, 10_000_000, "plan-10M"), today.AddYears(-1), Money.FromTaka(500));
            plan.Describe(plan.Name, plan.Speed, tax.Id, new(), true);
            work.Db.Add(plan);
            await work.Save();
            return plan.Id;
        })).Value;
        foreach (var chunk in Enumerable.Range(1, subscribers).Chunk(5_000))
        {
            await store.Write<Done>(work =>
            {
                work.Db.ChangeTracker.AutoDetectChangesEnabled = false;
                work.Db.AddRange(chunk.Select(i => new Subscriber($"C-{i:D6}", $"Subscriber {i}", $"8801{700_000_000 + i}", today, planId)));
                work.Record(AuditAction.SubscriberAdded, nameof(Subscriber), null);
                return Task.FromResult<Result<Done>>(new Done());
            });
        }
        await using var db = portal.OpenDb();
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private sealed record Measured(TimeSpan Ours, TimeSpan Floor, TimeSpan SecondRun, TimeSpan Preview, long GrownBytes, int Rows);
}
