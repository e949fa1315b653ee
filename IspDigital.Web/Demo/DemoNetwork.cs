using System.Globalization;
using IspDigital.Simulators.RouterOs;
using IspDigital.Simulators.Sms;
using IspDigital.Simulators.Smtp;

namespace IspDigital.Web.Demo;

/// <summary>What is outside of a demo ISP: two routers, an SMS gateway and a mail server, all on loopback and all speaking the real wire.</summary>
public sealed class DemoNetwork : IAsyncDisposable
{
    /// <summary>The sign-in at the routers of a demo.</summary>
    public const string RouterUser = "ispdigital";

    /// <summary>Its password; the routers listen on loopback only and live as long as the process.</summary>
    public const string RouterPassword = "demo-router";

    private DemoNetwork(IReadOnlyList<RouterOsSimulator> routers, SmsGatewaySimulator sms, SmtpSinkSimulator mail) =>
        (Routers, Sms, Mail) = (routers, sms, mail);

    /// <summary>The routers.</summary>
    public IReadOnlyList<RouterOsSimulator> Routers { get; }

    /// <summary>The SMS gateway; its messages are the subscribers' phones.</summary>
    public SmsGatewaySimulator Sms { get; }

    /// <summary>The mail server; its mails are the subscribers' inboxes.</summary>
    public SmtpSinkSimulator Mail { get; }

    /// <summary>Starts everything on free ports; the clock stamps what the phones receive.</summary>
    public static async Task<DemoNetwork> Start(TimeProvider clock)
    {
        var routers = new List<RouterOsSimulator>();
        foreach (var name in DemoIsp.RouterNames)
        {
            var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions
            {
                UserName = RouterUser,
                Password = RouterPassword,
                Identity = name,
                RedialDelay = TimeSpan.FromSeconds(1),
            });
            foreach (var plan in DemoIsp.Plans)
            {
                router.AddProfile(plan.Profile, $"{plan.Mbps}M/{plan.Mbps}M", remoteAddress: "pool-home", onlyOne: true);
            }
            routers.Add(router);
        }
        return new DemoNetwork(routers, await SmsGatewaySimulator.Start(time: clock), await SmtpSinkSimulator.Start(time: clock));
    }

    /// <summary>The settings that point the portal at this network.</summary>
    public Dictionary<string, string?> Settings() => new()
    {
        ["Messaging:Sms:PerSecondMax"] = "0",
        ["Messaging:Sms:ParallelMax"] = "8",
        ["Messaging:Sms:Gateways:0:Name"] = "Demo SMS",
        ["Messaging:Sms:Gateways:0:Method"] = "POST",
        ["Messaging:Sms:Gateways:0:Url"] = new Uri(Sms.Url, "sendsms").ToString(),
        ["Messaging:Sms:Gateways:0:Form:api_key"] = new SmsGatewayOptions().ApiKey,
        ["Messaging:Sms:Gateways:0:Form:to"] = "{{to}}",
        ["Messaging:Sms:Gateways:0:Form:msg"] = "{{text}}",
        ["Messaging:Sms:Gateways:0:SuccessPath"] = "error",
        ["Messaging:Sms:Gateways:0:SuccessPattern"] = "^0$",
        ["Messaging:Sms:Gateways:0:ProviderIdPath"] = "data.request_id",
        ["Messaging:Email:Host"] = "127.0.0.1",
        ["Messaging:Email:Port"] = Mail.Port.ToString(CultureInfo.InvariantCulture),
        ["Messaging:Email:Tls"] = "None",
        ["Messaging:Email:From"] = "Star Link <billing@starlink.example>",
        ["Messaging:Email:PerSecondMax"] = "0",
        ["Messaging:Email:ParallelMax"] = "4",
        ["Routers:Convergence:CleanReadPause"] = "00:00:00.050",
        ["Jobs:Enabled"] = "false",
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var router in Routers)
        {
            await router.DisposeAsync();
        }
        await Sms.DisposeAsync();
        await Mail.DisposeAsync();
    }
}
