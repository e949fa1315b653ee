namespace IspDigital.Core.Operations;

/// <summary>How a job's last run ended.</summary>
public enum JobOutcome
{
    /// <summary>It did everything that was due.</summary>
    Succeeded,
    /// <summary>It threw; <see cref="JobRun.Error"/> says what.</summary>
    Failed,
    /// <summary>It was stopped with the portal; what is left is done after the next start.</summary>
    Stopped,
}

/// <summary>The last run of one job, for the jobs page; one row for each job, written anew after each run.</summary>
public sealed class JobRun
{
    private JobRun()
    {
    }

    internal JobRun(string name) => Name = name;

    /// <summary>Longest error text that is kept.</summary>
    public const int ErrorLengthMax = 2000;

    /// <summary>The job, for example <c>IssueInvoices</c>.</summary>
    public string Name { get; private set; } = "";

    /// <summary>When the last run began, UTC.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>How long it took, in milliseconds of a clock that nobody can move.</summary>
    public long DurationMs { get; private set; }

    /// <summary>How it ended.</summary>
    public JobOutcome Outcome { get; private set; }

    /// <summary>The error's type and sentence; null after a run that did not fail.</summary>
    public string? Error { get; private set; }

    /// <summary>When a run last succeeded, UTC; null while none has.</summary>
    public DateTimeOffset? SucceededAt { get; private set; }

    /// <summary>Failures since the last success.</summary>
    public int FailuresInARow { get; private set; }

    internal void Ended(DateTimeOffset startedAt, TimeSpan took, JobOutcome outcome, Exception? error)
    {
        (StartedAt, DurationMs, Outcome) = (startedAt, (long)took.TotalMilliseconds, outcome);
        Error = error is null ? null : Shorten($"{error.GetType().Name}: {error.Message}");
        FailuresInARow = outcome switch
        {
            JobOutcome.Succeeded => 0,
            JobOutcome.Failed => FailuresInARow + 1,
            JobOutcome.Stopped => FailuresInARow,
        };
        SucceededAt = outcome == JobOutcome.Succeeded ? startedAt : SucceededAt;
    }

    private static string Shorten(string text) => text.Length <= ErrorLengthMax ? text : text[..ErrorLengthMax];
}
