using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Primitives;
using IspDigital.Web.Components.Shared;
using IspDigital.Web.Localization;

namespace IspDigital.Web.Features.Billing;

/// <summary>How runs, and what they found, are shown.</summary>
public static class RunView
{
    /// <summary>The colour of a run's state.</summary>
    public static Meaning Of(BillingRunState state) => state switch
    {
        BillingRunState.AwaitingApproval => Meaning.Warn,
        BillingRunState.Running => Meaning.Due,
        BillingRunState.Completed => Meaning.Good,
        BillingRunState.Cancelled or BillingRunState.Paused => Meaning.Idle,
        BillingRunState.Failed => Meaning.Bad,
    };

    /// <summary>The colour of what is different from last time.</summary>
    public static Meaning Of(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Problem => Meaning.Bad,
        DifferenceKind.Changed => Meaning.Warn,
        DifferenceKind.New => Meaning.Good,
        DifferenceKind.Gone => Meaning.Idle,
        DifferenceKind.Extra or DifferenceKind.Same => Meaning.Due,
    };

    /// <summary>The colour of how it stands with somebody who was parked.</summary>
    public static Meaning Of(ParkedState state) => state switch
    {
        ParkedState.Parked or ParkedState.Again => Meaning.Warn,
        ParkedState.Waiting => Meaning.Due,
        ParkedState.Billed => Meaning.Good,
        ParkedState.NothingDue => Meaning.Idle,
    };

    /// <summary>More about what is wrong; an amount as amounts are written.</summary>
    public static string? Detail(BillingProblem problem) =>
        problem.Reason is ParkReason.NegativeTotal or ParkReason.TotalTooLarge or ParkReason.WrongPrice && MoneyText.TryRead(problem.Detail, out var amount)
            ? MoneyText.Of(amount) : problem.Detail;

    /// <summary>Where the cause is mended.</summary>
    public static string MendHref(ParkReason reason, long subscriberId) => reason switch
    {
        ParkReason.NoPrice => "/plans",
        ParkReason.BadTerms or ParkReason.TooManyPeriods => FormattableString.Invariant($"/subscribers/{subscriberId}/edit"),
        ParkReason.ChargedTwice => FormattableString.Invariant($"/invoices?subscriber={subscriberId}"),
        ParkReason.TotalTooLarge => "/settings/billing",
        ParkReason.NoPlan or ParkReason.NegativeTotal or ParkReason.WrongDay or ParkReason.WrongPrice or ParkReason.Unexpected => FormattableString.Invariant($"/subscribers/{subscriberId}"),
    };
}

/// <summary>A run in the list.</summary>
/// <param name="Id">The run.</param>
/// <param name="Through">Issue dates through this day.</param>
/// <param name="State">How far it is.</param>
/// <param name="Issued">Issued on their day.</param>
/// <param name="BackFilled">Made up for.</param>
/// <param name="AlreadyThere">Subscribers with nothing new.</param>
/// <param name="Skipped">Subscribers with nothing to bill.</param>
/// <param name="Parked">Subscribers that could not be billed.</param>
/// <param name="Total">What was invoiced.</param>
/// <param name="StartedAt">When it began, UTC.</param>
/// <param name="StartedBy">Who began it.</param>
public sealed record RunRow(
    long Id, DateOnly Through, BillingRunState State, int Issued, int BackFilled, int AlreadyThere, int Skipped, int Parked, Money Total,
    DateTimeOffset StartedAt, string StartedBy)
{
    /// <summary>From the run itself.</summary>
    public static RunRow Of(BillingRun run) => new(
        run.Id, run.ThroughDate, run.State, run.Issued, run.BackFilled, run.AlreadyThere, run.Skipped, run.Parked, run.Total, run.StartedAt, run.StartedBy);
}
