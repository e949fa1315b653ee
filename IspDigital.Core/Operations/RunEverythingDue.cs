using Coravel.Invocable;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Core.Operations;

/// <summary>
/// Runs every job of the schedule once, one after another in its order, each in a scope of its own, as the scheduler would.
/// For the demo's clock, for tests, and for staff who do not want to wait for the next minute.
/// </summary>
public sealed class RunEverythingDue(IServiceScopeFactory scopes, JobLocks locks, IReadOnlyList<ScheduledJob> jobs)
{
    /// <summary>Runs them all; a job that fails is recorded and does not keep the next from running.</summary>
    public async Task Run(CancellationToken cancellation = default)
    {
        foreach (var job in jobs)
        {
            await Run(job, cancellation);
        }
    }

    /// <summary>Runs one job, after a run of it that is under way.</summary>
    public async Task Run(ScheduledJob job, CancellationToken cancellation = default)
    {
        await locks.Enter(job.Name, cancellation);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var invocable = (ICancellableInvocable)scope.ServiceProvider.GetRequiredService(job.Invocable);
            invocable.CancellationToken = cancellation;
            await ((IInvocable)invocable).Invoke();
        }
        finally
        {
            locks.Release(job.Name);
        }
    }
}
