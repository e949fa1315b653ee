using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;

namespace IspDigital.Core.Operations;

/// <summary>Asks for a job to be run at once instead of at the next minute.</summary>
/// <param name="JobName">The job, for example <c>IssueInvoices</c>.</param>
public sealed record RunJobNowRequest(string JobName);

internal sealed class RunJobNowValidator : AbstractValidator<RunJobNowRequest>
{
    public RunJobNowValidator(IReadOnlyList<ScheduledJob> jobs) =>
        RuleFor(r => r.JobName).Must(name => jobs.Any(j => j.Name == name)).WithErrorCode("Shared.UnknownJob");
}

/// <summary>Runs a job now and says how it went. The wish is on record under the person's name; what the job does, under the job's.</summary>
public sealed class RunJobNow(UseCaseContext context, RunEverythingDue runner, JobQueries queries, IReadOnlyList<ScheduledJob> jobs)
    : UseCase<RunJobNowRequest, JobLine>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.ManageSettings;

    /// <inheritdoc/>
    protected override async Task<Result<JobLine>> Handle(RunJobNowRequest request, CancellationToken cancellation)
    {
        await Store.Write<Done>(work =>
        {
            work.Record(AuditAction.JobRunByHand, nameof(JobRun), null, after: new { request.JobName });
            return Task.FromResult<Result<Done>>(new Done());
        }, cancellation);
        await runner.Run(jobs.Single(j => j.Name == request.JobName), cancellation);
        return (await queries.List(cancellation)).Single(l => l.Name == request.JobName);
    }
}
