using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IspDigital.Core.Routers.RouterOs;

/// <summary>Opens the stream to a router: TCP, and TLS with the pinned certificate. Nothing is sent before the certificate was accepted.</summary>
internal static class RouterOsDial
{
    /// <summary>Connects within the deadline.</summary>
    /// <exception cref="RouterUnreachableException">No connection; the text says what to look at.</exception>
    /// <exception cref="RouterRefusedException">The certificate is not the pinned one.</exception>
    public static async Task<Stream> Open(RouterAddress address, RouterOptions options, TimeProvider time, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(options.ConnectDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, either.Token);
            KeepAlive(socket);
            var stream = new NetworkStream(socket, ownsSocket: true);
            return address.UseTls ? await Secure(stream, address, either.Token) : stream;
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (e is RouterRefusedException or RouterUnreachableException || cancellation.IsCancellationRequested)
            {
                throw;
            }

            throw Unreachable(address, options, e);
        }
    }

    private static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 5);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
    }

    private static async Task<Stream> Secure(Stream stream, RouterAddress address, CancellationToken cancellation)
    {
        var (asked, shown) = (false, (string?)null);
        var tls = new SslStream(stream, leaveInnerStreamOpen: false, (_, certificate, _, _) =>
        {
            asked = true;
            shown = certificate?.GetCertHashString(HashAlgorithmName.SHA256);
            return IsPinned(address.CertificateThumbprint, shown);
        });
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = address.Host,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                // The pin says exactly which certificate; names, dates and issuers of self-signed ones say nothing.
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            }, cancellation);
            return tls;
        }
        catch (AuthenticationException e)
        {
            await tls.DisposeAsync();
            throw asked
                ? new RouterRefusedException(RouterRefusal.Certificate, CertificateText(address.CertificateThumbprint, shown), shown)
                : new RouterUnreachableException(
                    $"{address}: TLS could not be agreed on. The api-ssl service needs a certificate on the router and TLS 1.2 (/ip/service set api-ssl certificate=...).", e);
        }
    }

    private static bool IsPinned(string? pinned, string? shown) => shown is not null && pinned is not null
        && string.Equals(pinned.Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), shown, StringComparison.OrdinalIgnoreCase);

    private static string CertificateText(string? pinned, string? shown) => (pinned, shown) switch
    {
        (_, null) => "the router showed no certificate",
        (null, _) => $"no certificate is pinned; the router shows {shown}",
        _ => $"the router shows certificate {shown}, not the pinned one",
    };

    private static RouterUnreachableException Unreachable(RouterAddress address, RouterOptions options, Exception e) => new(e switch
    {
        OperationCanceledException => string.Create(CultureInfo.InvariantCulture, $"{address} did not answer within {options.ConnectDeadline.TotalSeconds:0.#} s"),
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
            $"{address} refused the connection: is the API service enabled on that port (/ip/service)?",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            $"The name {address.Host} could not be resolved",
        IOException when address.UseTls => $"{address} closed the connection during the TLS handshake. {RouterOsConnector.ClosedAtOnceAdvice}",
        _ => $"{address} could not be reached: {e.Message}",
    }, e);
}
