using IspDigital.Core.Primitives;

namespace IspDigital.Core.Access.Rules;

/// <summary>Why somebody is on or off. The sentence stands in the web resources under <c>Reason.{name}</c>.</summary>
public enum AccessReasonCode
{
    /// <summary>The account is closed.</summary>
    Closed,
    /// <summary>Service is paused.</summary>
    Paused,
    /// <summary>Staff switched the line off.</summary>
    OverrideOff,
    /// <summary>Staff switched the line on.</summary>
    OverrideOn,
    /// <summary>Exempt from cuts.</summary>
    Exempt,
    /// <summary>A promise to pay still runs.</summary>
    Promise,
    /// <summary>More is overdue beyond grace than the operator allows.</summary>
    Overdue,
    /// <summary>Something is overdue beyond grace, but not more than the operator allows.</summary>
    BelowThreshold,
    /// <summary>Nothing stands against it.</summary>
    InGoodStanding,
    /// <summary>A batch of cuts was undone; it stays on until cuts are planned again.</summary>
    CutUndone,
}

/// <summary>One link of a reason chain: a code and the values its sentence needs.</summary>
/// <param name="Code">What.</param>
public sealed record AccessReason(AccessReasonCode Code)
{
    /// <summary>The amount it speaks of, in poisha.</summary>
    public long? AmountMinor { get; init; }

    /// <summary>First day: of the pause, of being overdue beyond grace, of closure.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Last day it holds; null with <see cref="AccessReasonCode.Exempt"/> means never ends.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Who decided it, where a person did.</summary>
    public string? Who { get; init; }

    /// <summary>The person's words.</summary>
    public string? Note { get; init; }

    /// <summary>The invoice that is overdue longest.</summary>
    public string? InvoiceNumber { get; init; }

    /// <summary>The amount as money.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Money Amount => new(AmountMinor ?? 0);
}

/// <summary>Whether a subscriber may be online, and why.</summary>
/// <param name="Online">May be online.</param>
/// <param name="Reasons">The rule that decided comes first, then every further rule that had something to say. Never empty.</param>
public sealed record AccessDecision(bool Online, IReadOnlyList<AccessReason> Reasons)
{
    /// <summary>What decided.</summary>
    public AccessReason Because => Reasons[0];

    /// <summary>Off for money: such cuts are planned, braked and made inside the cut window only.</summary>
    public bool IsForMoney => !Online && Because.Code == AccessReasonCode.Overdue;
}
