using IspDigital.Core.Operations;
using IspDigital.Core.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Jobs;

/// <summary>What the jobs of these tests were seen doing.</summary>
internal sealed class JobLog
{
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];

    /// <summary>Completed by the first line.</summary>
    public SemaphoreSlim Written { get; } = new(0);

    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    public void Write(string line)
    {
        lock (_lock)
        {
            _lines.Add(line);
        }
        Written.Release();
    }
}

internal sealed class TidyJob(CurrentActor actor, JobLog log) : Job(actor)
{
    private readonly CurrentActor _actor = actor;

    protected override Task Act(CancellationToken cancellation)
    {
        log.Write(_actor.Current.Name);
        return Task.CompletedTask;
    }
}

internal sealed class BrokenJob(CurrentActor actor, JobLog log) : Job(actor)
{
    protected override Task Act(CancellationToken cancellation)
    {
        log.Write("broken");
        throw new InvalidOperationException("The gateway's address is empty.");
    }
}

internal sealed class SlowJob(CurrentActor actor, JobLog log) : Job(actor)
{
    protected override async Task Act(CancellationToken cancellation)
    {
        log.Write("slow began");
        await log.Gate.Task.WaitAsync(cancellation);
        log.Write("slow ended");
    }
}

internal static class JobsUnderTest
{
    /// <summary>Puts these jobs in the place of the product's schedule.</summary>
    public static void AddSchedule(this IServiceCollection services, params Type[] jobs)
    {
        services.AddSingleton<JobLog>();
        foreach (var job in jobs)
        {
            services.AddScoped(job);
        }
        services.AddSingleton<IReadOnlyList<ScheduledJob>>([.. jobs.Select(j => new ScheduledJob(j, "* * * * *", "Only a test."))]);
    }
}
