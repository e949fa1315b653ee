namespace IspDigital.Core.Access;

/// <summary>Staff switched a line on or off by hand. The newest that is not lifted holds.</summary>
public sealed class AccessOverride
{
    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>Whose line.</summary>
    public long SubscriberId { get; init; }

    /// <summary>On or off.</summary>
    public bool Online { get; init; }

    /// <summary>The last day it holds, in the operator's zone; null until it is lifted (off only).</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>Who.</summary>
    public required string Owner { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>When it was lifted or ran out, UTC; null while it holds.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Lifts it, or notes that it ran out.</summary>
    public void End(DateTimeOffset at) => EndedAt ??= at;
}
