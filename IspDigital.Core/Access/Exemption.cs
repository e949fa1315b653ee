namespace IspDigital.Core.Access;

/// <summary>A subscriber who is not cut for money: with an owner, and with an end or an explicit <em>never</em>.</summary>
public sealed class Exemption
{
    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>Who is exempt.</summary>
    public long SubscriberId { get; init; }

    /// <summary>The last day it holds, in the operator's zone; null: never ends.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>Who granted it.</summary>
    public required string Owner { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was granted, UTC.</summary>
    public DateTimeOffset GrantedAt { get; init; }

    /// <summary>When it was lifted or ran out, UTC; null while it holds.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Lifts it, or notes that it ran out.</summary>
    public void End(DateTimeOffset at) => EndedAt ??= at;
}
