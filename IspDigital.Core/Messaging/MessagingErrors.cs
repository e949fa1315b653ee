using IspDigital.Core.Primitives;

namespace IspDigital.Core.Messaging;

/// <summary>There is no such message.</summary>
public sealed record MessageNotFound() : Error("Messaging.MessageNotFound");

/// <summary>Only a message that failed or was skipped for being late can be tried anew.</summary>
/// <param name="State">Its state.</param>
public sealed record MessageNotRetryable(MessageState State) : Error("Messaging.NotRetryable");

/// <summary>The template uses a placeholder that a message of its kind cannot fill in.</summary>
/// <param name="Word">What stands in the braces.</param>
/// <param name="Where">The request's property.</param>
public sealed record UnknownPlaceholder(string Word, string Where) : Error("Messaging.UnknownPlaceholder")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Word];

    /// <inheritdoc/>
    public override string? Field => Where;
}

/// <summary>The template has a link to the invoice, but nobody has said where the portal is reached.</summary>
/// <param name="Where">The request's property.</param>
public sealed record LinkNeedsAddress(string Where) : Error("Messaging.LinkNeedsAddress")
{
    /// <inheritdoc/>
    public override string? Field => Where;
}

/// <summary>The template's braces do not fit together, for example an <c>{{#if}}</c> that is not closed.</summary>
/// <param name="Where">The request's property.</param>
public sealed record BrokenTemplate(string Where) : Error("Messaging.BrokenTemplate")
{
    /// <inheritdoc/>
    public override string? Field => Where;
}

/// <summary>The text would be too long for an SMS.</summary>
/// <param name="Parts">How many parts it has.</param>
public sealed record SmsTooLong(int Parts) : Error("Messaging.SmsTooLong")
{
    /// <summary>The most parts that phones join reliably.</summary>
    public const int PartsMax = 6;

    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Parts, PartsMax];

    /// <inheritdoc/>
    public override string? Field => "Body";
}
