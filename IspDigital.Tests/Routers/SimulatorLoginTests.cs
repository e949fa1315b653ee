using System.Security.Cryptography;
using System.Text;
using IspDigital.Simulators.RouterOs;
using IspDigital.Tests.Support;

namespace IspDigital.Tests.Routers;

public sealed class SimulatorLoginTests
{
    [Theory]
    [InlineData("7.16", "invalid user name or password (6)")]
    [InlineData("6.43", "invalid user name or password (6)")]
    public async Task Login_WrongPassword_IsTrappedWithTheTextOfTheVersion(string version, string text)
    {
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions { Version = version });
        await using var probe = await RouterApiProbe.Connect(router.Port);

        var replies = await probe.Ask("/login", "=name=admin", "=password=wrong", ".tag=1");

        Assert.Equal(["!trap", ".tag=1", "=message=" + text], replies[0]);
        Assert.Equal(["!done", ".tag=1"], replies[1]);
    }

    [Theory]
    [InlineData("6.42", true, null)]
    [InlineData("6.44", true, null)]
    [InlineData("6.47", false, "invalid user name or password (6)")]
    [InlineData("7.16", false, "invalid user name or password (6)")]
    public async Task Login_ByChallenge_WorksOnOldVersionsOnly(string version, bool works, string? refusal)
    {
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions { Version = version });
        await using var probe = await RouterApiProbe.Connect(router.Port);
        var challenge = (await probe.Ask("/login"))[0][1]["=ret=".Length..];

        var replies = await probe.Ask("/login", "=name=admin", "=response=" + Response(challenge, "secret"));

        Assert.Equal(works ? ["!done"] : ["!trap", "=message=" + refusal], replies[0]);
    }

    [Fact]
    public async Task Login_PlainOnAnOldVersion_GetsAChallengeInstead()
    {
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions { Version = "6.42" });
        await using var probe = await RouterApiProbe.Connect(router.Port);

        var reply = (await probe.Ask("/login", "=name=admin", "=password=secret")).Single();

        Assert.Matches("^=ret=[0-9a-f]{32}$", reply[1]);
    }

    [Fact]
    public async Task Login_WrongAnswerToAChallenge_CannotLogIn()
    {
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions { Version = "6.42" });
        await using var probe = await RouterApiProbe.Connect(router.Port);
        var challenge = (await probe.Ask("/login"))[0][1]["=ret=".Length..];

        var replies = await probe.Ask("/login", "=name=admin", "=response=" + Response(challenge, "wrong"));

        Assert.Equal(["!trap", "=message=cannot log in"], replies[0]);
    }

    [Fact]
    public async Task Login_UserWithoutApiPolicy_IsRefused()
    {
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions());
        router.AddUser("winbox-only", "pw", "read", "write");
        await using var probe = await RouterApiProbe.Connect(router.Port);

        var replies = await probe.Ask("/login", "=name=winbox-only", "=password=pw");

        Assert.Equal("!trap", replies[0][0]);
    }

    [Fact]
    public async Task Command_BeforeLogin_IsFatal()
    {
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions());
        await using var probe = await RouterApiProbe.Connect(router.Port);

        var replies = await probe.Ask("/ppp/secret/print");

        Assert.Equal(["!fatal", "not logged in"], replies.Single());
        Assert.Null(await probe.Read());
    }

    [Fact]
    public async Task Tls_WithThePinnedThumbprint_SignsIn()
    {
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions { Tls = true, Identity = "core-1" });
        await using var probe = await RouterApiProbe.SignIn(router.Port, thumbprint: router.Thumbprint);

        var replies = await probe.Ask("/system/identity/print");

        Assert.Equal(["!re", "=name=core-1"], replies[0]);
        Assert.Equal(64, router.Thumbprint!.Length);
    }

    [Fact]
    public async Task Tls_Quit_SaysGoodbyeAndCloses()
    {
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions { Tls = true });
        await using var probe = await RouterApiProbe.SignIn(router.Port, thumbprint: router.Thumbprint);

        Assert.Equal(["!fatal", "session terminated on request"], (await probe.Ask("/quit")).Single());
        Assert.Null(await probe.Read());
    }

    [Fact]
    public async Task Connections_OverTheLimit_AreClosedAtOnce()
    {
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions { MaxSessions = 1 });
        await using var first = await RouterApiProbe.SignIn(router.Port);
        await using var second = await RouterApiProbe.Connect(router.Port);

        Assert.Null(await second.Read());
        Assert.Equal("!re", (await first.Ask("/system/identity/print"))[0][0]);
        Assert.Equal(2, router.AcceptedConnections);
    }

    [Fact]
    public async Task UserActive_TwoConnections_ListsBoth()
    {
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions());
        await using var first = await RouterApiProbe.SignIn(router.Port);
        await using var second = await RouterApiProbe.SignIn(router.Port);

        var replies = await second.Ask("/user/active/print", "=.proplist=name,via");

        Assert.Equal(2, replies.Count(each => each[0] == "!re" && each.Contains("=name=admin") && each.Contains("=via=api")));
    }

    [Fact]
    public async Task CommandLog_Login_MasksThePassword()
    {
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions());
        await using var probe = await RouterApiProbe.SignIn(router.Port);

        var logged = Assert.Single(router.CommandLog.Entries);

        Assert.Equal("/login", logged.Path);
        Assert.Equal(["=name=admin", "=password=***"], logged.Words);
    }

    private static string Response(string challenge, string password)
    {
        byte[] input = [0, .. Encoding.ASCII.GetBytes(password), .. Convert.FromHexString(challenge)];
#pragma warning disable CA5351 // The old sign-in is defined with MD5.
        return "00" + Convert.ToHexStringLower(MD5.HashData(input));
#pragma warning restore CA5351
    }
}
