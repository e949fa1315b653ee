using System.CommandLine;
using IspDigital.Simulators.Sms;

namespace IspDigital.Simulators;

/// <summary><c>sms</c>: an HTTP gateway and a page that shows the phones.</summary>
internal static class SmsCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "TCP port; 0 takes a free one", DefaultValueFactory = _ => 8780 };
        var key = new Option<string>("--api-key") { Description = "Key that requests must carry", DefaultValueFactory = _ => "demo-key" };
        var command = new Command("sms", "An SMS gateway over HTTP") { port, key };
        command.SetAction((parsed, stopping) => Run(
            new SmsGatewayOptions { Port = parsed.GetValue(port), ApiKey = parsed.GetValue(key)! }, stopping));
        return command;
    }

    private static async Task<int> Run(SmsGatewayOptions options, CancellationToken stopping)
    {
        await using var gateway = await SmsGatewaySimulator.Start(options);
        await Listening.UntilStopped([$"SMS gateway listens on {gateway.Url} (phones on its first page; send to /api/smsapi or /sendsms)"], stopping);
        Console.WriteLine($"Stopped after {gateway.Requests} requests, {gateway.Messages.Count} messages.");
        return 0;
    }
}
