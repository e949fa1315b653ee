using System.Diagnostics;
using System.Globalization;
using IspDigital.Core.Billing;
using IspDigital.Core.Subscribers;
using IspDigital.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Tests.Scenarios;

/// <summary>A process that bills 2,000 subscribers is killed (SIGKILL) at 20 random moments; another one finishes its run.</summary>
public sealed class BillingRunKilledTests(ITestOutputHelper output)
{
    private const int Subscribers = 2_000;
    private const int BatchCount = 40;
    private const int Kills = 20;
    private static readonly DateTimeOffset s_at = new(2026, 3, 1, 4, 0, 0, TimeSpan.Zero);

    /// <summary>The killed process renews its lease by a clock that runs: however slow the machine, it is over by then.</summary>
    private static readonly TimeSpan s_laterThanAnyLease = IssueInvoices.Lease + TimeSpan.FromHours(1);

    private static readonly DateOnly s_due = new(2026, 3, 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BillingRun_KilledAtAnyMoment_IsFinishedByTheNextProcessWithoutGapOrDouble()
    {
        await using var given = TestPortal.Start();
        await Seed(given);
        SqliteConnection.ClearAllPools();
        var seed = (int)TimeProvider.System.GetTimestamp();
        output.WriteLine($"seed {seed}");

        await Parallel.ForAsync(0, Kills, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = Cancellation }, async (kill, _) =>
        {
            var random = new Random(seed + kill);
            var folder = Copy(given);
            var moment = await RunAndKill(folder, random.Next(1, BatchCount + 1), random.NextDouble());
            await using var portal = TestPortal.Reopen(folder, s_at + s_laterThanAnyLease);
            Assert.True(await IsUnfinished(portal), $"seed {seed}, kill {kill} {moment}: the run had ended");

            Assert.Equal(IssueOutcome.Completed, (await portal.IssuesInvoices()).Outcome);

            await HoldsTheContract(portal, $"seed {seed}, kill {kill} {moment}");
        });
    }

    private static async Task Seed(TestPortal portal)
    {
        var plan = await portal.HasPlan(taxBasisPoints: 500);
        await using var db = portal.OpenDb();
        db.AddRange(Enumerable.Range(1, Subscribers).Select(i => new Subscriber($"C-{i:D4}", $"Subscriber {i}", $"88017{i:D8}", s_due, plan)));
        await db.SaveChangesAsync(Cancellation);
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", Cancellation);
    }

    private static string Copy(TestPortal given)
    {
        var folder = Directory.CreateTempSubdirectory("ispdigital-kill-").FullName;
        File.Copy(Path.Combine(given.Folder, "ispdigital.db"), Path.Combine(folder, "ispdigital.db"));
        return folder;
    }

    /// <summary>
    /// Starts the run in a process of its own, lets it commit that many steps, and kills it within the next one, that share of
    /// the last one's time after it began. The process stops after each step, so that it cannot run away from a slow test.
    /// </summary>
    private static async Task<string> RunAndKill(string folder, int steps, double share)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "IspDigital.Benchmarks.dll"), "bill-once", "--folder", folder,
                "--at", s_at.ToString("O", CultureInfo.InvariantCulture), "--batch", (Subscribers / BatchCount).ToString(CultureInfo.InvariantCulture),
            },
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
        Assert.Equal("ready", await process.StandardOutput.ReadLineAsync(Cancellation));
        var lastStep = TimeSpan.Zero;
        for (var step = 0; step < steps; step++)
        {
            var watch = Stopwatch.StartNew();
            await process.StandardInput.WriteLineAsync();
            Assert.Equal("committed", await process.StandardOutput.ReadLineAsync(Cancellation));
            lastStep = watch.Elapsed;
        }
        await process.StandardInput.WriteLineAsync();
        await Task.Delay(lastStep * share, TimeProvider.System, Cancellation);
        process.Kill();
        await process.WaitForExitAsync(Cancellation);
        return $"{lastStep.TotalMilliseconds * share:0} ms after step {steps}";
    }

    private static async Task<bool> IsUnfinished(TestPortal portal)
    {
        await using var db = portal.OpenDb();
        return await db.BillingRuns.AnyAsync(r => r.State == BillingRunState.Running, Cancellation);
    }

    private static async Task HoldsTheContract(TestPortal portal, string moment)
    {
        await using var db = portal.OpenDb();
        var issued = await db.Invoices.GroupBy(i => i.PeriodStart).Select(g => new { g.Key, People = g.Select(i => i.SubscriberId).Distinct().Count(), Count = g.Count() })
            .OrderBy(g => g.Key).ToListAsync(Cancellation);
        Assert.True(
            issued.Select(i => (i.Key, i.People, i.Count)).SequenceEqual([(s_due, Subscribers, Subscribers)]),
            $"{moment}: {string.Join("; ", issued)}");
        Assert.All(await db.BillingRuns.ToListAsync(Cancellation), run => Assert.Equal(BillingRunState.Completed, run.State));
        Assert.Equal(Subscribers, await db.AuditEntries.CountAsync(e => e.Action == Core.Audit.AuditAction.InvoiceIssued, Cancellation));
        Assert.Equal("ok", (await db.Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync(Cancellation)).Single());
        await Invariants.Hold(db, Cancellation);
    }
}
