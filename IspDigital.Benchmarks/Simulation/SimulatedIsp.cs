using System.Security.Cryptography;
using System.Text;
using IspDigital.Core.Access;
using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Routers;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Benchmarks.Simulation;

/// <summary>What became of a simulated world.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Broken">What does not hold; empty when all does.</param>
/// <param name="Digest">A hash of all invoices, lines and journal lines: equal for equal worlds.</param>
/// <param name="Invoices">How many documents were issued.</param>
/// <param name="Deeds">How many things people did.</param>
/// <param name="Cuts">How many lines were cut for money.</param>
public sealed record SimulatedOutcome(int Seed, IReadOnlyList<string> Broken, string Digest, int Invoices, int Deeds, int Cuts);

/// <summary>
/// A whole ISP for years under one seed: the product's own use cases on a database of its own, people who join, pause, change plans, pay late,
/// leave; a portal that is down for days, is stopped in the middle of runs, and wakes at odd hours. After each month the books and the days of
/// service are checked by oracles that share no code with the calculation.
/// </summary>
public sealed class SimulatedIsp : IAsyncDisposable
{
    private const string InMemory = "/dev/shm";
    private static int s_worlds;
    private static readonly TimeZoneInfo s_dhaka = TimeZoneInfo.FindSystemTimeZoneById("Asia/Dhaka");
    private readonly SeededChance _chance;
    private readonly SimulatedClock _clock;
    private readonly BenchPortal _portal;
    private readonly SimulatedLife _life;
    private readonly StoppingFeed _feed = new();
    private readonly string _folder;
    private DateOnly _day = new(2026, 1, 1);
    private bool _isKept;

    private SimulatedIsp(int seed)
    {
        Seed = seed;
        _chance = new(seed);
        _clock = new(InstantOf(_day, 0, 30));
        // In memory where that is possible: a world is stopped between commits, never in the middle of one, so no disk has to hold it.
        _folder = Directory.CreateDirectory(Path.Combine(
            Directory.Exists(InMemory) ? InMemory : Path.GetTempPath(), $"ispdigital-simulation-{Environment.ProcessId}-{Interlocked.Increment(ref s_worlds)}")).FullName;
        _portal = new BenchPortal(_folder, _clock, services =>
        {
            services.AddSingleton<IIdGenerator>(_chance);
            services.AddSingleton<IRandomSource>(_chance);
            services.AddSingleton<IChangeFeed>(_feed);
        });
        _life = new(_portal, _chance);
    }

    /// <summary>The seed.</summary>
    public int Seed { get; }

