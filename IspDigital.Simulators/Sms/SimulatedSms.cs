namespace IspDigital.Simulators.Sms;

/// <summary>What became of a message.</summary>
public enum SmsDelivery
{
    Pending,
    Delivered,
    Failed,
}

/// <summary>A message that the gateway accepted for one phone.</summary>
/// <param name="Id">The gateway's id, as it answered.</param>
/// <param name="To">The number as it was sent.</param>
/// <param name="Text">The text, decoded.</param>
/// <param name="Sender">The sender id that was asked for, or empty.</param>
/// <param name="At">When it was accepted.</param>
/// <param name="Parts">How many parts are charged.</param>
/// <param name="Delivery">What became of it so far.</param>
public sealed record SimulatedSms(long Id, string To, string Text, string Sender, DateTimeOffset At, int Parts, SmsDelivery Delivery);

/// <summary>What goes wrong with one request.</summary>
public abstract record SmsFault
{
    private SmsFault()
    {
    }

    /// <summary>HTTP 500 with an HTML page, as an overloaded gateway answers.</summary>
    public static SmsFault ServerError { get; } = new Status(500);

    /// <summary>No answer; nothing is accepted.</summary>
    public static SmsFault Silence { get; } = new Silent(Accepts: false);

    /// <summary>The message is accepted, the answer never comes: the caller cannot know.</summary>
    public static SmsFault AcceptedWithoutAnswer { get; } = new Silent(Accepts: true);

    /// <summary>The gateway's own refusal: no balance.</summary>
    public static SmsFault NoBalance { get; } = new Refusal(SmsRefusal.NoBalance);

    /// <summary>The gateway's own refusal: the number is not valid.</summary>
    public static SmsFault BadNumber { get; } = new Refusal(SmsRefusal.BadNumber);

    /// <summary>Answers well, but late.</summary>
    public static SmsFault Slow(TimeSpan time) => new Late(time);

    internal sealed record Status(int Code) : SmsFault;

    internal sealed record Silent(bool Accepts) : SmsFault;

    internal sealed record Refusal(SmsRefusal Why) : SmsFault;

    internal sealed record Late(TimeSpan Time) : SmsFault;
}

/// <summary>Why a gateway says no.</summary>
internal enum SmsRefusal
{
    None,
    BadKey,
    Incomplete,
    BadNumber,
    NoBalance,
}
