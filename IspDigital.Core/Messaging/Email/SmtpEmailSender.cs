using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace IspDigital.Core.Messaging.Email;

/// <summary>Sends through the operator's mail server. One connection for each message: simple, and a stale connection can lose none.</summary>
public sealed class SmtpEmailSender(IOptions<EmailOptions> options, TimeProvider clock) : IEmailSender
{
    private const string Gateway = "SMTP";

    /// <inheritdoc/>
    public bool IsConfigured => options.Value.Host.Length > 0;

    /// <inheritdoc/>
    public async Task<SendOutcome> Send(EmailToSend email, CancellationToken cancellation)
    {
        if (!MailboxAddress.TryParse(email.To, out var to) || to.Domain.Length == 0)
        {
            return new SendOutcome.Refused(Gateway, "not an email address", IsFinal: true);
        }
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(options.Value.Timeout);
        using var smtp = new SmtpClient { Timeout = (int)options.Value.Timeout.TotalMilliseconds };
        if (await Open(smtp, deadline.Token) is { } closed)
        {
            return closed;
        }
        var outcome = await Deliver(smtp, Compose(email, to), deadline.Token);
        if (smtp.IsConnected)
        {
            await Leave(smtp);
        }
        return outcome;
    }

    private async Task<SendOutcome?> Open(SmtpClient smtp, CancellationToken cancellation)
    {
        var server = options.Value;
        try
        {
            await smtp.ConnectAsync(server.Host, server.Port, server.Tls switch
            {
                MailTls.None => SecureSocketOptions.None,
                MailTls.StartTls => SecureSocketOptions.StartTls,
                MailTls.OnConnect => SecureSocketOptions.SslOnConnect,
            }, cancellation);
            if (server.User.Length > 0)
            {
                await smtp.AuthenticateAsync(server.User, server.Password, cancellation);
            }
            return null;
        }
        catch (AuthenticationException)
        {
            return new SendOutcome.Refused(Gateway, "the server does not accept the user or the password", IsFinal: false);
        }
        catch (Exception wrong) when (IsOfTheLine(wrong) || wrong is SslHandshakeException or NotSupportedException or CommandException)
        {
            return new SendOutcome.Unreachable(Gateway, wrong.Message);
        }
    }

    private static async Task<SendOutcome> Deliver(SmtpClient smtp, MimeMessage message, CancellationToken cancellation)
    {
        try
        {
            return new SendOutcome.Taken(Gateway, await smtp.SendAsync(message, cancellation));
        }
        catch (SmtpCommandException refusal)
        {
            // 5xx is for ever, 4xx for now (RFC 5321, §4.2.1).
            return new SendOutcome.Refused(Gateway, $"{(int)refusal.StatusCode} {refusal.Message}", IsFinal: (int)refusal.StatusCode >= 500);
        }
        catch (Exception wrong) when (IsOfTheLine(wrong))
        {
            return new SendOutcome.NoAnswer(Gateway, wrong is OperationCanceledException ? "no answer in time" : wrong.Message);
        }
    }

    private static bool IsOfTheLine(Exception wrong) =>
        wrong is SocketException or IOException or ProtocolException or TimeoutException or OperationCanceledException or ServiceNotConnectedException;

    // The answer is in hand; a server that goes without a good-bye changes nothing.
    private static async Task Leave(SmtpClient smtp)
    {
        try
        {
            await smtp.DisconnectAsync(quit: true, CancellationToken.None);
        }
        catch (Exception wrong) when (IsOfTheLine(wrong) || wrong is CommandException)
        {
            return;
        }
    }

    private MimeMessage Compose(EmailToSend email, MailboxAddress to)
    {
        var from = MailboxAddress.Parse(options.Value.From);
        var body = new BodyBuilder { TextBody = email.Text, HtmlBody = email.Html };
        if (email.Enclosure is { } enclosure)
        {
            body.Attachments.Add(enclosure.FileName, enclosure.Content, ContentType.Parse(enclosure.MediaType));
        }
        return new MimeMessage([from], [new MailboxAddress(email.ToName, to.Address)], email.Subject, body.ToMessageBody())
        {
            MessageId = $"{email.Reference}@{from.Domain}", // the same for every try: mail servers and readers drop the second
            Date = clock.GetUtcNow(),
        };
    }
}
