namespace IspDigital.Core.Routers.RouterOs;

/// <summary>The bytes received are not the RouterOS API; the connection cannot go on.</summary>
internal sealed class RouterOsProtocolException(string what) : Exception($"Not the RouterOS API: {what}.");
