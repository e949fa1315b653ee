namespace IspDigital.Simulators.RouterOs;

/// <summary>How a simulated router is set up.</summary>
public sealed record RouterOsSimulatorOptions
{
    /// <summary>TCP port on loopback; 0 takes a free one.</summary>
    public int Port { get; init; }

    public string UserName { get; init; } = "admin";

    public string Password { get; init; } = "secret";

    /// <summary>What the API user's group allows. Without <c>sensitive</c> PPP passwords are hidden.</summary>
    public IReadOnlyCollection<string> Policies { get; init; } = ["api", "read", "write", "reboot"];

    /// <summary>RouterOS version; decides sign-in, <c>!empty</c>, dates and durations.</summary>
    public string Version { get; init; } = "7.16";

    public string Identity { get; init; } = "MikroTik";

    public string BoardName { get; init; } = "CCR2004-1G-12S+2XS";

    /// <summary>Speaks TLS 1.2 with a certificate made at start (api-ssl).</summary>
    public bool Tls { get; init; }

    /// <summary>Every command waits that long before it is carried out.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>How long a device takes to dial again after its session ended; null = never.</summary>
    public TimeSpan? RedialDelay { get; init; }

    /// <summary>API connections at one time; one more is accepted and closed at once.</summary>
    public int MaxSessions { get; init; } = 20;

    /// <summary>Uptime that the router has when it starts.</summary>
    public TimeSpan InitialUptime { get; init; } = new(3, 4, 5, 6);

    /// <summary>How many received commands the log keeps; the counters count all.</summary>
    public int CommandLogLimit { get; init; } = 20_000;
}
