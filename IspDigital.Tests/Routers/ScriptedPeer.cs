using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using IspDigital.Core.Routers;

namespace IspDigital.Tests.Routers;

/// <summary>The other end of a connection, doing exactly what a test tells it: for what no well-behaved router would do.</summary>
internal sealed class ScriptedPeer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly X509Certificate2? _certificate;
    private readonly Task _serving;

    private ScriptedPeer(Func<PeerSession, Task> script, bool tls)
    {
        _certificate = tls ? Certificate() : null;
        _listener.Start();
        _serving = Serve(script);
    }

    public RouterAddress Address => new("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port, _certificate is not null, Thumbprint, "billing", "s3cret");

    public string? Thumbprint => _certificate?.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>Serves one connection from its first byte.</summary>
    public static ScriptedPeer Start(Func<PeerSession, Task> script, bool tls = false) => new(script, tls);

    /// <summary>Serves one connection after it has signed in.</summary>
    public static ScriptedPeer SignedIn(Func<PeerSession, Task> script) => new(async session =>
    {
        var login = await session.Receive();
        await session.Reply(login, "!done");
        await script(session);
    }, tls: false);

    private async Task Serve(Func<PeerSession, Task> script)
    {
        using var socket = await _listener.AcceptSocketAsync(_stop.Token);
        socket.NoDelay = true;
        Stream stream = new NetworkStream(socket);
        if (_certificate is not null)
        {
            var tls = new SslStream(stream);
            stream = tls;
            try
            {
                await tls.AuthenticateAsServerAsync(_certificate, false, SslProtocols.Tls12, false);
            }
            catch (Exception e) when (e is IOException or AuthenticationException)
            {
                return; // The client did not like the certificate.
            }
        }

        await script(new PeerSession(socket, stream, _stop.Token));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        try
        {
            await _serving; // A failed script fails the test.
        }
        catch (OperationCanceledException)
        {
            // The script was still waiting, as it may.
        }

        _certificate?.Dispose();
        _stop.Dispose();
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=router", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2002, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }
}

/// <summary>A command as the peer received it.</summary>
internal sealed record PeerCommand(IReadOnlyList<string> Words)
{
    public string Path => Words[0];
    public string Tag => Words.Single(word => word.StartsWith(".tag=", StringComparison.Ordinal));
}

/// <summary>One connection at the peer's end.</summary>
internal sealed class PeerSession(Socket socket, Stream stream, CancellationToken stop)
{
    public ConcurrentQueue<PeerCommand> Received { get; } = new();

    /// <summary>The next command; throws <see cref="EndOfStreamException"/> when the client has gone.</summary>
    public async Task<PeerCommand> Receive()
    {
        var words = new List<string>();
        while (true)
        {
            var word = new byte[await Length()];
            if (word.Length == 0)
            {
                var command = new PeerCommand(words);
                Received.Enqueue(command);
                return command;
            }

            await stream.ReadExactlyAsync(word, stop);
            words.Add(Encoding.UTF8.GetString(word));
        }
    }

    public Task Reply(PeerCommand command, params string[] words) => Send(ApiBytes.Sentence([.. words, command.Tag]));

    public async Task Send(params byte[] bytes) => await stream.WriteAsync(bytes, stop);

    public void Close() => socket.Close();

    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    public Task Forever() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);

    private async Task<int> Length()
    {
        var first = (await Bytes(1))[0];
        if (first < 0x80)
        {
            return first;
        }

        var more = first < 0xC0 ? 1 : first < 0xE0 ? 2 : 3;
        var rest = await Bytes(more);
        return rest.Aggregate(first & (0x3F >> (more - 1)), (length, next) => (length << 8) | next);
    }

    private async Task<byte[]> Bytes(int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, stop);
        return bytes;
    }
}
