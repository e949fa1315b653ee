using System.Net;
using System.Net.Sockets;
using IspDigital.Core.Primitives;
using IspDigital.Core.Routers;
using IspDigital.Core.Staff;
using IspDigital.Simulators.RouterOs;
using IspDigital.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Routers;

/// <summary>The try before saving, over the wire.</summary>
public sealed class TestRouterTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Router_ThatAnswers_TellsWhoItIsAndWhatItHolds()
    {
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions { Identity = "Mirpur-Core", Version = "7.16" });
        router.AddProfile("plan-10M");
        router.AddSecret("rahim");
        router.AddSecret("karim");

        var tried = await Test(GivenRouters.Typed(router).AsTest());

        Assert.Equal("Mirpur-Core", tried.Value.Identity.Name);
        Assert.StartsWith("7.16", tried.Value.Identity.Version, StringComparison.Ordinal);
        Assert.Equal(2, tried.Value.Secrets);
        Assert.Contains("plan-10M", tried.Value.Profiles);
        Assert.True(tried.Value.Identity.Uptime > TimeSpan.FromDays(3));
    }

    [Fact]
    public async Task Certificate_NotPinnedYet_IsShownAndGoesOnceItIsPinned()
    {
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions { Tls = true });

        var shown = Assert.IsType<RouterCertificateUnknown>((await Test(GivenRouters.Typed(router, tls: true).AsTest())).Error);
        var withColons = string.Join(':', shown.ShownThumbprint.Chunk(2).Select(pair => new string(pair))).ToLowerInvariant();
        var pinned = await Test(GivenRouters.Typed(router, tls: true, withColons).AsTest());

        Assert.Equal(router.Thumbprint, shown.ShownThumbprint);
        Assert.True(pinned.IsOk);
    }

    [Fact]
    public async Task Certificate_OtherThanThePinnedOne_IsRefusedAndShown()
    {
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions { Tls = true });

        var tried = await Test(GivenRouters.Typed(router, tls: true, new string('A', 64)).AsTest());

        Assert.Equal(router.Thumbprint, Assert.IsType<RouterCertificateChanged>(tried.Error).ShownThumbprint);
        Assert.Empty(router.CommandLog.Entries);
    }

    [Fact]
    public async Task Password_Wrong_IsToldInTheRoutersWords()
    {
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions());

        var tried = await Test((GivenRouters.Typed(router) with { Password = "wrong" }).AsTest());

        Assert.Contains("invalid user name or password", Assert.IsType<RouterLoginRefused>(tried.Error).RouterText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api", "write")]
    [InlineData("api", "read")]
    public async Task Group_WithoutReadOrWrite_IsFoundBeforeTheFirstCut(params string[] policies)
    {
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions { Policies = policies });

        Assert.IsType<RouterPolicyMissing>((await Test(GivenRouters.Typed(router).AsTest())).Error);
    }

    [Fact]
    public async Task Router_ThatIsNotThere_IsUnreachableWithWhatToLookAt()
    {
        var tried = await Test((GivenRouters.Typed() with { Host = "127.0.0.1", Port = FreePort() }).AsTest());

        Assert.Contains("/ip/service", Assert.IsType<RouterUnreachable>(tried.Error).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Input_ThatCannotBeMeant_IsToldAtItsField()
    {
        var tried = await Test(new TestRouterRequest { Host = "http://router", Port = 0, UserName = " ", Password = "x", CertificateThumbprint = "AB:CD" });

        Assert.Equal(
            ["Routers.HostWrong", "Routers.PortWrong", "Routers.UserNameNeeded", "Routers.ThumbprintWrong"],
            Assert.IsType<InvalidInput>(tried.Error).Errors.Select(e => e.Code));
    }

    [Fact]
    public async Task Person_WithoutTheRight_CannotMakeThePortalConnect()
    {
        await using var portal = TestPortal.Start();

        var tried = await portal.Run(p => p.GetRequiredService<TestRouter>(), GivenRouters.Typed().AsTest(), Role.Billing);

        Assert.IsType<NotPermitted>(tried.Error);
    }

    private static async Task<Result<RouterTest>> Test(TestRouterRequest request)
    {
        await using var portal = TestPortal.Start();
        await using var scope = portal.As(Role.Technician);
        return await scope.ServiceProvider.GetRequiredService<TestRouter>().Run(request, Cancellation);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
