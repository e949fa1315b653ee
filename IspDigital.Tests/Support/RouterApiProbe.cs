using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace IspDigital.Tests.Support;

/// <summary>A bare RouterOS API client for looking at the wire itself: every word and every byte as it comes. Text is Latin-1.</summary>
internal sealed class RouterApiProbe : IAsyncDisposable
{
    private readonly TcpClient _tcp;
    private readonly Stream _stream;
    private readonly CancellationToken _cancellation;

    private RouterApiProbe(TcpClient tcp, Stream stream, CancellationToken cancellation)
    {
        _tcp = tcp;
        _stream = stream;
        _cancellation = cancellation;
    }

    public static async Task<RouterApiProbe> Connect(int port, string? thumbprint = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var tcp = new TcpClient { NoDelay = true };
        await tcp.ConnectAsync(IPAddress.Loopback, port, cancellation);
        Stream stream = tcp.GetStream();
        if (thumbprint is not null)
        {
            var tls = new SslStream(stream, false, (_, certificate, _, _) =>
                certificate!.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256) == thumbprint);
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "router" }, cancellation);
            stream = tls;
        }

        return new RouterApiProbe(tcp, stream, cancellation);
    }

    public static async Task<RouterApiProbe> SignIn(int port, string user = "admin", string password = "secret", string? thumbprint = null)
    {
        var probe = await Connect(port, thumbprint);
        Assert.Equal(["!done"], (await probe.Ask("/login", $"=name={user}", $"=password={password}")).Single());
        return probe;
    }

    public Task Send(params string[] words) => SendBytes(Encode(words));

    public async Task SendBytes(ReadOnlyMemory<byte> bytes)
    {
        await _stream.WriteAsync(bytes, _cancellation);
        await _stream.FlushAsync(_cancellation);
    }

    /// <summary>Sends a command and reads its replies up to <c>!done</c> or <c>!fatal</c>.</summary>
    public async Task<IReadOnlyList<string[]>> Ask(params string[] words)
    {
        await Send(words);
        return await Replies();
    }

    public async Task<IReadOnlyList<string[]>> Replies()
    {
        var replies = new List<string[]>();
        do
        {
            replies.Add(await Next());
        }
        while (replies[^1][0] is not ("!done" or "!fatal"));
        return replies;
    }

    /// <summary>The next sentence of a router that is still there.</summary>
    public async Task<string[]> Next() => await Read() ?? throw new EndOfStreamException();

    /// <summary>The next sentence, or null where the router has closed.</summary>
    public async Task<string[]?> Read()
    {
        var words = new List<string>();
        while (true)
        {
            var length = await ReadLength();
            if (length < 0)
            {
                return null;
            }

            if (length == 0)
            {
                return [.. words];
            }

            var word = new byte[length];
            await _stream.ReadExactlyAsync(word, _cancellation);
            words.Add(Encoding.Latin1.GetString(word));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _tcp.Dispose();
    }

    public static byte[] Encode(params string[] words)
    {
        var bytes = new List<byte>();
        foreach (var word in words)
        {
            bytes.AddRange(Prefix(word.Length));
            bytes.AddRange(Encoding.Latin1.GetBytes(word));
        }

        return [.. bytes, 0];
    }

    /// <summary>Written from the documentation's table, case by case.</summary>
    public static byte[] Prefix(int length) => length switch
    {
        <= 0x7F => [(byte)length],
        <= 0x3FFF => [(byte)(0x80 | (length >> 8)), (byte)length],
        <= 0x1FFFFF => [(byte)(0xC0 | (length >> 16)), (byte)(length >> 8), (byte)length],
        <= 0xFFFFFFF => [(byte)(0xE0 | (length >> 24)), (byte)(length >> 16), (byte)(length >> 8), (byte)length],
        _ => [0xF0, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length],
    };

    private async Task<int> ReadLength()
    {
        var one = new byte[1];
        if (await _stream.ReadAsync(one, _cancellation) == 0)
        {
            return -1;
        }

        var more = one[0] switch { < 0x80 => 0, < 0xC0 => 1, < 0xE0 => 2, < 0xF0 => 3, _ => 4 };
        var length = one[0] & (more switch { 0 => 0x7F, 1 => 0x3F, 2 => 0x1F, 3 => 0x0F, _ => 0 });
        for (var i = 0; i < more; i++)
        {
            await _stream.ReadExactlyAsync(one, _cancellation);
            length = (length << 8) | one[0];
        }

        return length;
    }
}
