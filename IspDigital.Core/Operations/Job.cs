using Coravel.Invocable;
using IspDigital.Core.Staff;

namespace IspDigital.Core.Operations;

/// <summary>A job that the scheduler wakes: it names itself as the actor of its scope and runs a use case. It means "do everything due by now".</summary>
public abstract class Job(CurrentActor actor) : IInvocable, ICancellableInvocable
{
    /// <summary>The name on record, without <c>job:</c>; the class name without its ending.</summary>
    public string Name => NameOf(GetType());

    /// <summary>The name of a job's class.</summary>
    public static string NameOf(Type job) => job.Name.EndsWith("Job", StringComparison.Ordinal) ? job.Name[..^3] : job.Name;

    /// <inheritdoc/>
    public CancellationToken CancellationToken { get; set; }

    /// <inheritdoc/>
    public Task Invoke()
    {
        actor.Set(Actor.Job(Name));
        return Act(CancellationToken);
    }

    /// <summary>Runs the use case.</summary>
    protected abstract Task Act(CancellationToken cancellation);
}
