namespace IspDigital.Core.Messaging;

/// <summary>Why a message was not sent, or not yet. What to do about it stands in the resources under <c>Problem.{name}</c>.</summary>
public enum MessageProblem
{
    /// <summary>Skipped: its hour has passed.</summary>
    TooLate,
    /// <summary>Skipped: the invoice was paid meanwhile.</summary>
    InvoicePaid,
    /// <summary>Skipped: the invoice was voided meanwhile.</summary>
    InvoiceVoid,
    /// <summary>Skipped: an advance covers what is open.</summary>
    CoveredByAdvance,
    /// <summary>Skipped: service is paused.</summary>
    Paused,
    /// <summary>Skipped: a promise to pay is running.</summary>
    Promised,
    /// <summary>Skipped: the subscriber is never cut, so a notice of the cut would be untrue.</summary>
    Exempt,
    /// <summary>Skipped: the account was closed.</summary>
    Closed,
    /// <summary>Skipped: the payment was reversed meanwhile.</summary>
    PaymentReversed,
    /// <summary>Failed: the subscriber has no number or address for the channel.</summary>
    NoAddress,
    /// <summary>Failed: the template could not be filled in.</summary>
    BadTemplate,
    /// <summary>Failed: what goes with the email could not be drawn.</summary>
    BadEnclosure,
    /// <summary>The gateway said no; its words stand beside.</summary>
    Refused,
    /// <summary>The gateway could not be reached; nothing was sent.</summary>
    Unreachable,
    /// <summary>The gateway did not answer: the message may or may not have gone.</summary>
    NoAnswer,
}
