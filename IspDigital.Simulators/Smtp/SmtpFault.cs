namespace IspDigital.Simulators.Smtp;

/// <summary>What goes wrong with one mail.</summary>
public abstract record SmtpFault
{
    private SmtpFault()
    {
    }

    /// <summary>The recipient is refused for good (550).</summary>
    public static SmtpFault RejectRecipient { get; } = new Reply("550 5.1.1 No such user here");

    /// <summary>The recipient is refused for now (451).</summary>
    public static SmtpFault TemporaryFailure { get; } = new Reply("451 4.3.0 Try again later");

    /// <summary>The connection drops while the text of the mail arrives; nothing is kept.</summary>
    public static SmtpFault DropInData { get; } = new Drop(Keeps: false);

    /// <summary>The mail is kept, the answer to it never arrives: the sender cannot know.</summary>
    public static SmtpFault DropAfterData { get; } = new Drop(Keeps: true);

    internal sealed record Reply(string Line) : SmtpFault;

    internal sealed record Drop(bool Keeps) : SmtpFault;
}
