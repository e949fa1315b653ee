using System.Net;
using System.Net.Sockets;
using IspDigital.Core.Messaging;
using IspDigital.Core.Messaging.Sms;
using IspDigital.Simulators.Sms;
using SmsGatewayOptions = IspDigital.Core.Messaging.Sms.SmsGatewayOptions;

namespace IspDigital.Tests.Messaging;

/// <summary>The gateway that settings describe, against a gateway over HTTP.</summary>
public sealed class HttpSmsGatewayTests
{
    private const string Hostile = "Tk 500 & \"due\"? 50% + {{to}} \\ ৳ বিল\nline";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Shapes => ["bulksmsbd by query", "bulksmsbd by form", "alpha by form", "alpha by JSON"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Send_InEachShape_ArrivesAsWritten(string shape)
    {
        await using var simulator = await SmsGatewaySimulator.Start();
        using var gateway = new HttpSmsGateway(Described(simulator, shape));

        var outcome = await gateway.Send(new SmsToSend("8801712345678", Hostile, "M1T1"), Cancellation);

        Assert.Equal(new SendOutcome.Taken("test", "1"), outcome);
        var sms = Assert.Single(simulator.Messages);
        Assert.Equal(("8801712345678", Hostile), (sms.To, sms.Text));
    }

    [Fact]
    public async Task Send_GatewaySaysNoWithHttp200_IsARefusalInItsWords()
    {
        await using var simulator = await SmsGatewaySimulator.Start();
        simulator.OnNext(SmsFault.NoBalance);
        using var gateway = new HttpSmsGateway(Described(simulator, "bulksmsbd by form"));

        var refused = Assert.IsType<SendOutcome.Refused>(await gateway.Send(new SmsToSend("8801712345678", "x", "M1T1"), Cancellation));

        Assert.Contains("Balance Insufficient", refused.Why, StringComparison.Ordinal);
        Assert.False(refused.IsFinal);
    }

    [Fact]
    public async Task Send_BadNumber_IsFinal()
    {
        await using var simulator = await SmsGatewaySimulator.Start();
        using var gateway = new HttpSmsGateway(Described(simulator, "alpha by form"));

        Assert.True(Assert.IsType<SendOutcome.Refused>(await gateway.Send(new SmsToSend("12", "x", "M1T1"), Cancellation)).IsFinal);
    }

    [Fact]
    public async Task Send_ServerError_IsARefusalToBeTriedAgain()
    {
        await using var simulator = await SmsGatewaySimulator.Start();
        simulator.OnNext(SmsFault.ServerError);
        using var gateway = new HttpSmsGateway(Described(simulator, "alpha by form"));

        Assert.Equal(
            new SendOutcome.Refused("test", "HTTP 500 Server Error", IsFinal: false), await gateway.Send(new SmsToSend("8801712345678", "x", "M1T1"), Cancellation));
    }

    [Fact]
    public async Task Send_TakenWithoutAnAnswer_IsUnknownNotFailed()
    {
        await using var simulator = await SmsGatewaySimulator.Start();
        simulator.OnNext(SmsFault.AcceptedWithoutAnswer);
        using var gateway = new HttpSmsGateway(Described(simulator, "alpha by form", timeout: TimeSpan.FromSeconds(1)));

        Assert.IsType<SendOutcome.NoAnswer>(await gateway.Send(new SmsToSend("8801712345678", "x", "M1T1"), Cancellation));
        Assert.Single(simulator.Messages);
    }

    [Fact]
    public async Task Send_SlowButInTime_IsTaken()
    {
        await using var simulator = await SmsGatewaySimulator.Start();
        simulator.OnNext(SmsFault.Slow(TimeSpan.FromMilliseconds(300)));
        using var gateway = new HttpSmsGateway(Described(simulator, "alpha by form"));

        Assert.IsType<SendOutcome.Taken>(await gateway.Send(new SmsToSend("8801712345678", "x", "M1T1"), Cancellation));
    }

    [Fact]
    public async Task Send_NobodyListens_IsUnreachable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var gateway = new HttpSmsGateway(new SmsGatewayOptions { Name = "test", Url = $"http://127.0.0.1:{port}/?to={{{{to}}}}&text={{{{text}}}}", Method = "GET" });

        Assert.IsType<SendOutcome.Unreachable>(await gateway.Send(new SmsToSend("8801712345678", "x", "M1T1"), Cancellation));
    }

    [Fact]
    public async Task Send_WrongKeyEchoed_IsHidden()
    {
        await using var simulator = await SmsGatewaySimulator.Start();
        var options = Described(simulator, "alpha by form");
        options.Url = new Uri(simulator.Url, "/nowhere-my-secret-key").ToString() + "?api_key=my-secret-key";
        using var gateway = new HttpSmsGateway(options);

        var refused = Assert.IsType<SendOutcome.Refused>(await gateway.Send(new SmsToSend("8801712345678", "x", "M1T1"), Cancellation));

        Assert.DoesNotContain("my-secret-key", refused.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.b[1].c", """{"a":{"b":[{},{"c":7}]}}""", "7")]
    [InlineData("[0].id", """[{"id":"x"}]""", "x")]
    [InlineData("a.b", """{"a":1}""", null)]
    [InlineData("a", "not json", null)]
    public void ValueAt_Path_FindsOrNot(string path, string json, string? value) => Assert.Equal(value, GatewayReply.ValueAt(json, path));

    [Fact]
    public void Options_ThatAreWrong_NameEveryKey()
    {
        var options = new SmsOptions { ParallelMax = 0 };
        options.Gateways.Add(new SmsGatewayOptions { Name = "", Url = "ftp://x", Method = "PUT", Json = "{\"a\":{{text}}}", SuccessPattern = "(", Timeout = TimeSpan.Zero });

        var failures = new SmsOptionsValidator().Validate(null, options).Failures!.ToList();

        foreach (var key in new[] { "ParallelMax", "Gateways:0:Name", "Gateways:0:Url", "Gateways:0:Method", "Gateways:0:SuccessPattern", "Gateways:0:Timeout" })
        {
            Assert.Contains(failures, f => f.StartsWith($"Messaging:Sms:{key} ", StringComparison.Ordinal));
        }
    }

    private static SmsGatewayOptions Described(SmsGatewaySimulator simulator, string shape, TimeSpan? timeout = null)
    {
        var isBulk = shape.StartsWith("bulk", StringComparison.Ordinal);
        var options = new SmsGatewayOptions
        {
            Name = "test",
            Url = new Uri(simulator.Url, isBulk ? "/api/smsapi" : "/sendsms").ToString(),
            SuccessPath = isBulk ? "response_code" : "error",
            SuccessPattern = isBulk ? "^202$" : "^0$",
            FinalPattern = isBulk ? "^1001$" : "^416$",
            ProviderIdPath = isBulk ? "message_id" : "data.request_id",
            Timeout = timeout ?? TimeSpan.FromSeconds(10),
        };
        switch (shape)
        {
            case "bulksmsbd by query":
                options.Method = "GET";
                options.Url += "?api_key=demo-key&type=text&number={{to}}&message={{text}}";
                break;
            case "alpha by JSON":
                options.Json = """{"api_key":"demo-key","to":"{{to}}","msg":"{{text}}","ref":"{{reference}}"}""";
                break;
            default:
                options.Form.Add("api_key", "demo-key");
                options.Form.Add(isBulk ? "number" : "to", "{{to}}");
                options.Form.Add(isBulk ? "message" : "msg", "{{text}}");
                break;
        }
        return options;
    }
}