    /// <summary>Lives through the days and tells what became of them.</summary>
    /// <param name="seed">The same seed is the same world.</param>
    /// <param name="days">How many days.</param>
    /// <param name="subscribers">How many subscribers it has.</param>
    public static async Task<SimulatedOutcome> Live(int seed, int days, int subscribers)
    {
        await using var isp = new SimulatedIsp(seed);
        await isp.Begin(subscribers);
        var broken = await isp.LiveThrough(isp._day.AddDays(days));
        isp._isKept = broken.Count > 0;
        await using var db = isp._portal.OpenDb();
        return new(seed, [.. broken, .. isp._isKept ? [$"Its database is kept in {isp._folder}."] : Array.Empty<string>()], await Digest(db), await db.Invoices.CountAsync(), isp._life.Deeds, await db.Set<NonPaymentCut>().CountAsync());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        if (!_isKept)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task Begin(int subscribers)
    {
        await using (var db = _portal.OpenDb())
        {
            await db.Database.MigrateAsync();
        }
        await using var scope = _portal.AsJob("Begin");
        var store = scope.ServiceProvider.GetRequiredService<IspStore>();
        await store.Write<Done>(async work =>
        {
            await SettingsRow.Store(work, new BillingSettings { ApprovalPercent = 1_000, ApprovalGapDays = 3_650 });
            var router = new Router("R1");
            work.Db.Add(router);
            work.Record(AuditAction.SettingsChanged, BillingSettings.Name, null);
            await work.Save();
            await _life.MakePlans(work);
            return new Done();
        });
        await _life.Join(store, _day, subscribers);
    }

    private async Task<IReadOnlyList<string>> LiveThrough(DateOnly end)
    {
        for (var down = 0; _day < end; _day = _day.AddDays(1))
        {
            down = down > 0 ? down - 1 : _chance.OnceIn(60) ? 1 + _chance.Next(10) : 0;
            if (down > 0)
            {
                continue; // the power is off: nobody works, nothing runs
            }
            _clock.GoTo(InstantOf(_day, 8 + _chance.Next(2), _chance.Next(60)));
            await Run();
            await _life.Day(_day);
            await Run();
            _clock.GoTo(InstantOf(_day, 11, _chance.Next(60)));
            await Access();
            if (_day.Day == 28 && await Broken() is { Count: > 0 } broken)
            {
                return [.. broken.Select(b => $"{_day:yyyy-MM-dd}: {b}")];
            }
        }
        // The day after the last, whether or not the power was on: what was decided for it shows now.
        _clock.GoTo(InstantOf(_day, 8, 0));
        await Run();
        var before = await Count();
        await Run();
        var after = await Count();
        return [.. await Broken(), .. before == after ? Array.Empty<string>() : [$"{_day:yyyy-MM-dd}: a second run added {after - before} documents"]];
    }

    /// <summary>Issues what is due; sometimes stopped after a few batches and taken up again, as by a restart.</summary>
    private async Task Run()
    {
        using var stop = new CancellationTokenSource();
        if (_chance.OnceIn(10))
        {
            _feed.StopAfter(1 + _chance.Next(4), stop);
        }
        try
        {
            await Issue(batchSizeMax: 25, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Issue(batchSizeMax: null, CancellationToken.None);
        }
        finally
        {
            _feed.GoOn();
        }
    }

    private async Task Issue(int? batchSizeMax, CancellationToken cancellation)
    {
        await using var scope = _portal.AsJob("IssueInvoices");
        var result = await scope.ServiceProvider.GetRequiredService<IssueInvoices>().Run(new(Approve: true, BatchSizeMax: batchSizeMax), cancellation);
        if (!result.IsOk || result.Value.Outcome is not (IssueOutcome.Completed or IssueOutcome.NothingDue))
        {
            throw new InvalidOperationException($"Seed {Seed}, {_day:yyyy-MM-dd}: the run ended {(result.IsOk ? result.Value.Outcome : result.Error)}.");
        }
    }

    private async Task Access()
    {
        await using var scope = _portal.AsJob("Access");
        await scope.ServiceProvider.GetRequiredService<StartPlans>().Run(new());
        await scope.ServiceProvider.GetRequiredService<SweepAccess>().Run(new());
        await scope.ServiceProvider.GetRequiredService<PlanCuts>().Run(new());
        if (_chance.OnceIn(3))
        {
            await Approve(scope.ServiceProvider);
        }
        await scope.ServiceProvider.GetRequiredService<ReleaseCuts>().Run(new());
        await scope.ServiceProvider.GetRequiredService<DecideAccess>().Run(new());
    }

    /// <summary>Somebody looks at the list that the brake holds, and lets it go.</summary>
    private async Task Approve(IServiceProvider services)
    {
        await using var db = _portal.OpenDb();
        if (await db.CutBatches.AsNoTracking().Where(b => b.HeldSince != null && b.UndoneAt == null).OrderByDescending(b => b.Id).FirstOrDefaultAsync() is { } held)
        {
            var cuts = await db.PlannedCuts.CountAsync(c => c.BatchId == held.Id && c.State == CutState.Planned);
            await services.GetRequiredService<ApproveCuts>().Run(new(held.Id, cuts));
        }
    }

    private async Task<int> Count()
    {
        await using var db = _portal.OpenDb();
        return await db.Invoices.CountAsync();
    }

    private async Task<IReadOnlyList<string>> Broken()
    {
        await using var db = _portal.OpenDb();
        return [.. await BooksOracle.Broken(db), .. await ServiceDaysOracle.Broken(db, _day)];
    }

    private static async Task<string> Digest(IspDbContext db)
    {
        var text = new StringBuilder();
        foreach (var invoice in await db.Invoices.AsNoTracking().Include(i => i.Lines).OrderBy(i => i.Id).ToListAsync())
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{invoice.Number}|{invoice.SubscriberId}|{invoice.IssueDate:O}|{invoice.Total}|{invoice.Paid}|{invoice.Status}|{invoice.IssuedAt:O}\n");
            foreach (var line in invoice.Lines)
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $" {line.Kind}|{line.From:O}|{line.To:O}|{line.Net}|{line.Tax}|{line.Cause}\n");
            }
        }
        foreach (var line in await db.JournalLines.AsNoTracking().OrderBy(l => l.Id).ToListAsync())
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{line.EntryId}|{line.SubscriberId}|{line.Account}|{line.Amount}\n");
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static DateTimeOffset InstantOf(DateOnly day, int hour, int minute) =>
        new BusinessDay(DateTimeOffset.UnixEpoch, s_dhaka).InstantOf(day, new TimeOnly(hour, minute));

    /// <summary>Tells nobody; can stop the process's work after so many commits of a run.</summary>
    private sealed class StoppingFeed : IChangeFeed
    {
        private readonly ChangeFeed _inner = new();
        private CancellationTokenSource? _stop;
        private int _left;

        public long Version => _inner.Version;

        public void StopAfter(int commits, CancellationTokenSource stop) => (_left, _stop) = (commits, stop);

        public void GoOn() => _stop = null;

        public void Publish(IReadOnlyCollection<Change> changes)
        {
            _inner.Publish(changes);
            if (_stop is not null && changes.Any(c => c.Kind == ChangeKind.BillingRun) && --_left == 0)
            {
                _stop.Cancel();
            }
        }

        public ChangeWatch Watch(params ReadOnlySpan<ChangeKind> kinds) => _inner.Watch(kinds);
    }
}
