using IspDigital.Core.Messaging;
using IspDigital.Simulators.Sms;
using IspDigital.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IspDigital.Tests.UseCases.Messaging;

/// <summary>From the commit to the phone, over a real gateway's HTTP.</summary>
public sealed class MessageSenderTests
{
    [Fact]
    public async Task Sender_WokenByACommit_PutsTheMessageOnThePhone()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var gateway = await SmsGatewaySimulator.Start();
        await using var portal = TestPortal.Start(settings: new()
        {
            ["Messaging:Sms:Gateways:0:Name"] = "Alpha SMS",
            ["Messaging:Sms:Gateways:0:Url"] = new Uri(gateway.Url, "/sendsms").ToString(),
            ["Messaging:Sms:Gateways:0:Form:api_key"] = "demo-key",
            ["Messaging:Sms:Gateways:0:Form:to"] = "{{to}}",
            ["Messaging:Sms:Gateways:0:Form:msg"] = "{{text}}",
            ["Messaging:Sms:Gateways:0:SuccessPath"] = "error",
            ["Messaging:Sms:Gateways:0:SuccessPattern"] = "^0$",
            ["Messaging:Sms:Gateways:0:ProviderIdPath"] = "data.request_id",
        });
        var sender = portal.Services.GetServices<IHostedService>().OfType<MessageSender>().Single();
        await sender.StartAsync(cancellation);

        await portal.Queue(await portal.AddSubscriber(language: "bn"), MessageKind.Reconnected, "a");
        await gateway.WaitUntil(g => g.To("01712345678").Count == 1, cancellation: cancellation);
        await sender.StopAsync(cancellation);

        Assert.Contains("লাইন আবার চালু হয়েছে", gateway.Messages[0].Text, StringComparison.Ordinal);
        Assert.Equal(("Alpha SMS", "1"), ((await portal.Messages())[0].Gateway, (await portal.Messages())[0].ProviderId));
    }
}
