using Coravel.Invocable;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Primitives;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IspDigital.Core.Operations;

/// <summary>What the scheduler calls in place of the job itself: runs it and writes down how it went. A failure is logged and recorded, not thrown on.</summary>
/// <typeparam name="TJob">The job.</typeparam>
public sealed class RecordedJob<TJob>(TJob job, IspStore store, TimeProvider clock, ILogger<TJob> log) : IInvocable, ICancellableInvocable
    where TJob : Job
{
    /// <inheritdoc/>
    public CancellationToken CancellationToken { get; set; }

    /// <inheritdoc/>
    public async Task Invoke()
    {
        var (startedAt, stamp) = (clock.GetUtcNow(), clock.GetTimestamp());
        var (outcome, error) = await Run();
        await Record(startedAt, clock.GetElapsedTime(stamp), outcome, error);
    }

    private async Task<(JobOutcome Outcome, Exception? Error)> Run()
    {
        try
        {
            job.CancellationToken = CancellationToken;
            await job.Invoke();
            return (JobOutcome.Succeeded, null);
        }
        catch (OperationCanceledException) when (CancellationToken.IsCancellationRequested)
        {
            return (JobOutcome.Stopped, null);
        }
        catch (Exception error)
        {
            log.LogError(error, "Job {Job} failed; it runs again at its next turn", job.Name);
            return (JobOutcome.Failed, error);
        }
    }

    // Not cancelled with the job: that it was stopped is what is to be written down.
    private Task<Result<Done>> Record(DateTimeOffset startedAt, TimeSpan took, JobOutcome outcome, Exception? error) => store.Write<Done>(async work =>
    {
        var run = await work.Db.JobRuns.SingleOrDefaultAsync(r => r.Name == job.Name, CancellationToken.None);
        if (run is null)
        {
            run = new JobRun(job.Name);
            work.Db.JobRuns.Add(run);
        }
        run.Ended(startedAt, took, outcome, error);
        work.Announce(new Change(ChangeKind.Job));
        return new Done();
    }, CancellationToken.None);
}
