using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace IspDigital.Simulators.RouterOs;

/// <summary>The TCP side: listens, accepts, and knows the connections that are open.</summary>
internal sealed class ApiListener(RouterParts router, int maxSessions, X509Certificate2? certificate) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<ApiConnection> _open = [];
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;
    private int _accepted;

    public int Port { get; private set; }

    /// <summary>How many connections were accepted since the start.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    public IReadOnlyList<ApiConnection> Open
    {
        get
        {
            lock (_gate)
            {
                return [.. _open];
            }
        }
    }

    public void Start(int port)
    {
        lock (_gate)
        {
            if (_listener is not null)
            {
                return;
            }

            var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start(512);
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
            _listener = listener;
            _accepting = Task.Run(() => Accept(listener));
        }
    }

    /// <summary>Stops listening and resets every connection.</summary>
    public Task Stop()
    {
        Task accepting;
        lock (_gate)
        {
            _listener?.Stop();
            _listener = null;
            accepting = _accepting;
        }

        foreach (var connection in Open)
        {
            connection.Reset();
        }

        return accepting;
    }

    public async ValueTask DisposeAsync() => await Stop();

    private async Task Accept(TcpListener listener)
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await listener.AcceptSocketAsync();
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Stopped listening.
                return;
            }

            socket.NoDelay = true;
            var number = Interlocked.Increment(ref _accepted);
            if (router.Faults.CloseOnAccept || Open.Count >= maxSessions)
            {
                socket.Dispose();
                router.State.Signal.Raise();
                continue;
            }

            _ = Serve(listener, socket, number);
        }
    }

    private async Task Serve(TcpListener listener, Socket socket, int number)
    {
        Stream stream = new NetworkStream(socket, ownsSocket: false);
        if (certificate is not null)
        {
            stream = new SslStream(stream);
        }

        var connection = new ApiConnection(router, socket, stream, number);
        lock (_gate)
        {
            _open.Add(connection);
            if (_listener != listener)
            {
                // Stopped between the accept and here: this connection ends like the others did.
                connection.Reset();
            }
        }

        router.State.Signal.Raise();
        try
        {
            if (stream is SslStream tls && !router.Faults.BlackHole)
            {
                await Secure(tls, connection.Ending);
            }

            await connection.Serve();
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // No TLS came about: the client did not like the certificate, or left.
            connection.Dispose();
        }
        finally
        {
            lock (_gate)
            {
                _open.Remove(connection);
            }

            router.State.Signal.Raise();
        }
    }

    /// <summary>TLS 1.2 as api-ssl has it; no certificate is asked of the client.</summary>
    private Task Secure(SslStream tls, CancellationToken ending) => tls.AuthenticateAsServerAsync(
        new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
#pragma warning disable CA5398 // RouterOS lists no TLS 1.3 for api-ssl.
            EnabledSslProtocols = SslProtocols.Tls12,
#pragma warning restore CA5398
        },
        ending);
}
