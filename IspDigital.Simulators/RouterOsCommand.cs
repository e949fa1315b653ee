using System.CommandLine;
using System.Globalization;
using IspDigital.Simulators.RouterOs;

namespace IspDigital.Simulators;

/// <summary><c>routeros</c>: a router with secrets <c>user0001</c>… on plan profiles, all online.</summary>
internal static class RouterOsCommand
{
    private static readonly (string Name, string RateLimit)[] s_plans =
        [("plan-10M", "10M/10M"), ("plan-20M", "20M/20M"), ("plan-30M", "30M/30M"), ("plan-50M", "50M/50M")];

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "TCP port; 0 takes a free one", DefaultValueFactory = _ => 8728 };
        var user = new Option<string>("--user") { Description = "API user", DefaultValueFactory = _ => "admin" };
        var password = new Option<string>("--password") { Description = "Its password", DefaultValueFactory = _ => "secret" };
        var secrets = new Option<int>("--secrets") { Description = "How many PPP secrets, all online", DefaultValueFactory = _ => 500 };
        var version = new Option<string>("--version") { Description = "RouterOS version, for example 7.16 or 6.49", DefaultValueFactory = _ => "7.16" };
        var latency = new Option<int>("--latency-ms") { Description = "Every command waits that long", DefaultValueFactory = _ => 0 };
        var tls = new Option<bool>("--tls") { Description = "Speak TLS (api-ssl) with a certificate made at start" };
        var redial = new Option<int>("--redial-ms") { Description = "A device that was cut dials again after", DefaultValueFactory = _ => 2000 };
        var command = new Command("routeros", "A MikroTik router's API") { port, user, password, secrets, version, latency, tls, redial };
        command.SetAction((parsed, stopping) => Run(
            new RouterOsSimulatorOptions
            {
                Port = parsed.GetValue(port),
                UserName = parsed.GetValue(user)!,
                Password = parsed.GetValue(password)!,
                Version = parsed.GetValue(version)!,
                Latency = TimeSpan.FromMilliseconds(parsed.GetValue(latency)),
                Tls = parsed.GetValue(tls),
                RedialDelay = TimeSpan.FromMilliseconds(parsed.GetValue(redial)),
            },
            parsed.GetValue(secrets),
            stopping));
        return command;
    }

    /// <summary>Fills the router: plan profiles, one for expired accounts, and that many devices online.</summary>
    public static void Fill(RouterOsSimulator router, int secrets)
    {
        foreach (var (name, rateLimit) in s_plans)
        {
            router.AddProfile(name, rateLimit, remoteAddress: "pool-home", onlyOne: true);
        }

        router.AddProfile("expired", "64k/64k", remoteAddress: "pool-expired");
        for (var i = 1; i <= secrets; i++)
        {
            var name = "user" + i.ToString("D4", CultureInfo.InvariantCulture);
            router.AddSecret(name, password: "pw" + name, profile: s_plans[i % s_plans.Length].Name, online: true);
        }
    }

    private static async Task<int> Run(RouterOsSimulatorOptions options, int secrets, CancellationToken stopping)
    {
        await using var router = await RouterOsSimulator.Start(options);
        Fill(router, secrets);
        var listens =
            $"RouterOS {options.Version} listens on 127.0.0.1:{router.Port} ({(options.Tls ? "api-ssl" : "api")}), user {options.UserName}, "
            + $"{router.SecretCount} secrets, {router.SessionCount} online";
        await Listening.UntilStopped(router.Thumbprint is { } thumbprint ? [listens, $"Certificate SHA-256 {thumbprint}"] : [listens], stopping);
        Console.WriteLine($"Stopped after {router.CommandLog.Commands} commands.");
        return 0;
    }
}
