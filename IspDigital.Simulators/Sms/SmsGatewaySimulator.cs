using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IspDigital.Simulators.Sms;

/// <summary>How a simulated SMS gateway is set up.</summary>
public sealed record SmsGatewayOptions
{
    /// <summary>TCP port on loopback; 0 takes a free one.</summary>
    public int Port { get; init; }

    public string ApiKey { get; init; } = "demo-key";

    /// <summary>What the delivery report says of a message that was just accepted.</summary>
    public SmsDelivery FirstDelivery { get; init; } = SmsDelivery.Delivered;

    /// <summary>How many messages are kept; the oldest go first.</summary>
    public int KeptMessages { get; init; } = 50_000;
}

/// <summary>
/// An SMS gateway over HTTP on loopback, with the shapes of BulkSMSBD (<c>/api/smsapi</c>) and Alpha SMS (<c>/sendsms</c>);
/// its first page shows the messages as a phone would. Everything may be called from any thread.
/// </summary>
public sealed class SmsGatewaySimulator : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<SimulatedSms> _messages = new();
    private readonly Queue<SmsFault> _faults = new();
    private readonly Dictionary<long, SmsDelivery> _deliveries = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly ChangeSignal _signal = new();
    private readonly SmsGatewayOptions _options;
    private readonly TimeProvider _time;
    private readonly WebApplication _app;
    private long _lastId;
    private int _requests;

    private SmsGatewaySimulator(SmsGatewayOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, OwnersLifetime>();
        _app = builder.Build();
        Map();
    }

    /// <summary>For example <c>http://127.0.0.1:41234</c>.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>Send requests so far, refused and failed ones among them.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Every kept message, oldest first.</summary>
    public IReadOnlyList<SimulatedSms> Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages.Select(Current)];
            }
        }
    }

    public static async Task<SmsGatewaySimulator> Start(SmsGatewayOptions? options = null, TimeProvider? time = null)
    {
        var gateway = new SmsGatewaySimulator(options ?? new SmsGatewayOptions(), time ?? TimeProvider.System);
        await gateway._app.StartAsync();
        gateway.Url = new Uri(gateway._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return gateway;
    }

    /// <summary>Messages of one phone, compared by their last ten digits.</summary>
    public IReadOnlyList<SimulatedSms> To(string number) => [.. Messages.Where(each => Tail(each.To) == Tail(number))];

    /// <summary>The next send requests meet the fault.</summary>
    public void OnNext(SmsFault fault, int times = 1)
    {
        lock (_gate)
        {
            for (var i = 0; i < times; i++)
            {
                _faults.Enqueue(fault);
            }
        }
    }

    public void ClearFaults()
    {
        lock (_gate)
        {
            _faults.Clear();
        }
    }

    /// <summary>What the delivery report says of that message from now on.</summary>
    public void SetDelivery(long id, SmsDelivery delivery)
    {
        lock (_gate)
        {
            _deliveries[id] = delivery;
        }

        _signal.Raise();
    }

    /// <summary>Waits, without polling, until the condition holds: it is looked at after every request.</summary>
    /// <exception cref="TimeoutException">It did not hold within the time (10 s where none is given).</exception>
    public Task WaitUntil(Func<SmsGatewaySimulator, bool> holds, TimeSpan? timeout = null, CancellationToken cancellation = default) =>
        _signal.Until(() => holds(this), timeout ?? TimeSpan.FromSeconds(10), cancellation);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private static string Tail(string number)
    {
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        return digits.Length <= 10 ? digits : digits[^10..];
    }

    private void Map()
    {
        string[] verbs = ["GET", "POST"];
        _app.MapMethods("/api/smsapi", verbs, http => Send(http, SmsReplies.BulkSmsBd));
        _app.MapMethods("/sendsms", verbs, http => Send(http, SmsReplies.Alpha));
        _app.MapMethods("/api/getBalanceApi", verbs, http => http.Response.WriteAsJsonAsync(new { response_code = 202, balance = 1000.5 }));
        _app.MapMethods("/user/balance", verbs, http => http.Response.WriteAsJsonAsync(new { error = 0, msg = "Success", data = new { balance = "1000.5000" } }));
        _app.MapMethods("/report/request/{id:long}", verbs, Report);
        _app.MapMethods("/messages", ["GET"], http => http.Response.WriteAsJsonAsync(Messages.Reverse().Select(SmsReplies.Row)));
        _app.MapMethods("/", ["GET"], PhonePage.Write);
    }

    private Task Report(HttpContext http)
    {
        var id = Convert.ToInt64(http.Request.RouteValues["id"], System.Globalization.CultureInfo.InvariantCulture);
        return http.Response.WriteAsJsonAsync(SmsReplies.Report(Messages.FirstOrDefault(each => each.Id == id)));
    }

    private async Task Send(HttpContext http, Func<SmsRefusal, long, object> reply)
    {
        Interlocked.Increment(ref _requests);
        var request = await SmsRequest.Read(http.Request);
        var fault = TakeFault();
        _signal.Raise();
        switch (fault)
        {
            case SmsFault.Status status:
                http.Response.StatusCode = status.Code;
                await http.Response.WriteAsync("<html><body><h1>Server Error</h1></body></html>");
                return;
            case SmsFault.Silent silent:
                if (silent.Accepts)
                {
                    Accept(request);
                }

                await NeverAnswer(http);
                return;
            case SmsFault.Late late:
                await Task.Delay(late.Time, _time, http.RequestAborted);
                break;
        }

        var refusal = fault is SmsFault.Refusal no ? no.Why : Check(request);
        var id = refusal == SmsRefusal.None ? Accept(request) : 0;
        await http.Response.WriteAsJsonAsync(reply(refusal, id));
    }

    private SmsFault? TakeFault()
    {
        lock (_gate)
        {
            return _faults.TryDequeue(out var fault) ? fault : null;
        }
    }

    private async Task NeverAnswer(HttpContext http)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _stopping.Token);
        var gone = new TaskCompletionSource();
        await using var registration = either.Token.Register(() => gone.TrySetResult());
        await gone.Task;
        http.Abort();
    }

    private SmsRefusal Check(SmsRequest request)
    {
        if (request.Key != _options.ApiKey)
        {
            return SmsRefusal.BadKey;
        }

        if (request.Numbers.Count == 0 || request.Text.Length == 0)
        {
            return SmsRefusal.Incomplete;
        }

        // Gateways want 8801 and nine digits; the local form 01 and nine digits passes as well.
        return request.Numbers.All(number =>
            number.All(char.IsAsciiDigit)
            && ((number.Length == 13 && number.StartsWith("8801", StringComparison.Ordinal))
                || (number.Length == 11 && number.StartsWith("01", StringComparison.Ordinal))))
            ? SmsRefusal.None
            : SmsRefusal.BadNumber;
    }

    private long Accept(SmsRequest request)
    {
        long id;
        lock (_gate)
        {
            id = _lastId + 1;
            foreach (var number in request.Numbers)
            {
                _messages.Enqueue(new SimulatedSms(
                    ++_lastId, number, request.Text, request.Sender, _time.GetUtcNow(), SmsParts.Count(request.Text), _options.FirstDelivery));
            }

            while (_messages.Count > _options.KeptMessages)
            {
                _deliveries.Remove(_messages.Dequeue().Id);
            }
        }

        _signal.Raise();
        return id;
    }

    private SimulatedSms Current(SimulatedSms sms) =>
        _deliveries.TryGetValue(sms.Id, out var delivery) ? sms with { Delivery = delivery } : sms;

    /// <summary>The gateway lives as long as its owner keeps it: it takes no signals of the process.</summary>
    private sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
