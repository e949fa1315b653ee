using System.Globalization;
using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Tests.Proofs;

/// <summary>R3: the same run started by two and by four processes at once, again and again: one winner, nothing twice.</summary>
public abstract class RaceSpecification(ITestOutputHelper output)
{
    private const int Subscribers = 12;
    private const int BatchSize = 4;
    private static readonly DateOnly s_first = new(2026, 1, 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>How the database is called in the record.</summary>
    protected abstract string Name { get; }

    /// <summary>A portal on an empty database of the provider.</summary>
    protected abstract Task<TestPortal> Start();

    [Fact]
    public async Task BillingRun_StartedByTwoAndByFourProcessesAtOnce_HasOneWinnerEachTime()
    {
        var rounds = ProofSize.Of(40, 1_000);
        await using var portal = await Start();
        await SeedDaily(portal);
        var processes = Enumerable.Range(0, 4).Select(_ => BillingProcess.Start(portal, null, "bill-on-call")).ToList();
        try
        {
            for (var round = 0; round < rounds; round++)
            {
                var at = new DateTimeOffset(s_first.AddDays(round), new TimeOnly(4, 0), TimeSpan.Zero);
                var outcomes = await Race([.. processes.Take(round % 2 == 0 ? 2 : 4)], at, ProofSize.ChanceOf(round));
                Assert.True(
                    outcomes.Count(o => o == nameof(IssueOutcome.Completed)) == 1
                        && outcomes.All(o => o is nameof(IssueOutcome.Completed) or nameof(IssueOutcome.BusyElsewhere) or nameof(IssueOutcome.NothingDue)),
                    $"seed {ProofSize.Seed}, round {round}: {string.Join(", ", outcomes)}");
            }
        }
        finally
        {
            foreach (var process in processes)
            {
                await process.DisposeAsync();
            }
        }

        await HoldsTheContract(portal, rounds);
        output.WriteLine(ProofSize.Line("R3", $"{rounds} races of 2 and 4 processes on {Name}, {rounds} times 1 winner, 0 duplicates"));
    }

    [Fact]
    public async Task BillingRun_WithoutLeaseLockOrRead_IsKeptToOneByTheUniqueIndexAlone()
    {
        var rounds = ProofSize.Of(100, 1_000);
        await using var portal = await Start();
        await SeedDaily(portal);
        for (var round = 0; round < rounds; round++)
        {
            var day = s_first.AddDays(round);
            using var start = new Barrier(round % 2 == 0 ? 2 : 4);
            var written = await Task.WhenAll(Enumerable.Range(0, start.ParticipantCount).Select(_ => Task.Run(() => WriteBlindly(portal, day, start), Cancellation)));
            Assert.True(written.Count(w => w) == 1, $"seed {ProofSize.Seed}, round {round}: {written.Count(w => w)} wrote");
        }

        await using var db = portal.OpenDb();
        Assert.Equal(rounds * Subscribers, await db.Invoices.CountAsync(Cancellation));
        await Contract.IsWhole(db, Name);
        output.WriteLine(ProofSize.Line("R3", $"{rounds} races without any lock on {Name}, the unique index let 1 through each time"));
    }

    [Fact]
    public async Task BillingRun_WithoutTheUniqueIndexEither_WouldBillTwice()
    {
        await using var portal = await Start();
        await SeedDaily(portal);
        await using (var db = portal.OpenDb())
        {
            await db.Database.ExecuteSqlRawAsync("DROP INDEX \"IX_Invoices_SubscriberId_PeriodStart\"", Cancellation);
        }
        using var start = new Barrier(2);

        var written = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => WriteBlindly(portal, s_first, start), Cancellation)));

        Assert.Equal([true, true], written); // so it is the index, and nothing else, that the race above was won by
    }

    /// <summary>All at once: each is told to get ready, and then all are let go within the same moment, give or take some microseconds.</summary>
    private static async Task<string[]> Race(IReadOnlyList<BillingProcess> processes, DateTimeOffset at, Random chance)
    {
        foreach (var process in processes)
        {
            Assert.Equal("ready", await process.Ask(string.Create(CultureInfo.InvariantCulture, $"bill {at:O} {BatchSize}")));
        }
        foreach (var process in processes)
        {
            await process.Tell("");
            Thread.SpinWait(chance.Next(20_000));
        }
        return await Task.WhenAll(processes.Select(p => p.Answer()));
    }

    /// <summary>Writes the day's invoices as if nobody else could: no lease, no fencing token, no row lock, nothing read before.</summary>
    private static async Task<bool> WriteBlindly(TestPortal portal, DateOnly day, Barrier start)
    {
        await using var db = portal.OpenGuardedDb();
        start.SignalAndWait(Cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(Cancellation);
        var work = new UnitOfWork(db, Actor.Job("Race"), portal.Clock.GetUtcNow());
        try
        {
            await InvoiceBatch.Write(work, [.. Enumerable.Range(1, Subscribers).Select(id => new Issue(Draft(id, day), null))], null, day, Cancellation);
            await work.Save(Cancellation);
        }
        catch (Exception failure) when (UniqueViolation.Is(failure))
        {
            return false;
        }
        await transaction.CommitAsync(Cancellation);
        return true;
    }

    private static InvoiceDraft Draft(long subscriberId, DateOnly day)
    {
        var (days, price) = (new DateRange(day, day.AddDays(1)), Money.FromTaka(20));
        return new(subscriberId, InvoiceKind.Recurring, days, day, day.AddDays(7), day.AddDays(10),
            [new LineDraft(LineKind.Recurring, "Day", days, 1, price, price, 0, Money.Zero)]);
    }

    private static async Task SeedDaily(TestPortal portal)
    {
        await portal.HasBillingSettings(new BillingSettings { CycleUnit = CycleUnit.Day, CycleCount = 1 });
        var plan = await portal.HasPlan("Day", 20);
        for (var i = 0; i < Subscribers; i++)
        {
            await portal.HasSubscriber(plan, s_first);
        }
    }

    private async Task HoldsTheContract(TestPortal portal, int rounds)
    {
        await using var db = portal.OpenDb();
        var invoices = await db.Invoices.Select(i => new { i.SubscriberId, i.PeriodStart }).ToListAsync(Cancellation);
        Assert.Equal(rounds * Subscribers, invoices.Count);
        Assert.Equal(rounds * Subscribers, invoices.Distinct().Count());
        var runs = await db.BillingRuns.AsNoTracking().ToListAsync(Cancellation);
        Assert.Equal(rounds, runs.Count);
        Assert.All(runs, run => Assert.Equal((BillingRunState.Completed, Subscribers), (run.State, run.Issued)));
        await Contract.IsWhole(db, Name);
    }
}

[Trait("On", "Sqlite")]
public sealed class SqliteRaceTests(ITestOutputHelper output) : RaceSpecification(output)
{
    protected override string Name => "SQLite";

    protected override Task<TestPortal> Start() => Task.FromResult(TestPortal.Start());
}

[Trait("On", "Postgres")]
public sealed class PostgresRaceTests(ITestOutputHelper output) : RaceSpecification(output)
{
    protected override string Name => "PostgreSQL";

    protected override Task<TestPortal> Start() => TestPortal.StartPostgres();
}
