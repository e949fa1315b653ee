using Coravel.Scheduling.Schedule;
using Coravel.Scheduling.Schedule.Interfaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IspDigital.Core.Operations;

/// <summary>What the Operations feature registers.</summary>
public static class OperationsFeature
{
    /// <summary>Adds the schedule, its jobs and the pump that wakes them.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddSettings<JobOptions>(JobOptions.Section);
        foreach (var job in typeof(OperationsFeature).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(Job))))
        {
            services.AddScoped(job);
        }
        services.AddScoped(typeof(RecordedJob<>));
        services.AddSingleton(Schedule.Jobs);
        services.AddSingleton<JobLocks>();
        services.AddSingleton<RunEverythingDue>();
        services.AddSingleton(MakeScheduler);
        services.AddSingleton<IScheduler>(provider => provider.GetRequiredService<Scheduler>());
        services.AddHostedService<Pump>();
        return services;
    }

    private static Scheduler MakeScheduler(IServiceProvider provider)
    {
        var log = provider.GetRequiredService<ILogger<Scheduler>>();
        var scheduler = new Scheduler(provider.GetRequiredService<JobLocks>(), provider.GetRequiredService<IServiceScopeFactory>(), dispatcher: null);
        Schedule.Plan(scheduler, provider.GetRequiredService<IReadOnlyList<ScheduledJob>>());
        // A job's own failure is recorded by RecordedJob; here arrives what went wrong around it, such as a database that is away.
        scheduler.LogScheduledTaskProgress();
        scheduler.OnError(error => log.LogError(error, "A job could not be run or recorded"));
        return scheduler;
    }
}
