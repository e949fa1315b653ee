using MimeKit;

namespace IspDigital.Simulators.Smtp;

/// <summary>A mail as it arrived.</summary>
/// <param name="From">The envelope's sender; empty for a bounce.</param>
/// <param name="Recipients">The envelope's recipients.</param>
/// <param name="At">When it was accepted.</param>
/// <param name="Message">The parsed message.</param>
/// <param name="Raw">Its bytes, dots unstuffed.</param>
public sealed record ReceivedMail(string From, IReadOnlyList<string> Recipients, DateTimeOffset At, MimeMessage Message, byte[] Raw)
{
    public string Subject => Message.Subject ?? "";

    public string Text => Message.TextBody ?? "";

    public string Html => Message.HtmlBody ?? "";
}
