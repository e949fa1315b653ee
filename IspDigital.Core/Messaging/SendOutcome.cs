namespace IspDigital.Core.Messaging;

/// <summary>What became of one try to send. A gateway returns one of these and throws only for bugs.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>The provider took it.</summary>
    /// <param name="Gateway">Which.</param>
    /// <param name="ProviderId">The provider's id of it, where it gives one.</param>
    public sealed record Taken(string Gateway, string? ProviderId) : SendOutcome;

    /// <summary>The provider said no.</summary>
    /// <param name="Gateway">Which.</param>
    /// <param name="Why">Its own words; no secret.</param>
    /// <param name="IsFinal">Whether another try is useless (a number that does not exist).</param>
    public sealed record Refused(string Gateway, string Why, bool IsFinal) : SendOutcome;

    /// <summary>The provider was not reached: certainly nothing was sent.</summary>
    /// <param name="Gateway">Which.</param>
    /// <param name="Why">What happened.</param>
    public sealed record Unreachable(string Gateway, string Why) : SendOutcome;

    /// <summary>It was handed over and no answer came: it may have been sent.</summary>
    /// <param name="Gateway">Which.</param>
    /// <param name="Why">What happened.</param>
    public sealed record NoAnswer(string Gateway, string Why) : SendOutcome;
}

/// <summary>A text message on its way.</summary>
/// <param name="To">Number as <c>8801XXXXXXXXX</c>.</param>
/// <param name="Text">The text.</param>
/// <param name="Reference">The same for every try of one message.</param>
public sealed record SmsToSend(string To, string Text, string Reference);

/// <summary>A provider of text messages.</summary>
public interface ISmsGateway
{
    /// <summary>Name on screens and in the history.</summary>
    string Name { get; }

    /// <summary>Whether the provider recognises a reference it has seen: then a second try cannot become a second message.</summary>
    bool TakesReference { get; }

    /// <summary>Tries once. Ends by itself within the gateway's own deadline.</summary>
    Task<SendOutcome> Send(SmsToSend sms, CancellationToken cancellation);
}

/// <summary>An email on its way.</summary>
/// <param name="To">Address.</param>
/// <param name="ToName">The subscriber's name.</param>
/// <param name="Subject">Subject.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Html">The same as HTML.</param>
/// <param name="Reference">Becomes the message id, the same for every try.</param>
/// <param name="Enclosure">What goes with it, or null.</param>
public sealed record EmailToSend(string To, string ToName, string Subject, string Text, string Html, string Reference, Enclosure? Enclosure = null);

/// <summary>The way out for email.</summary>
public interface IEmailSender
{
    /// <summary>Whether it is set up; while it is not, email waits.</summary>
    bool IsConfigured { get; }

    /// <summary>Tries once. Ends by itself within its own deadline.</summary>
    Task<SendOutcome> Send(EmailToSend email, CancellationToken cancellation);
}
