using System.Net;
using System.Net.Sockets;
using IspDigital.Core.Routers;
using IspDigital.Core.Routers.RouterOs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace IspDigital.Tests.Routers;

public class RouterOsSignInTests
{
    private const string Challenge = "0123456789abcdef0123456789abcdef";

    private readonly FakeTimeProvider _time = new();
    private readonly RouterOptions _options = new();

    [Theory]
    [InlineData("invalid user name or password (6)")]
    [InlineData("cannot log in")]
    [InlineData("a text of a version to come")]
    public async Task SignIn_Refused_IsALoginRefusalInTheRoutersWords(string text)
    {
        await using var peer = ScriptedPeer.Start(async session =>
        {
            var login = await session.Receive();
            await session.Reply(login, "!trap", "=message=" + text);
            await session.Reply(login, "!done");
            await session.Forever();
        });

        var refused = await Assert.ThrowsAsync<RouterRefusedException>(() => Connect(peer.Address));

        Assert.Equal((RouterRefusal.Login, text), (refused.Refusal, refused.RouterText));
    }

    [Fact]
    public async Task SignIn_AnsweredWithoutATag_IsUnderstood()
    {
        await using var peer = ScriptedPeer.Start(async session =>
        {
            await session.Receive();
            await session.Send(ApiBytes.Sentence("!done"));
            await session.Forever();
        });

        await using var router = await Connect(peer.Address);
        Assert.True(router.IsUsable);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Connection_ClosedAtOnce_SaysWhatToLookAt(bool afterTheCommand)
    {
        await using var peer = ScriptedPeer.Start(async session =>
        {
            if (afterTheCommand)
            {
                await session.Receive();
            }

            session.Close();
        });

        var unreachable = await Assert.ThrowsAsync<RouterUnreachableException>(() => Connect(peer.Address));

        Assert.Contains("available-from", unreachable.Message, StringComparison.Ordinal);
        Assert.Contains("max-sessions", unreachable.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", unreachable.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_NeverAnswered_IsUnreachable()
    {
        var received = new TaskCompletionSource();
        await using var peer = ScriptedPeer.Start(async session =>
        {
            await session.Receive();
            received.SetResult();
            await session.Forever();
        });

        var connecting = Connect(peer.Address);
        await received.Task;
        _time.Advance(_options.CommandDeadline);

        await Assert.ThrowsAsync<RouterUnreachableException>(() => connecting);
    }

    [Fact]
    public async Task LegacySignIn_Allowed_AnswersTheChallengeAndNeverSendsThePassword()
    {
        PeerCommand[] received = [];
        await using var peer = ScriptedPeer.Start(async session =>
        {
            await session.Reply(await session.Receive(), "!done", "=ret=" + Challenge);
            var response = await session.Receive();
            received = [.. session.Received];
            await session.Reply(response, "!done");
            await session.Forever();
        });

        await using var router = await Connect(peer.Address with { AllowLegacyLogin = true });

        Assert.True(router.IsUsable);
        Assert.Contains("=response=00" + RouterOsConnector.ChallengeResponse("s3cret", Challenge), received[1].Words);
        Assert.DoesNotContain(received, command => command.Words.Any(word => word.Contains("s3cret", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task LegacySignIn_AllowedForANewRouter_SignsInPlainlyWhereNoChallengeComes()
    {
        await using var peer = ScriptedPeer.Start(async session =>
        {
            await session.Reply(await session.Receive(), "!done");
            var login = await session.Receive();
            Assert.Contains("=password=s3cret", login.Words);
            await session.Reply(login, "!done");
            await session.Forever();
        });

        await using var router = await Connect(peer.Address with { AllowLegacyLogin = true });
        Assert.True(router.IsUsable);
    }

    [Fact]
    public async Task LegacySignIn_NotAllowed_IsRefusedWithTheWayOut()
    {
        await using var peer = ScriptedPeer.Start(async session =>
        {
            await session.Reply(await session.Receive(), "!done", "=ret=" + Challenge);
            await session.Forever();
        });

        var refused = await Assert.ThrowsAsync<RouterRefusedException>(() => Connect(peer.Address));

        Assert.Equal(RouterRefusal.Login, refused.Refusal);
        Assert.Contains("legacy", refused.RouterText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tls_WithThePinnedCertificate_SignsIn()
    {
        await using var peer = ScriptedPeer.Start(async session =>
        {
            await session.Reply(await session.Receive(), "!done");
            await session.Forever();
        }, tls: true);
        var pin = string.Join(':', peer.Thumbprint!.ToLowerInvariant().Chunk(2).Select(pair => new string(pair)));

        await using var router = await Connect(peer.Address with { CertificateThumbprint = pin });
        Assert.True(router.IsUsable);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF")]
    public async Task Tls_WithAnotherCertificate_IsRefusedBeforeAnythingIsSent(string? pin)
    {
        var sent = 0;
        await using var peer = ScriptedPeer.Start(async session =>
        {
            try
            {
                await session.Receive();
                sent++;
            }
            catch (Exception e) when (e is EndOfStreamException or IOException)
            {
                // The client has gone, as it should.
            }
        }, tls: true);

        var refused = await Assert.ThrowsAsync<RouterRefusedException>(() => Connect(peer.Address with { CertificateThumbprint = pin }));

        Assert.Equal((RouterRefusal.Certificate, peer.Thumbprint), (refused.Refusal, refused.ShownThumbprint));
        Assert.Equal(0, sent);
    }

    [Fact]
    public async Task Tls_HandshakeNeverAnswered_IsUnreachableAtTheDeadline()
    {
        var accepted = new TaskCompletionSource();
        await using var peer = ScriptedPeer.Start(async session =>
        {
            accepted.SetResult();
            await session.Forever();
        });

        var connecting = Connect(peer.Address with { UseTls = true, CertificateThumbprint = "00" });
        await accepted.Task;
        _time.Advance(_options.ConnectDeadline);

        Assert.Contains("within 5 s", (await Assert.ThrowsAsync<RouterUnreachableException>(() => connecting)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_WhereNobodyListens_IsUnreachable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var unreachable = await Assert.ThrowsAsync<RouterUnreachableException>(() => Connect(new RouterAddress("127.0.0.1", port, false, null, "billing", "s3cret")));

        Assert.Contains("refused the connection", unreachable.Message, StringComparison.Ordinal);
    }

    private Task<IRouterClient> Connect(RouterAddress address) =>
        new RouterOsConnector(Options.Create(_options), _time, NullLogger<RouterOsConnector>.Instance).Connect(address, TestContext.Current.CancellationToken);
}
