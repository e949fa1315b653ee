using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IspDigital.Simulators.Sms;

namespace IspDigital.Tests.Simulators;

/// <summary>The simulated SMS gateway over HTTP, in the shapes of the gateways that it stands for.</summary>
public sealed class SmsGatewaySimulatorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("query")]
    [InlineData("form")]
    [InlineData("json")]
    public async Task Send_ByAnyMethod_KeepsTheMessageAndSays202(string method)
    {
        await using var gateway = await SmsGatewaySimulator.Start();
        using var http = new HttpClient { BaseAddress = gateway.Url };
        var fields = new Dictionary<string, string>
        {
            ["api_key"] = "demo-key", ["type"] = "text", ["number"] = "8801712345678", ["senderid"] = "ISP", ["message"] = "বিল ৳500 & বকেয়া",
        };

        using var response = method switch
        {
            "query" => await http.GetAsync("/api/smsapi?" + string.Join('&', fields.Select(each => $"{each.Key}={Uri.EscapeDataString(each.Value)}")), Cancellation),
            "form" => await http.PostAsync("/api/smsapi", new FormUrlEncodedContent(fields), Cancellation),
            _ => await http.PostAsJsonAsync("/api/smsapi", fields, Cancellation),
        };

        var reply = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(202, reply.GetProperty("response_code").GetInt32());
        var sms = Assert.Single(gateway.To("01712-345678"));
        Assert.Equal(("বিল ৳500 & বকেয়া", "ISP", 1), (sms.Text, sms.Sender, sms.Parts));
    }

    [Theory]
    [InlineData("demo-key", "8801712345678", "hello", 202)]
    [InlineData("demo-key", "8801712345678,8801812345678", "hello", 202)]
    [InlineData("wrong", "8801712345678", "hello", 1011)]
    [InlineData("demo-key", "", "hello", 1003)]
    [InlineData("demo-key", "8801712345678", "", 1003)]
    [InlineData("demo-key", "12345", "hello", 1001)]
    [InlineData("demo-key", "88017123x5678", "hello", 1001)]
    public async Task Send_InTheShapeOfBulkSmsBd_AnswersWithItsCodes(string key, string numbers, string text, int code)
    {
        await using var gateway = await SmsGatewaySimulator.Start();
        using var http = new HttpClient { BaseAddress = gateway.Url };

        var reply = await http.GetFromJsonAsync<JsonElement>($"/api/smsapi?api_key={key}&number={numbers}&message={text}", Cancellation);

        Assert.Equal(code, reply.GetProperty("response_code").GetInt32());
        Assert.Equal(code == 202 ? numbers.Split(',').Length : 0, gateway.Messages.Count);
    }

    [Fact]
    public async Task Send_InTheShapeOfAlphaSms_AnswersWithARequestIdWhoseDeliveryCanBeAsked()
    {
        await using var gateway = await SmsGatewaySimulator.Start(new SmsGatewayOptions { FirstDelivery = SmsDelivery.Pending });
        using var http = new HttpClient { BaseAddress = gateway.Url };

        var id = await SendByAlpha(http);
        var before = await Report(http, id);
        gateway.SetDelivery(id, SmsDelivery.Delivered);
        var after = await Report(http, id);

        Assert.Equal(("Pending", "Sent"), (before, after));
        Assert.Equal(404, (await http.GetFromJsonAsync<JsonElement>("/report/request/99", Cancellation)).GetProperty("error").GetInt32());
    }

    [Fact]
    public async Task Faults_OneAfterTheOther_StrikeThenAllIsWell()
    {
        await using var gateway = await SmsGatewaySimulator.Start();
        using var http = new HttpClient { BaseAddress = gateway.Url };
        gateway.OnNext(SmsFault.ServerError);
        gateway.OnNext(SmsFault.NoBalance);
        gateway.OnNext(SmsFault.BadNumber);
        gateway.OnNext(SmsFault.Slow(TimeSpan.FromMilliseconds(5)));
        const string Send = "/api/smsapi?api_key=demo-key&number=8801712345678&message=x";

        using var first = await http.GetAsync(Send, Cancellation);
        var codes = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            codes.Add((await http.GetFromJsonAsync<JsonElement>(Send, Cancellation)).GetProperty("response_code").GetInt32());
        }

        Assert.Equal(HttpStatusCode.InternalServerError, first.StatusCode);
        Assert.Equal([1007, 1001, 202], codes);
        Assert.Equal(4, gateway.Requests);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Silence_LeavesTheCallerWithoutAnAnswer(bool accepted, int messages)
    {
        await using var gateway = await SmsGatewaySimulator.Start();
        using var http = new HttpClient { BaseAddress = gateway.Url };
        gateway.OnNext(accepted ? SmsFault.AcceptedWithoutAnswer : SmsFault.Silence);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var call = http.GetAsync("/api/smsapi?api_key=demo-key&number=8801712345678&message=x", patience.Token);
        await gateway.WaitUntil(each => each.Requests == 1 && each.Messages.Count == messages, cancellation: Cancellation);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(messages, gateway.Messages.Count);
    }

    [Fact]
    public async Task Dispose_WhileACallerWaits_DoesNotHang()
    {
        var gateway = await SmsGatewaySimulator.Start();
        using var http = new HttpClient { BaseAddress = gateway.Url };
        gateway.OnNext(SmsFault.Silence);
        var call = http.GetAsync("/sendsms", Cancellation);
        await gateway.WaitUntil(each => each.Requests == 1, cancellation: Cancellation);

        await gateway.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => call);
    }

    [Fact]
    public async Task Messages_AsJsonAndAsPage_ShowWhatThePhoneGot()
    {
        await using var gateway = await SmsGatewaySimulator.Start();
        using var http = new HttpClient { BaseAddress = gateway.Url };
        await SendByAlpha(http);

        var rows = await http.GetFromJsonAsync<JsonElement>("/messages", Cancellation);
        using var page = await http.GetAsync("/", Cancellation);

        Assert.Equal("01712345678", rows[0].GetProperty("to").GetString());
        Assert.Equal("আপনার বিল", rows[0].GetProperty("text").GetString());
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
    }

    private static async Task<long> SendByAlpha(HttpClient http)
    {
        using var body = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["api_key"] = "demo-key", ["to"] = "01712345678", ["msg"] = "আপনার বিল",
        });
        using var response = await http.PostAsync("/sendsms", body, Cancellation);
        var reply = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(0, reply.GetProperty("error").GetInt32());
        return reply.GetProperty("data").GetProperty("request_id").GetInt64();
    }

    private static async Task<string?> Report(HttpClient http, long id) =>
        (await http.GetFromJsonAsync<JsonElement>($"/report/request/{id}", Cancellation))
            .GetProperty("data").GetProperty("recipients")[0].GetProperty("status").GetString();
}
