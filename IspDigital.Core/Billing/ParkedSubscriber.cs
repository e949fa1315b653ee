using IspDigital.Core.Billing.Rules;

namespace IspDigital.Core.Billing;

/// <summary>A subscriber that a run could not bill. Runs pass by until somebody has mended the cause and retries.</summary>
public sealed class ParkedSubscriber
{
    private ParkedSubscriber()
    {
    }

    internal ParkedSubscriber(long subscriberId, long runId, BillingProblem problem, DateTimeOffset at)
    {
        (SubscriberId, RunId, ParkedAt) = (subscriberId, runId, at);
        (Reason, Day, Detail) = (problem.Reason, problem.Day, problem.Detail is { Length: > 400 } text ? text[..400] : problem.Detail);
    }

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>Who.</summary>
    public long SubscriberId { get; private set; }

    /// <summary>The run that parked them.</summary>
    public long RunId { get; private set; }

    /// <summary>Why.</summary>
    public ParkReason Reason { get; private set; }

    /// <summary>The day it concerns.</summary>
    public DateOnly? Day { get; private set; }

    /// <summary>More for people.</summary>
    public string? Detail { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset ParkedAt { get; private set; }

    /// <summary>When somebody asked to try again, UTC; null while parked.</summary>
    public DateTimeOffset? RetriedAt { get; private set; }

    internal void Retry(DateTimeOffset at) => RetriedAt = at;
}
