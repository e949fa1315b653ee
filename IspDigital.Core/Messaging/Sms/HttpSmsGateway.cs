using System.Net.Sockets;
using System.Text;

namespace IspDigital.Core.Messaging.Sms;

/// <summary>
/// A gateway over HTTP, entirely described by settings. Its client is its own, not the factory's: that one writes addresses to the
/// log, and many gateways want the API key in the address. Nothing of a request is ever logged or stored.
/// </summary>
public sealed class HttpSmsGateway : ISmsGateway, IDisposable
{
    private const int SecretLengthMin = 4;
    private static readonly TimeSpan s_connecting = TimeSpan.FromSeconds(5);

    private readonly SmsGatewayOptions _options;
    private readonly HttpClient _http;
    private readonly string[] _secrets;

    /// <summary>The gateway that the options describe.</summary>
    public HttpSmsGateway(SmsGatewayOptions options)
    {
        _options = options;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // a redirect would carry the key elsewhere
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectCallback = Connect,
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = 64 * 1024 };
        _secrets = [.. RequestTemplate.Places(options).Where(p => p.Place.Contains(':', StringComparison.Ordinal)).Select(p => p.Text).Concat(QueryValues(options.Url))
            .Where(text => text.Length >= SecretLengthMin && !text.Contains("{{", StringComparison.Ordinal))];
    }

    /// <inheritdoc/>
    public string Name => _options.Name;

    /// <inheritdoc/>
    public bool TakesReference => _options.RefusesSeenReference;

    /// <inheritdoc/>
    public async Task<SendOutcome> Send(SmsToSend sms, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(_options.Timeout);
        try
        {
            using var request = Request(sms);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, deadline.Token);
            var body = await response.Content.ReadAsStringAsync(deadline.Token);
            return Hide(GatewayReply.Read(_options, response.StatusCode, body));
        }
        catch (HttpRequestException wrong) when (wrong.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            return new SendOutcome.Unreachable(Name, Hide(wrong.Message));
        }
        catch (HttpRequestException wrong)
        {
            return new SendOutcome.NoAnswer(Name, Hide(wrong.Message));
        }
        catch (OperationCanceledException)
        {
            return new SendOutcome.NoAnswer(Name, $"no answer within {_options.Timeout.TotalSeconds:0} s");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(SmsToSend sms)
    {
        var request = new HttpRequestMessage(HttpMethod.Parse(_options.Method), RequestTemplate.ForUrl(_options.Url, sms));
        if (_options.Json is { } json)
        {
            request.Content = new StringContent(RequestTemplate.ForJson(json, sms), Encoding.UTF8, "application/json");
        }
        else if (_options.Form.Count > 0)
        {
            request.Content = new FormUrlEncodedContent(_options.Form.Select(f => KeyValuePair.Create(f.Key, RequestTemplate.ForForm(f.Value, sms))));
        }
        foreach (var (name, value) in _options.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, RequestTemplate.ForHeader(value, sms));
        }
        return request;
    }

    // A deadline of its own for connecting, so that "never reached" and "taken, but no answer" stay two different things.
    private static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(s_connecting);
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, deadline.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private SendOutcome Hide(SendOutcome outcome) => outcome is SendOutcome.Refused refused ? refused with { Why = Hide(refused.Why) } : outcome;

    private string Hide(string text) => _secrets.Aggregate(text, (shown, secret) => shown.Replace(secret, "•••", StringComparison.Ordinal));

    private static IEnumerable<string> QueryValues(string url) =>
        url.Contains('?', StringComparison.Ordinal)
            ? url[(url.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&').Select(pair => Uri.UnescapeDataString(pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]))
            : [];
}
