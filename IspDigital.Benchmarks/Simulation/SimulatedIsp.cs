using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Benchmarks.Simulation;

/// <summary>What became of a simulated world.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Broken">What does not hold; empty when all does.</param>
/// <param name="Digest">A hash of documents, books, messages, access and what the routers hold: equal for equal worlds.</param>
/// <param name="Counts">How much there was of everything.</param>
public sealed record SimulatedOutcome(int Seed, IReadOnlyList<string> Broken, string Digest, SimulatedCounts Counts);

/// <summary>How much there was of everything.</summary>
/// <param name="Invoices">Documents that were issued.</param>
/// <param name="Deeds">Things that people did.</param>
/// <param name="Cuts">Lines that were cut for money.</param>
/// <param name="Messages">Messages that a provider took.</param>
/// <param name="Faults">Times that something outside failed, or the process was stopped.</param>
/// <param name="Restarts">Processes that began over what another left.</param>
public readonly record struct SimulatedCounts(int Invoices, int Deeds, int Cuts, int Messages, int Faults, int Restarts)
{
    /// <summary>Both together.</summary>
    public static SimulatedCounts operator +(SimulatedCounts one, SimulatedCounts other) => new(
        one.Invoices + other.Invoices, one.Deeds + other.Deeds, one.Cuts + other.Cuts, one.Messages + other.Messages,
        one.Faults + other.Faults, one.Restarts + other.Restarts);
}

/// <summary>
/// A whole ISP for years under one seed: the product's own use cases on a database of its own, people who join, pause, change plans, pay late,
/// leave; routers and gateways that fail; a portal that is down for days, is stopped at any commit, and wakes at odd hours. After each month everything is
/// checked by oracles that share no code with the product.
/// </summary>
public sealed class SimulatedIsp : IAsyncDisposable
{
    private const int OracleDay = 28;
    private readonly SimulatedWorld _world;
    private readonly SimulatedLife _life;
    private readonly SimulatedDesk _desk;
    private readonly SimulatedJobs _jobs;
    private readonly SimulatedOracles _oracles;

    private SimulatedIsp(int seed)
    {
        _world = new(seed, new(2026, 1, 1));
        (_jobs, _oracles) = (new(_world), new(_world));
        (_life, _desk) = (new(_world, _jobs), new(_world, _jobs));
    }

