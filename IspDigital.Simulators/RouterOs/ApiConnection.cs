using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;

namespace IspDigital.Simulators.RouterOs;

/// <summary>One client's connection: takes sentences off the wire and starts their commands.</summary>
internal sealed class ApiConnection : IDisposable
{
    private readonly RouterParts _router;
    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly CancellationTokenSource _ending = new();
    private readonly CommandRunner _runner;
    private bool _halfClosed;

    public ApiConnection(RouterParts router, Socket socket, Stream stream, int number)
    {
        _router = router;
        _socket = socket;
        _stream = stream;
        Number = number;
        RemoteAddress = (socket.RemoteEndPoint as IPEndPoint)?.Address.ToString() ?? "";
        Since = router.Time.GetUtcNow();
        Output = new ConnectionOutput(stream, router.Faults, router.Log);
        Login = new ApiLogin(router.State, router.Faults);
        _runner = new CommandRunner(router, this);
    }

    public int Number { get; }

    public string RemoteAddress { get; }

    public DateTimeOffset Since { get; }

    public ConnectionOutput Output { get; }

    public ApiLogin Login { get; }

    /// <summary>Set off when the connection is over.</summary>
    public CancellationToken Ending => _ending.Token;

    /// <summary>Reads until the client leaves or the connection is ended from here.</summary>
    public async Task Serve()
    {
        var reader = PipeReader.Create(_stream, new StreamPipeReaderOptions(bufferSize: 16 * 1024, leaveOpen: true));
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(Ending);
                var buffer = read.Buffer;
                if (_router.Faults.BlackHole || _halfClosed)
                {
                    buffer = buffer.Slice(buffer.End);
                }

                TakeSentences(ref buffer);
                reader.AdvanceTo(buffer.Start, read.Buffer.End);
                Output.Flush();
                if (read.IsCompleted)
                {
                    break;
                }
            }
        }
        catch (ApiProtocolException)
        {
            // A byte that no API client may send: the router hangs up.
            await Close();
        }
        catch (Exception over) when (over is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client left without a word, or the connection was ended from here; either way it is over.
        }
        finally
        {
            await reader.CompleteAsync();
            Dispose();
        }
    }

    /// <summary>Sends what is pending, then FIN; whatever the client still says is read and ignored until he leaves too.</summary>
    public async Task Close()
    {
        _halfClosed = true;
        await Output.Drained();
        Output.Close();
        try
        {
            if (_stream is System.Net.Security.SslStream tls)
            {
                await tls.ShutdownAsync();
            }

            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Gone already: there is nothing left to close.
        }
    }

    /// <summary>RST: nothing pending is sent.</summary>
    public void Reset()
    {
        Output.Close();
        try
        {
            _socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // Gone already.
        }

        _socket.Dispose();
        EndCommands();
    }

    public void Dispose()
    {
        Output.Close();
        EndCommands();
        _socket.Dispose();
        _stream.Dispose();
    }

    private void EndCommands()
    {
        // The source is left to the collector: commands under way may still ask for its token.
        _ending.Cancel();
    }

    private void TakeSentences(ref ReadOnlySequence<byte> buffer)
    {
        while (!_halfClosed && !_ending.IsCancellationRequested)
        {
            var before = buffer.Length;
            var longest = Login.User is null ? ApiCodec.LongestWordBeforeLogin : ApiCodec.LongestWord;
            if (!ApiCodec.TryReadSentence(ref buffer, longest, out var words))
            {
                return;
            }

            if (words.Count == 0)
            {
                continue;
            }

            var request = new ApiRequest(words, (int)(before - buffer.Length));
            _router.Log.Received(Number, _router.Time.GetUtcNow(), request);
            _router.State.Signal.Raise();
            _runner.Start(request);
        }
    }
}
