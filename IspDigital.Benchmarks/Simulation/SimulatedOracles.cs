using IspDigital.Benchmarks.Simulation.Messages;
using IspDigital.Benchmarks.Simulation.Payments;
using IspDigital.Benchmarks.Simulation.Routers;
using IspDigital.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Benchmarks.Simulation;

/// <summary>When which oracle is asked: after each month in the middle of everything that fails, and in the end, when all of it was put right and given time.</summary>
internal sealed class SimulatedOracles(SimulatedWorld world)
{
    private static readonly TimeSpan s_time = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan s_turn = TimeSpan.FromMinutes(15);
    private long _lastEntry;

    /// <summary>What does not hold of lines once access was decided for the day.</summary>
    public async Task<IReadOnlyList<string>> AfterAccess()
    {
        await using var db = world.Portal.OpenDb();
        IReadOnlyList<string> broken = [.. await AccessOracle.Broken(db, world.Day, _lastEntry), .. await RouterOracle.Broken(db, world.Routers, world.Wall.Now)];
        _lastEntry = await db.AuditEntries.MaxAsync(e => e.Id);
        return broken;
    }

    /// <summary>What does not hold after a month. What marks are left is decided first; routers that fail go on failing.</summary>
    public async Task<IReadOnlyList<string>> AfterMonth(SimulatedJobs jobs)
    {
        await jobs.Decide();
        IReadOnlyList<string> unseen = [];
        if (world.Routers.AreWell)
        {
            unseen = await world.Routers.PutRight();
        }
        return [.. unseen, .. await Always()];
    }

    /// <summary>What does not hold once the clock was put right again and the jobs have run by it.</summary>
    public async Task<IReadOnlyList<string>> AfterStep(TimeSpan leap)
    {
        await using var db = world.Portal.OpenDb();
        return
        [
            .. (await AccessOracle.Broken(db, world.Day, _lastEntry)).Concat(await RouterOracle.Broken(db, world.Routers, world.Wall.Now))
                .Concat(await MessageOracle.Broken(db, world)).Concat(await LateFeeOracle.Broken(db, world.Day)).Select(b => $"after a step of {leap}: {b}"),
        ];
    }

    /// <summary>What does not hold once nothing fails any more: on a day on which cuts are made, everything is decided, approved and done.</summary>
    public async Task<IReadOnlyList<string>> AtTheEnd(SimulatedJobs jobs)
    {
        world.IsCalm = true;
        world.Routers.Heal();
        world.Gateways.Heal();
        List<string> broken = [.. await world.Routers.PutRight()];
        for (var days = 0; days < 2 || world.Day.AddDays(-1).DayOfWeek == DayOfWeek.Friday; days++)
        {
            world.GoTo(11, 30);
            await jobs.Bill();
            await jobs.Access(isApproved: true);
            RouterPass.Serve(world, s_time);
            broken.AddRange(await world.Routers.PutRight());
            RouterPass.Serve(world, s_time);
            await Settle(jobs);
            if (days > 0)
            {
                broken.AddRange(await Always());
            }
            world.Day = world.Day.AddDays(1);
        }
        world.Day = world.Day.AddDays(-1);
        await using var db = world.Portal.OpenDb();
        var must = await AccessOracle.Must(db, world.Day);
        var states = await db.DesiredStates.AsNoTracking().ToDictionaryAsync(d => d.SubscriberId, d => d.Online);
        broken.AddRange(must.Where(m => m.Value is null && states.GetValueOrDefault(m.Key, true)).Select(m => $"subscriber {m.Key} owes beyond grace and is still on"));
        broken.AddRange(await RouterOracle.Unfinished(db, world.Routers));
        broken.AddRange(await MessageOracle.Unfinished(db));
        return broken;
    }

    /// <summary>Messages get their time: retries, and what a process left behind when it was gone. Quiet hours begin at eight in the evening.</summary>
    private async Task Settle(SimulatedJobs jobs)
    {
        for (world.GoTo(12, 0); world.Wall.TimeOfDay < new TimeOnly(19, 50); world.Clock.GoTo(world.Clock.Right + s_turn))
        {
            await jobs.Plan();
            await jobs.Send();
        }
    }

    /// <summary>What must hold whatever happened.</summary>
    private async Task<IReadOnlyList<string>> Always()
    {
        await using var db = world.Portal.OpenDb();
        List<string> broken =
        [
            .. await BooksOracle.Broken(db), .. await world.Notices.Broken(db), .. await LateFeeOracle.Broken(db, world.Day), .. await ServiceDaysOracle.Broken(db, world.Day), .. await AccessOracle.Broken(db, world.Day, _lastEntry),
            .. await RouterOracle.Broken(db, world.Routers, world.Wall.Now), .. await MessageOracle.Broken(db, world), .. await Integrity(db), .. world.Process.Stumbles,
        ];
        _lastEntry = await db.AuditEntries.MaxAsync(e => e.Id);
        return broken;
    }

    private static async Task<IEnumerable<string>> Integrity(IspDbContext db) =>
    [
        .. (await db.Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync()).Where(line => line != "ok"),
        .. await db.Database.SqlQueryRaw<string>("SELECT \"table\" || ' ' || rowid || ' names a row of ' || parent || ' that is not there' AS Value FROM pragma_foreign_key_check").ToListAsync(),
    ];
}
