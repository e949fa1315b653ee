using System.Net;
using System.Net.Sockets;
using IspDigital.Core.Messaging;
using IspDigital.Core.Messaging.Email;
using IspDigital.Simulators.Smtp;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace IspDigital.Tests.Messaging;

/// <summary>Email over SMTP, against a mail server.</summary>
public sealed class SmtpEmailSenderTests
{
    private static readonly EmailToSend s_email = new("rahim@example.com", "রহিম উদ্দিন", "বিল ৳ 500", "প্রিয় রহিম", "<p>প্রিয় রহিম</p>", "M7T1");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_ToAServer_ArrivesWithBothTextsAndAnIdOfItsOwn()
    {
        await using var server = await SmtpSinkSimulator.Start();

        var outcome = await Sender(server.Port).Send(s_email, Cancellation);

        Assert.IsType<SendOutcome.Taken>(outcome);
        var mail = Assert.Single(server.To("rahim@example.com"));
        Assert.Equal(("বিল ৳ 500", "M7T1@star.example"), (mail.Subject, mail.Message.MessageId));
        Assert.Equal("প্রিয় রহিম", mail.Text.Trim());
        Assert.Equal("<p>প্রিয় রহিম</p>", mail.Html.Trim());
    }

    [Fact]
    public async Task Send_WithAnEnclosure_ArrivesWithIt()
    {
        await using var server = await SmtpSinkSimulator.Start();

        await Sender(server.Port).Send(s_email with { Enclosure = new("INV-2026-000001.pdf", "application/pdf", [37, 80, 68, 70, 0, 255]) }, Cancellation);

        var part = Assert.IsType<MimeKit.MimePart>(Assert.Single(Assert.Single(server.Mails).Message.Attachments));
        using var content = new MemoryStream();
        await part.Content!.DecodeToAsync(content, Cancellation);
        Assert.Equal(("INV-2026-000001.pdf", "application/pdf"), (part.FileName, part.ContentType.MimeType));
        Assert.Equal([37, 80, 68, 70, 0, 255], content.ToArray());
    }

    [Fact]
    public async Task Send_RecipientRefusedForGood_IsFinal()
    {
        await using var server = await SmtpSinkSimulator.Start();
        server.OnNext(SmtpFault.RejectRecipient);

        var refused = Assert.IsType<SendOutcome.Refused>(await Sender(server.Port).Send(s_email, Cancellation));

        Assert.True(refused.IsFinal);
        Assert.Contains("No such user", refused.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_RefusedForNow_IsTriedAgainLater()
    {
        await using var server = await SmtpSinkSimulator.Start();
        server.OnNext(SmtpFault.TemporaryFailure);

        Assert.False(Assert.IsType<SendOutcome.Refused>(await Sender(server.Port).Send(s_email, Cancellation)).IsFinal);
    }

    [Fact]
    public async Task Send_ConnectionLostAfterTheText_IsUnknownNotFailed()
    {
        await using var server = await SmtpSinkSimulator.Start();
        server.OnNext(SmtpFault.DropAfterData);

        Assert.IsType<SendOutcome.NoAnswer>(await Sender(server.Port).Send(s_email, Cancellation));
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task Send_WrongPassword_SaysSoWithoutIt()
    {
        await using var server = await SmtpSinkSimulator.Start(new SmtpSinkOptions { UserName = "billing", Password = "right-one" });

        var refused = Assert.IsType<SendOutcome.Refused>(await Sender(server.Port, "billing", "wrong-one").Send(s_email, Cancellation));

        Assert.Contains("password", refused.Why, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-one", refused.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_NobodyListens_IsUnreachable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        Assert.IsType<SendOutcome.Unreachable>(await Sender(port).Send(s_email, Cancellation));
    }

    [Fact]
    public async Task Send_StartTlsWhereTheServerHasNone_IsNotSentInTheClear()
    {
        await using var server = await SmtpSinkSimulator.Start();

        Assert.IsType<SendOutcome.Unreachable>(await Sender(server.Port, tls: MailTls.StartTls).Send(s_email, Cancellation));
        Assert.Empty(server.Mails);
    }

    [Fact]
    public void Options_ThatAreWrong_NameEveryKey()
    {
        var failures = new EmailOptionsValidator().Validate(null, new EmailOptions { Host = "mail", Port = 0, From = "nobody", User = "u" }).Failures!.ToList();

        Assert.Equal(["Port", "From", "Password"], failures.Select(f => f.Split(' ')[0].Split(':')[^1]));
    }

    private static SmtpEmailSender Sender(int port, string user = "", string password = "", MailTls tls = MailTls.None) => new(
        Options.Create(new EmailOptions { Host = "127.0.0.1", Port = port, Tls = tls, User = user, Password = password, From = "Star Net <billing@star.example>" }),
        new FakeTimeProvider());
}