    /// <summary>Lives through the days and tells what became of them.</summary>
    /// <param name="seed">The same seed is the same world.</param>
    /// <param name="days">How many days.</param>
    /// <param name="subscribers">How many subscribers it has.</param>
    public static async Task<SimulatedOutcome> Live(int seed, int days, int subscribers)
    {
        await using var isp = new SimulatedIsp(seed);
        try
        {
            return await isp.Live(days, subscribers);
        }
        catch (Exception error)
        {
            // Broken as well, and no reason to end the worlds beside it.
            isp._world.IsKept = true;
            return new(seed, [$"{isp._world.Day:yyyy-MM-dd}: {error}", isp._world.WhereKept], "", default);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private async Task<SimulatedOutcome> Live(int days, int subscribers)
    {
        await Begin(subscribers);
        var broken = await LiveThrough(_world.Day.AddDays(days));
        _world.IsKept = broken.Count > 0;
        await using var db = _world.Portal.OpenDb();
        return new(
            _world.Seed, [.. broken, .. _world.IsKept ? [_world.WhereKept] : Array.Empty<string>()], await SimulatedDigest.Of(_world),
            new(
                await db.Invoices.CountAsync(), _life.Deeds + _desk.Deeds, await db.Set<NonPaymentCut>().CountAsync(), _world.Gateways.Taken.Count, _world.Faults,
                _world.Process.Restarts));
    }

    private async Task Begin(int subscribers)
    {
        await using (var db = _world.Portal.OpenDb())
        {
            await db.Database.MigrateAsync();
        }
        await using var scope = _world.Portal.AsJob("Begin");
        var store = scope.ServiceProvider.GetRequiredService<IspStore>();
        await store.Write<Done>(async work =>
        {
            await SettingsRow.Store(work, new BillingSettings
            {
                ApprovalPercent = 1_000,
                ApprovalGapDays = 3_650,
                // Every other world charges for paying late.
                LateFee = _world.Seed % 2 == 0 ? LateFeeKind.Fixed : LateFeeKind.Off,
                LateFeeMinor = 50_00,
                LateFeeEachPeriod = _world.Seed % 4 == 0,
                LateFeeFrom = _world.Day,
            });
            work.Record(AuditAction.SettingsChanged, BillingSettings.Name, null);
            await _world.Routers.Add(work, scope.ServiceProvider, "R1");
            await _world.Routers.Add(work, scope.ServiceProvider, "R2");
            await _life.MakePlans(work);
            return new Done();
        });
        await _life.Join(store, _world.Day, subscribers);
    }

    private async Task<IReadOnlyList<string>> LiveThrough(DateOnly end)
    {
        for (var down = 0; _world.Day < end; _world.Day = _world.Day.AddDays(1))
        {
            if (down > 0 && --down == 0)
            {
                await _world.Process.Restart();
            }
            else if (down == 0 && _world.Fails(onceIn: 60))
            {
                down = 1 + _world.Chance.Next(10);
            }
            if (down > 0)
            {
                continue; // the power is off: nobody works, nothing runs
            }
            if (await LiveDay() is { Count: > 0 } broken || (_world.Day.Day == OracleDay && (broken = await _oracles.AfterMonth(_jobs)).Count > 0))
            {
                return [.. broken.Select(b => $"{_world.Day:yyyy-MM-dd}: {b}")];
            }
        }
        return await End();
    }

    private async Task<IReadOnlyList<string>> LiveDay()
    {
        _world.GoTo(8 + _world.Chance.Next(2), _world.Chance.Next(60));
        await _jobs.Through(_jobs.Bill);
        await _life.Day(_world.Day);
        await _desk.Day();
        await _jobs.Through(_world.Notices.DeliverAgain);
        if (_world.Chance.OnceIn(15))
        {
            await _jobs.Through(() => _life.MoveIn(_world.Day));
        }
        await _jobs.Through(_jobs.Bill);
        await _jobs.Through(_jobs.Tell);
        await OddHour();
        _world.Routers.Touch();
        _world.GoTo(11, _world.Chance.Next(60));
        var isApproved = _world.Chance.OnceIn(3);
        await _jobs.Through(() => _jobs.Access(isApproved));
        var broken = await _oracles.AfterAccess();
        await ServeRouters();
        broken = broken.Count == 0 && _world.Fails(onceIn: 40) ? await StepClock() : broken;
        if (_world.Chance.OnceIn(2))
        {
            _world.GoTo(17 + _world.Chance.Next(5), _world.Chance.Next(60));
            await _jobs.Through(_jobs.Tell);
            await OddHour();
        }
        return broken;
    }

    /// <summary>The jobs of access run at every hour: at this one nobody may be cut for money.</summary>
    private async Task OddHour()
    {
        if (_world.Chance.OnceIn(4))
        {
            var isApproved = _world.Chance.OnceIn(3);
            await _jobs.Through(() => _jobs.Access(isApproved));
            await ServeRouters();
        }
    }

    /// <summary>The routers are served; now and then somebody pays in the middle of it.</summary>
    private async Task ServeRouters()
    {
        var payment = _world.Chance.OnceIn(3) ? await _life.Payment(_world.Day) : null;
        await _jobs.Through(() => _jobs.ServeRouters(payment is null ? null : async () =>
        {
            await _world.Notices.Deliver(payment);
            await _jobs.Decide();
        }));
    }

    /// <summary>The wall clock is moved, some hours back, a day or so on, seldom more; the jobs run by it for some minutes, and it is put right again.</summary>
    private async Task<IReadOnlyList<string>> StepClock()
    {
        var leap = _world.Chance.Next(5) switch
        {
            0 or 1 => TimeSpan.FromMinutes(-1 - _world.Chance.Next(8 * 60)),
            2 or 3 => TimeSpan.FromMinutes(1 + _world.Chance.Next(30 * 60)),
            _ => TimeSpan.FromHours(36 + _world.Chance.Next(12 * 24)),
        };
        _world.Clock.Leap = leap;
        for (var minutes = 1 + _world.Chance.Next(3); minutes > 0; minutes--)
        {
            await _jobs.Through(_jobs.Minute);
        }
        _world.Clock.Leap = TimeSpan.Zero;
        await _jobs.Through(_jobs.Minute);
        return await _oracles.AfterStep(leap);
    }

    /// <summary>The day after the last, whether or not the power was on: what was decided for it shows now.</summary>
    private async Task<IReadOnlyList<string>> End()
    {
        _world.GoTo(8, 0);
        await _jobs.Bill();
        var before = await Count();
        await _jobs.Bill();
        var after = await Count();
        return [.. await _oracles.AtTheEnd(_jobs), .. before == after ? Array.Empty<string>() : [$"{_world.Day:yyyy-MM-dd}: a second run added {after - before} documents"]];
    }

    private async Task<int> Count()
    {
        await using var db = _world.Portal.OpenDb();
        return await db.Invoices.CountAsync();
    }
}
