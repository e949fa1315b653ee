using IspDigital.Benchmarks.Simulation.Routers;
using IspDigital.Core.Routers;
using IspDigital.Simulators.RouterOs;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Support;

/// <summary>Routers as a person types them, and portals that reach a router in memory.</summary>
public static class GivenRouters
{
    /// <summary>A portal whose routers are that fake.</summary>
    public static TestPortal PortalWith(FakeRouter router) => TestPortal.Start(services => services.AddSingleton<IRouterConnector>(router));

    /// <summary>What a person types for a router in memory.</summary>
    public static AddRouterRequest Typed(string name = "Mirpur-1", string password = "s3cret-canary-π") => new()
    {
        Name = name,
        Host = "10.0.0.1",
        Port = RouterInput.PortPlain,
        UseTls = false,
        UserName = "billing",
        Password = password,
    };

    /// <summary>What a person types for a simulated router.</summary>
    public static AddRouterRequest Typed(RouterOsSimulator router, bool tls = false, string? thumbprint = null) =>
        Typed(password: "secret") with { Host = "127.0.0.1", Port = router.Port, UseTls = tls, CertificateThumbprint = thumbprint, UserName = "admin" };

    /// <summary>The same for a try.</summary>
    public static TestRouterRequest AsTest(this RouterInput input, long? routerId = null) => new()
    {
        Name = input.Name,
        Host = input.Host,
        Port = input.Port,
        UseTls = input.UseTls,
        CertificateThumbprint = input.CertificateThumbprint,
        UserName = input.UserName,
        Password = input.Password,
        IsActive = input.IsActive,
        RouterId = routerId,
    };

    /// <summary>The same for a change; the password stays.</summary>
    public static EditRouterRequest AsEdit(this RouterInput input, long id) => new()
    {
        Name = input.Name,
        Host = input.Host,
        Port = input.Port,
        UseTls = input.UseTls,
        CertificateThumbprint = input.CertificateThumbprint,
        UserName = input.UserName,
        IsActive = input.IsActive,
        Id = id,
    };
}
