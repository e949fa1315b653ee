using IspDigital.Core.Billing;
using IspDigital.Web.Components.Shared;

namespace IspDigital.Web.Features.Billing;

/// <summary>How far a run is, for its bar: share done, rate, time left.</summary>
/// <param name="Share">From 0 to 100.</param>
/// <param name="PerSecond">Subscribers a second; null before the first batch.</param>
/// <param name="Left">Time left; null where it cannot be said.</param>
public readonly record struct RunView(double Share, double? PerSecond, TimeSpan? Left)
{
    /// <summary>From the run's row.</summary>
    public static RunView Of(BillingRun run) => Of(run.Processed, run.DueSubscribers, run.StartedAt, run.ProgressAt);

    /// <summary>From what is done, what was due, and when.</summary>
    public static RunView Of(int processed, int due, DateTimeOffset startedAt, DateTimeOffset? progressAt)
    {
        var share = due == 0 ? 100 : Math.Min(100, 100.0 * processed / due);
        var seconds = (progressAt - startedAt)?.TotalSeconds ?? 0;
        if (processed == 0 || seconds <= 0)
        {
            return new(share, null, null);
        }
        var rate = processed / seconds;
        return new(share, rate, TimeSpan.FromSeconds(Math.Max(0, due - processed) / rate));
    }

    /// <summary>The colour of a run's state.</summary>
    public static Meaning Of(BillingRunState state) => state switch
    {
        BillingRunState.AwaitingApproval => Meaning.Warn,
        BillingRunState.Running => Meaning.Due,
        BillingRunState.Completed => Meaning.Good,
        BillingRunState.Cancelled => Meaning.Idle,
        BillingRunState.Failed => Meaning.Bad,
    };
}
