using System.Diagnostics;
using System.Globalization;
using IspDigital.Core.Billing;
using IspDigital.Core.Subscribers;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Tests.Proofs;

/// <summary>R1: a process that bills is killed (SIGKILL) at random moments; another one finishes its run within a minute of its start.</summary>
public abstract class KillSpecification(ITestOutputHelper output)
{
    private const int BatchCount = 40;
    private static readonly int s_subscribers = ProofSize.Of(2_000, 10_000);
    private static readonly DateTimeOffset s_at = new(2026, 3, 1, 4, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan s_resumedWithin = TimeSpan.FromSeconds(60);
    private static readonly DateOnly s_due = new(2026, 3, 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>How the database is called in the record.</summary>
    protected abstract string Name { get; }

    /// <summary>How often.</summary>
    protected abstract int Kills { get; }

    /// <summary>A portal on an empty database of the provider.</summary>
    protected abstract Task<TestPortal> Start();

    [Fact]
    public async Task BillingRun_KilledAtAnyMoment_IsFinishedByTheNextProcessWithoutGapOrDouble()
    {
        await using var given = await Start();
        given.Clock.SetUtcNow(s_at);
        await Seed(given);

        await Parallel.ForAsync(0, Kills, ProofSize.SideBySide, async (kill, _) =>
        {
            var chance = ProofSize.ChanceOf(kill);
            await using var portal = await given.Copy();
            var moment = $"seed {ProofSize.Seed}, kill {kill}: {await RunAndKill(portal, chance.Next(1, BatchCount + 1), chance.NextDouble())}";
            var killedAt = await LastSignOfLife(portal);
            Assert.True(killedAt is not null, $"{moment}: the run had ended");

            portal.Clock.SetUtcNow(killedAt.Value);
            var atOnce = (await portal.IssuesInvoices()).Outcome;
            portal.Clock.Advance(s_resumedWithin);
            var resumed = (await portal.IssuesInvoices()).Outcome;

            Assert.True((atOnce, resumed) == (IssueOutcome.BusyElsewhere, IssueOutcome.Completed), $"{moment}: {atOnce} at once, {resumed} after a minute");
            await HoldsTheContract(portal, moment);
        });

        output.WriteLine(ProofSize.Line("R1", $"{Kills} kills over {s_subscribers} subscribers on {Name}, 0 double, 0 missing, 0 unbalanced, numbers without gaps, resumed within 60 s"));
    }

    private static async Task Seed(TestPortal portal)
    {
        var plan = await portal.HasPlan(taxBasisPoints: 500);
        await using var db = portal.OpenDb();
        db.AddRange(Enumerable.Range(1, s_subscribers).Select(i => new Subscriber($"C-{i:D5}", $"Subscriber {i}", $"88017{i:D8}", s_due, plan)));
        await db.SaveChangesAsync(Cancellation);
    }

    /// <summary>
    /// Starts the run in a process of its own, lets it commit that many steps, and kills it within the next one, that share of
    /// the last one's time after it began. The process stops after each step, so that it cannot run away from a slow test.
    /// </summary>
    private static async Task<string> RunAndKill(TestPortal portal, int steps, double share)
    {
        await using var process = BillingProcess.Start(
            portal, null, "bill-once", "--at", s_at.ToString("O", CultureInfo.InvariantCulture),
            "--batch", (s_subscribers / BatchCount).ToString(CultureInfo.InvariantCulture));
        Assert.Equal("ready", await process.Answer());
        var lastStep = TimeSpan.Zero;
        for (var step = 0; step < steps; step++)
        {
            var watch = Stopwatch.StartNew();
            Assert.Equal("committed", await process.Ask(""));
            lastStep = watch.Elapsed;
        }
        await process.Tell("");
        await Task.Delay(lastStep * share, TimeProvider.System, Cancellation);
        await process.Kill();
        return $"{lastStep.TotalMilliseconds * share:0} ms after step {steps}";
    }

    /// <summary>When the killed process last renewed its lease, by its own clock; null where its run had ended.</summary>
    private static async Task<DateTimeOffset?> LastSignOfLife(TestPortal portal)
    {
        await using var db = portal.OpenDb();
        var run = await db.BillingRuns.SingleAsync(Cancellation);
        return run.State == BillingRunState.Running ? run.LeaseUntil - IssueInvoices.Lease : null;
    }

    private static async Task HoldsTheContract(TestPortal portal, string moment)
    {
        await using var db = portal.OpenDb();
        await Contract.OneInvoiceEach(db, s_due, s_subscribers, moment);
        Assert.Equal(s_subscribers, await db.AuditEntries.CountAsync(e => e.Action == Core.Audit.AuditAction.InvoiceIssued, Cancellation));
        await Contract.IsWhole(db, moment);
    }
}

[Trait("On", "Sqlite")]
public sealed class SqliteKillTests(ITestOutputHelper output) : KillSpecification(output)
{
    protected override string Name => "SQLite";

    protected override int Kills => ProofSize.Of(10, 200);

    protected override Task<TestPortal> Start() => Task.FromResult(TestPortal.Start());
}

[Trait("On", "Postgres")]
public sealed class PostgresKillTests(ITestOutputHelper output) : KillSpecification(output)
{
    protected override string Name => "PostgreSQL";

    protected override int Kills => ProofSize.Of(4, 50);

    protected override Task<TestPortal> Start() => TestPortal.StartPostgres();
}
