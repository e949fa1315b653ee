using Coravel.Scheduling.Schedule.Interfaces;
using IspDigital.Core.Access;
using IspDigital.Core.Billing;
using IspDigital.Core.Subscribers;
using IspDigital.Core.Messaging;
using IspDigital.Core.Reminders;

namespace IspDigital.Core.Operations;

/// <summary>
/// Every job of the product, in reading order. Each means "do everything due by now" and so may run at any time, twice, or late;
/// what is due and what was done stands in the database, never in the scheduler.
/// </summary>
public static class Schedule
{
    private const string EveryMinute = "* * * * *";

    /// <summary>The jobs. The order is the order of a day: bill, decide, cut, bring back, remind, send.</summary>
    public static IReadOnlyList<ScheduledJob> Jobs { get; } =
    [
        Every<StartPlansJob>(EveryMinute, "Carries plan changes whose day has come into effect."),
        Every<ChargeLateFeesJob>(EveryMinute, "Charges every late fee whose day has come, where the settings ask for one."),
        Every<IssueInvoicesJob>(EveryMinute, "Issues every invoice that is started and not yet there."),
        Every<DecideAccessJob>(EveryMinute, "Decides who may be online where a wake-up was lost or a date came."),
        Every<PlanCutsJob>(EveryMinute, "Puts whose grace is over on the list of the next cut day."),
        Every<ReleaseCutsJob>(EveryMinute, "Inside the cut window, makes the cuts of the day's list that the brake lets go."),
        Every<PlanRemindersJob>(EveryMinute, "Decides every reminder that has come by now."),
        Every<SendMessagesJob>(EveryMinute, "Sends every message that may go by now, and retries."),
    ];

    /// <summary>Tells the scheduler: each job on a worker of its own, so that a slow one delays no other, and never twice at a time.</summary>
    public static void Plan(IScheduler scheduler, IEnumerable<ScheduledJob> jobs)
    {
        foreach (var job in jobs)
        {
            scheduler.OnWorker(job.Name).ScheduleInvocableType(job.Invocable).Cron(job.Cron).PreventOverlapping(job.Name);
        }
    }

    private static ScheduledJob Every<TJob>(string cron, string does)
        where TJob : Job => new(typeof(TJob), cron, does);
}

/// <summary>One line of the schedule.</summary>
/// <param name="Job">The class.</param>
/// <param name="Cron">When it is woken, in minutes that the pump counts from its start (docs/decisions/0011).</param>
/// <param name="Does">What it does, for docs/operations.md.</param>
public sealed record ScheduledJob(Type Job, string Cron, string Does)
{
    /// <summary>The job's name: its class without the ending.</summary>
    public string Name => Operations.Job.NameOf(Job);

    /// <summary>What the scheduler resolves and calls.</summary>
    public Type Invocable => typeof(RecordedJob<>).MakeGenericType(Job);
}
