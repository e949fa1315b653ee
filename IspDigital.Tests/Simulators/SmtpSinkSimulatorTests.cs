using System.Net;
using System.Net.Sockets;
using System.Text;
using IspDigital.Simulators.Smtp;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace IspDigital.Tests.Simulators;

/// <summary>The mail sink, seen by MailKit and, where MailKit is too polite, by bare lines.</summary>
public sealed class SmtpSinkSimulatorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mail_ByMailKit_IsKeptWithItsBanglaTextAndLeadingDots()
    {
        await using var sink = await SmtpSinkSimulator.Start();
        using var client = await Connect(sink);

        await client.SendAsync(Mail("আপনার বিল\r\n.one dot\r\n..two dots\r\n", "karim@example.com", "accounts@example.com"), Cancellation);
        await client.DisconnectAsync(true, Cancellation);

        var mail = Assert.Single(sink.To("KARIM@example.com"));
        Assert.Equal("বিল ফেব্রুয়ারি", mail.Subject);
        Assert.Equal("আপনার বিল\n.one dot\n..two dots\n", mail.Text.ReplaceLineEndings("\n"));
        Assert.Equal("billing@example.com", mail.From);
        Assert.Equal(["karim@example.com", "accounts@example.com"], mail.Recipients);
    }

    [Fact]
    public async Task Capabilities_AreWhatASenderNeeds()
    {
        await using var sink = await SmtpSinkSimulator.Start();
        using var client = await Connect(sink);

        Assert.True(client.Capabilities.HasFlag(
            SmtpCapabilities.Size | SmtpCapabilities.EightBitMime | SmtpCapabilities.UTF8 | SmtpCapabilities.Pipelining | SmtpCapabilities.Authentication));
        Assert.Equal(10 * 1024 * 1024u, client.MaxSize);
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    public async Task SignIn_WhereDemanded_TakesTheRightPasswordOnly(string mechanism)
    {
        await using var sink = await SmtpSinkSimulator.Start(new SmtpSinkOptions { UserName = "isp", Password = "right" });
        using var client = await Connect(sink);

        await Assert.ThrowsAsync<ServiceNotAuthenticatedException>(() => client.SendAsync(Mail("x", "a@example.com"), Cancellation));
        await Assert.ThrowsAsync<AuthenticationException>(() => client.AuthenticateAsync(Mechanism(mechanism, "wrong"), Cancellation));
        await client.AuthenticateAsync(Mechanism(mechanism, "right"), Cancellation);
        await client.SendAsync(Mail("x", "a@example.com"), Cancellation);

        Assert.Single(sink.Mails);
    }

    [Fact]
    public async Task Faults_OnRecipients_AreForGoodOrForNow()
    {
        await using var sink = await SmtpSinkSimulator.Start();
        using var client = await Connect(sink);
        sink.OnNext(SmtpFault.RejectRecipient);
        sink.OnNext(SmtpFault.TemporaryFailure);
        sink.Reject("gone@example.com");

        Assert.Equal(SmtpStatusCode.MailboxUnavailable, (await Refused(client, "a@example.com")).StatusCode);
        Assert.Equal(SmtpStatusCode.ErrorInProcessing, (await Refused(client, "a@example.com")).StatusCode);
        Assert.Equal(SmtpStatusCode.MailboxUnavailable, (await Refused(client, "gone@example.com")).StatusCode);
        await client.SendAsync(Mail("x", "a@example.com"), Cancellation);

        Assert.Single(sink.Mails);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task Drop_DuringOrAfterTheText_LeavesTheSenderUnsure(bool after, int kept)
    {
        await using var sink = await SmtpSinkSimulator.Start();
        using var client = await Connect(sink);
        sink.OnNext(after ? SmtpFault.DropAfterData : SmtpFault.DropInData);

        await Assert.ThrowsAnyAsync<Exception>(() => client.SendAsync(Mail(new string('x', 100_000), "a@example.com"), Cancellation));
        await sink.WaitUntil(each => each.Mails.Count == kept, cancellation: Cancellation);

        using var again = await Connect(sink);
        await again.SendAsync(Mail("x", "a@example.com"), Cancellation);
        Assert.Equal(kept + 1, sink.Mails.Count);
    }

    [Fact]
    public async Task Dialogue_InBareLines_FollowsTheProtocol()
    {
        await using var sink = await SmtpSinkSimulator.Start(new SmtpSinkOptions { LargestMail = 1000 });
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, sink.Port, Cancellation);
        var stream = tcp.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // All of it in one go: a pipelining sender.
        await stream.WriteAsync(Encoding.UTF8.GetBytes(string.Join("\r\n",
            "HELO me", "DATA", "RCPT TO:<a@b>", "MAIL FROM:<a@b> SIZE=5000", "MAIL FROM a@b", "FROB", "NOOP", "mail from:<>", "rcpt to:<রহিম@example.com>",
            "RSET", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", "Subject: hi", "", "..", ".", "QUIT", "")), Cancellation);
        var codes = new List<string>();
        while (await reader.ReadLineAsync(Cancellation) is { } line)
        {
            codes.Add(line[..3]);
        }

        Assert.Equal("220 250 503 503 552 501 502 250 250 250 250 250 250 354 250 221", string.Join(' ', codes));
        Assert.Equal("Subject: hi\r\n\r\n.\r\n", Encoding.UTF8.GetString(sink.Mails.Single().Raw));
    }

    [Fact]
    public async Task WaitUntil_MailArrives_Returns()
    {
        await using var sink = await SmtpSinkSimulator.Start();
        var arrived = sink.WaitUntil(each => each.Mails.Count == 1, cancellation: Cancellation);
        using var client = await Connect(sink);

        await client.SendAsync(Mail("x", "a@example.com"), Cancellation);

        await arrived;
    }

    private static async Task<SmtpClient> Connect(SmtpSinkSimulator sink)
    {
        var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", sink.Port, SecureSocketOptions.None, Cancellation);
        return client;
    }

    private static async Task<SmtpCommandException> Refused(SmtpClient client, string to) =>
        await Assert.ThrowsAsync<SmtpCommandException>(() => client.SendAsync(Mail("x", to), Cancellation));

    private static SaslMechanism Mechanism(string name, string password) => name == "PLAIN"
        ? new SaslMechanismPlain("isp", password)
        : new SaslMechanismLogin("isp", password);

    private static MimeMessage Mail(string text, params string[] to)
    {
        var message = new MimeMessage { Subject = "বিল ফেব্রুয়ারি", Body = new TextPart("plain") { Text = text } };
        message.From.Add(new MailboxAddress("ISP", "billing@example.com"));
        message.To.AddRange(to.Select(each => new MailboxAddress("", each)));
        return message;
    }
}
