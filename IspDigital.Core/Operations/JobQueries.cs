using IspDigital.Core.Data;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Operations;

/// <summary>The jobs page: what is scheduled, what runs, how it went last.</summary>
public sealed class JobQueries(IspStore store, JobLocks locks, IReadOnlyList<ScheduledJob> jobs)
{
    /// <summary>Every job of the schedule, in its order.</summary>
    /// <exception cref="NotPermittedException">The actor may not see the dashboard.</exception>
    public async Task<IReadOnlyList<JobLine>> List(CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewDashboard, cancellation);
        var runs = await db.JobRuns.ToDictionaryAsync(r => r.Name, cancellation);
        return [.. jobs.Select(j => new JobLine(j.Name, locks.IsHeld(j.Name), runs.GetValueOrDefault(j.Name)))];
    }
}

/// <summary>One job on the jobs page.</summary>
/// <param name="Name">The job; what it does stands in the resources under <c>Job.{Name}</c>.</param>
/// <param name="IsRunning">Whether a run is under way in this process.</param>
/// <param name="Last">Its last run; null before the first.</param>
public sealed record JobLine(string Name, bool IsRunning, JobRun? Last);
