using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Access.Rules;

/// <summary>Everything that the access decision of one subscriber looks at, on one day.</summary>
public sealed record AccessFacts
{
    /// <summary>The day, in the operator's zone.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Where the subscriber stands with money on that day.</summary>
    public required AccountStanding Standing { get; init; }

    /// <summary>The first day without service for ever, or null.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>The pause that covers the day, or null.</summary>
    public PauseFact? Pause { get; init; }

    /// <summary>The override in force, or null.</summary>
    public OverrideFact? Override { get; init; }

    /// <summary>The exemption in force, or null.</summary>
    public ExemptionFact? Exemption { get; init; }

    /// <summary>The promise to pay in force, or null.</summary>
    public PromiseFact? Promise { get; init; }

    /// <summary>
    /// What may be cut for: open invoices past their last day to pay, and never more than the ledger says is owed.
    /// Both must agree, so nobody is cut over an amount that the books do not show.
    /// </summary>
    public Money Owed => Money.Max(Money.Zero, Money.Min(Standing.BeyondGrace, Standing.Balance));
}

/// <summary>A pause that runs.</summary>
/// <param name="From">Its first day.</param>
/// <param name="Until">The first day of service again; null while open-ended.</param>
public sealed record PauseFact(DateOnly From, DateOnly? Until);

/// <summary>A decision that staff made by hand.</summary>
/// <param name="Online">On or off.</param>
/// <param name="LastDay">The last day it holds; null until it is lifted.</param>
/// <param name="Owner">Who made it.</param>
/// <param name="Reason">Why.</param>
public sealed record OverrideFact(bool Online, DateOnly? LastDay, string Owner, string Reason);

/// <summary>A subscriber who is not cut for money.</summary>
/// <param name="LastDay">The last day it holds; null where staff chose <em>never ends</em>.</param>
/// <param name="Owner">Who granted it.</param>
/// <param name="Reason">Why.</param>
public sealed record ExemptionFact(DateOnly? LastDay, string Owner, string Reason);

/// <summary>A promise to pay that still runs.</summary>
/// <param name="Until">The last day on which the money is awaited.</param>
/// <param name="Owner">Who granted it.</param>
public sealed record PromiseFact(DateOnly Until, string Owner);

/// <summary>What the operator's settings add to the decision.</summary>
/// <param name="Threshold">Up to this much beyond grace nobody is cut.</param>
/// <param name="OffWhilePaused">Whether service is off while paused.</param>
public readonly record struct AccessTerms(Money Threshold, bool OffWhilePaused);
