using IspDigital.Core.Primitives;

namespace IspDigital.Core.Access;

/// <summary>What became of a promise.</summary>
public enum PromiseState
{
    /// <summary>The money is awaited.</summary>
    Running,
    /// <summary>It was paid in time.</summary>
    Kept,
    /// <summary>The day passed and it was not paid.</summary>
    Broken,
    /// <summary>A newer promise took its place.</summary>
    Replaced,
}

/// <summary>A promise to pay: it moves the cut to a date, and its outcome is remembered.</summary>
public sealed class Promise
{
    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>Who promised.</summary>
    public long SubscriberId { get; init; }

    /// <summary>The last day on which the money is awaited, in the operator's zone.</summary>
    public DateOnly Until { get; init; }

    /// <summary>What was owed when it was granted.</summary>
    public Money Owed { get; init; }

    /// <summary>Which member of staff granted it.</summary>
    public required string Owner { get; init; }

    /// <summary>What the subscriber said.</summary>
    public string Note { get; init; } = "";

    /// <summary>When it was granted, UTC.</summary>
    public DateTimeOffset GrantedAt { get; init; }

    /// <summary>What became of it.</summary>
    public PromiseState State { get; private set; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Ends it, once.</summary>
    public void End(PromiseState state, DateTimeOffset at)
    {
        if (State == PromiseState.Running)
        {
            (State, EndedAt) = (state, at);
        }
    }
}
