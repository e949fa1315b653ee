namespace IspDigital.Core.Billing.Rules;

/// <summary>Why a subscriber cannot be billed. The sentence for people stands in the resources under <c>ParkReason.{name}</c>.</summary>
public enum ParkReason
{
    /// <summary>No plan on a day that is to be billed.</summary>
    NoPlan,
    /// <summary>The plan has no price on a day that is to be billed.</summary>
    NoPrice,
    /// <summary>A cycle, an aligned day or a number of days that makes no sense.</summary>
    BadTerms,
    /// <summary>So many periods are missing that a date must be wrong.</summary>
    TooManyPeriods,
    /// <summary>An invoice would ask less than nothing.</summary>
    NegativeTotal,
    /// <summary>An invoice would ask more than the operator's bound.</summary>
    TotalTooLarge,
    /// <summary>Days would be charged twice.</summary>
    ChargedTwice,
    /// <summary>An invoice would be for days, or of a date, that cannot be.</summary>
    WrongDay,
    /// <summary>An invoice would ask for a price or a tax that neither plan nor subscriber have.</summary>
    WrongPrice,
    /// <summary>The data cannot be read, or something else went wrong; the detail tells.</summary>
    Unexpected,
}

/// <summary>A subscriber who cannot be billed, and why.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Day">The day it concerns.</param>
/// <param name="Detail">More for people: a plan's name, an amount, an error's text.</param>
public sealed record BillingProblem(ParkReason Reason, DateOnly? Day = null, string? Detail = null);
