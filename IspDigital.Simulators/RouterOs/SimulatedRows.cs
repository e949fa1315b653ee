namespace IspDigital.Simulators.RouterOs;

/// <summary>A PPP secret at the moment of asking.</summary>
public sealed record SimulatedSecret(
    string Id, string Name, string Password, string Profile, bool Disabled, string? RemoteAddress, string? Comment, string? LastDisconnectReason);

/// <summary>A PPP profile at the moment of asking.</summary>
public sealed record SimulatedProfile(string Id, string Name, string? RateLimit, string? RemoteAddress, bool OnlyOne);

/// <summary>A PPP session at the moment of asking. Its id dies with it.</summary>
public sealed record SimulatedSession(string Id, string Name, string Address, string CallerId, DateTimeOffset Since);
