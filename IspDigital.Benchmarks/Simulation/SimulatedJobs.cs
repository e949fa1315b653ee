using IspDigital.Benchmarks.Simulation.Routers;
using IspDigital.Core.Access;
using IspDigital.Core.Billing;
using IspDigital.Core.Messaging;
using IspDigital.Core.Reminders;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Benchmarks.Simulation;

/// <summary>The jobs of the schedule, woken at moments of a simulated day; now and then the process is stopped in the middle of them.</summary>
internal sealed class SimulatedJobs(SimulatedWorld world)
{
    private static readonly TimeSpan s_restart = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_doubt = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_pass = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan s_longPass = TimeSpan.FromMinutes(4);

    /// <summary>
    /// Does something that may be done again. Now and then the process is stopped after some commit of it; then another process begins, and it is done
    /// once more.
    /// </summary>
    public async Task Through(Func<Task> work)
    {
        if (world.Fails(onceIn: 30))
        {
            world.Process.StopAfter(1 + world.Chance.Next(world.Chance.OnceIn(2) ? 3 : 20));
        }
        while (true)
        {
            try
            {
                await work();
            }
            catch (ProcessStoppedException)
            {
                // Gone in the middle.
            }
            if (!world.Process.IsGone)
            {
                world.Process.GoOn();
                return;
            }
            world.Clock.GoTo(world.Clock.Right + s_restart); // longer than the lease of a run
            await world.Process.Restart();
        }
    }

    /// <summary>Issues what is due; sometimes stopped after a few batches and taken up again, as by a restart.</summary>
    public async Task Bill()
    {
        await ChargeLateFees();
        using var stop = new CancellationTokenSource();
        if (world.Chance.OnceIn(10))
        {
            world.Process.CancelAfter(1 + world.Chance.Next(4), stop);
        }
        try
        {
            await Issue(batchSizeMax: 25, isApproved: true, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Issue(batchSizeMax: null, isApproved: true, CancellationToken.None);
        }
        finally
        {
            world.Process.GoOn();
        }
    }

    private async Task ChargeLateFees()
    {
        await using var scope = world.Portal.AsJob("ChargeLateFees");
        await scope.ServiceProvider.GetRequiredService<ChargeLateFees>().Run(new());
    }

    /// <summary>Issues what is due.</summary>
    public async Task Issue(int? batchSizeMax, bool isApproved, CancellationToken cancellation)
    {
        await using var scope = world.Portal.AsJob("IssueInvoices");
        var result = await scope.ServiceProvider.GetRequiredService<IssueInvoices>().Run(new(Approve: isApproved, BatchSizeMax: batchSizeMax), cancellation);
        if (!result.IsOk || !(result.Value.Outcome is IssueOutcome.Completed or IssueOutcome.NothingDue || (!isApproved && result.Value.Outcome == IssueOutcome.AwaitingApproval)))
        {
            throw new InvalidOperationException($"Seed {world.Seed}, {world.Day:yyyy-MM-dd}: the run ended {(result.IsOk ? result.Value.Outcome : result.Error)}.");
        }
    }

    /// <summary>Decides, plans and makes cuts; <paramref name="isApproved"/> where somebody looks at what the brake holds, and lets it go.</summary>
    public async Task Access(bool isApproved)
    {
        await using var scope = world.Portal.AsJob("Access");
        await scope.ServiceProvider.GetRequiredService<StartPlans>().Run(new());
        await scope.ServiceProvider.GetRequiredService<SweepAccess>().Run(new());
        await scope.ServiceProvider.GetRequiredService<PlanCuts>().Run(new());
        if (isApproved)
        {
            await Approve(scope.ServiceProvider);
        }
        await scope.ServiceProvider.GetRequiredService<ReleaseCuts>().Run(new());
        await Decide();
    }

    /// <summary>Decides whom a commit marked, as right after it.</summary>
    public async Task Decide()
    {
        await using var scope = world.Portal.AsJob("DecideAccess");
        await scope.ServiceProvider.GetRequiredService<DecideAccess>().Run(new());
    }

    /// <summary>The workers serve the routers, mostly for half a minute; a deed may come in the middle.</summary>
    public Task ServeRouters(Func<Task>? meanwhile = null)
    {
        world.Routers.Befall();
        RouterPass.Serve(world, world.Chance.OnceIn(8) ? s_longPass : s_pass, meanwhile);
        return Task.CompletedTask;
    }

    /// <summary>A minute on, every job as the schedule wakes it; nobody looks at what is held.</summary>
    public async Task Minute()
    {
        world.Clock.GoTo(world.Clock.Right + TimeSpan.FromMinutes(1));
        await ChargeLateFees();
        await Issue(batchSizeMax: null, isApproved: false, CancellationToken.None);
        await Access(isApproved: false);
        await Plan();
        await Send();
        await ServeRouters();
    }

    /// <summary>Plans what reminders have come, and sends; what is to be tried again gets its turn some minutes later.</summary>
    public async Task Tell()
    {
        world.Gateways.Befall();
        await Plan();
        for (var turns = 1 + world.Chance.Next(3); turns > 0; turns--)
        {
            await Send();
            world.Clock.GoTo(world.Clock.Right + TimeSpan.FromSeconds(30 + world.Chance.Next(600)));
        }
    }

    /// <summary>Decides what reminders have come.</summary>
    public async Task Plan()
    {
        await using var planner = world.Portal.AsJob("PlanReminders");
        await planner.ServiceProvider.GetRequiredService<PlanReminders>().Run(new());
        // A process that began while the wall was behind doubts it for an hour once it is right.
        if (world.Clock.Leap == TimeSpan.Zero && world.Clock.Right - world.Clock.MovedAt > s_doubt)
        {
            await using var db = world.Portal.OpenDb();
            world.Looks.Add(new(world.Wall.Now, await db.RemindersSent.MaxAsync(r => (long?)r.Id) ?? 0, await db.Invoices.MaxAsync(i => (long?)i.Id) ?? 0));
        }
    }

    /// <summary>Sends what may go now.</summary>
    public async Task Send()
    {
        await using var sender = world.Portal.AsJob("SendMessages");
        await sender.ServiceProvider.GetRequiredService<SendMessages>().Run(new());
    }

    private async Task Approve(IServiceProvider services)
    {
        await using var db = world.Portal.OpenDb();
        if (await db.CutBatches.AsNoTracking().Where(b => b.HeldSince != null && b.UndoneAt == null).OrderByDescending(b => b.Id).FirstOrDefaultAsync() is { } held)
        {
            var cuts = await db.PlannedCuts.CountAsync(c => c.BatchId == held.Id && c.State == CutState.Planned);
            await services.GetRequiredService<ApproveCuts>().Run(new(held.Id, cuts));
        }
    }
}
