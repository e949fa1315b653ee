namespace IspDigital.Simulators.RouterOs;

/// <summary>What every connection of a router shares.</summary>
internal sealed record RouterParts(
    RouterState State, RouterFaults Faults, CommandLog Log, TimeProvider Time, Action<TimeSpan> Reboot, Func<IReadOnlyList<ApiConnection>> Connections);
