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
    private const int Kills = 20;
    private static readonly DateTimeOffset s_at = new(2026, 3, 1, 4, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly[] s_due = [new(2026, 1, 1), new(2026, 2, 1), new(2026, 3, 1)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BillingRun_KilledAtAnyMoment_IsFinishedByTheNextProcessWithoutGapOrDouble()
    {
        await using var given = TestPortal.Start();
        await Seed(given);
        SqliteConnection.ClearAllPools();
        var whole = await RunAndKill(Copy(given), TimeSpan.MaxValue);
        var seed = (int)TimeProvider.System.GetTimestamp();
        var random = new Random(seed);
        output.WriteLine($"seed {seed}, a whole run takes {whole.TotalMilliseconds:0} ms");
        var caughtAtWork = 0;

        for (var kill = 0; kill < Kills; kill++)
        {
            var folder = Copy(given);
            var after = whole * random.NextDouble();
            await RunAndKill(folder, after);
            await using var portal = TestPortal.Reopen(folder, s_at + IssueInvoices.Lease + TimeSpan.FromSeconds(30));
            caughtAtWork += await IsUnfinished(portal) ? 1 : 0;

            await portal.IssuesInvoices();

            await HoldsTheContract(portal, $"seed {seed}, kill {kill} after {after.TotalMilliseconds:0} ms");
        }

        output.WriteLine($"{caughtAtWork} of {Kills} kills left an unfinished run");
        Assert.NotEqual(0, caughtAtWork);
    }

    private static async Task Seed(TestPortal portal)
    {
        var plan = await portal.HasPlan(taxBasisPoints: 500);
        await using var db = portal.OpenDb();
        db.AddRange(Enumerable.Range(1, Subscribers).Select(i => new Subscriber($"C-{i:D4}", $"Subscriber {i}", $"88017{i:D8}", s_due[0], plan)));
        await db.SaveChangesAsync(Cancellation);
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", Cancellation);
    }

    private static string Copy(TestPortal given)
    {
        var folder = Directory.CreateTempSubdirectory("ispdigital-kill-").FullName;
        File.Copy(Path.Combine(given.Folder, "ispdigital.db"), Path.Combine(folder, "ispdigital.db"));
        return folder;
    }

    /// <summary>Starts the run in a process of its own and kills it that long after it began; returns how long it was at work.</summary>
    private static async Task<TimeSpan> RunAndKill(string folder, TimeSpan after)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "IspDigital.Benchmarks.dll"), "bill-once", "--folder", folder, "--at", s_at.ToString("O", CultureInfo.InvariantCulture) },
            RedirectStandardOutput = true,
        })!;
        Assert.Equal("ready", await process.StandardOutput.ReadLineAsync(Cancellation));
        var watch = Stopwatch.StartNew();
        if (after == TimeSpan.MaxValue)
        {
            Assert.Equal(nameof(IssueOutcome.Completed), await process.StandardOutput.ReadLineAsync(Cancellation));
        }
        else
        {
            await Task.WhenAny(process.WaitForExitAsync(Cancellation), Task.Delay(after, TimeProvider.System, Cancellation));
        }
        var took = watch.Elapsed;
        process.Kill();
        await process.WaitForExitAsync(Cancellation);
        return took;
    }

    private static async Task<bool> IsUnfinished(TestPortal portal)
    {
        await using var db = portal.OpenDb();
        return await db.BillingRuns.AnyAsync(r => r.State == BillingRunState.Running && r.Processed > 0, Cancellation);
    }

    private static async Task HoldsTheContract(TestPortal portal, string moment)
    {
        await using var db = portal.OpenDb();
        var issued = await db.Invoices.GroupBy(i => i.PeriodStart).Select(g => new { g.Key, People = g.Select(i => i.SubscriberId).Distinct().Count(), Count = g.Count() })
            .OrderBy(g => g.Key).ToListAsync(Cancellation);
        Assert.True(
            issued.Select(i => (i.Key, i.People, i.Count)).SequenceEqual(s_due.Select(day => (day, Subscribers, Subscribers))),
            $"{moment}: {string.Join("; ", issued)}");
        Assert.All(await db.BillingRuns.ToListAsync(Cancellation), run => Assert.Equal(BillingRunState.Completed, run.State));
        Assert.Equal(Subscribers * s_due.Length, await db.AuditEntries.CountAsync(e => e.Action == Core.Audit.AuditAction.InvoiceIssued, Cancellation));
        Assert.Equal("ok", (await db.Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync(Cancellation)).Single());
        await Invariants.Hold(db, Cancellation);
    }
}
