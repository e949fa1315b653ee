using IspDigital.Simulators.RouterOs;
using IspDigital.Tests.Support;

namespace IspDigital.Tests.Routers;

/// <summary>The query words of print, on three secrets: a (plan-10M), b (plan-20M, disabled), c (plan-10M, with a comment).</summary>
public sealed class SimulatorQueryTests
{
    [Theory]
    [InlineData("a b c")]
    [InlineData("a", "?name=a")]
    [InlineData("a", "?=name=a")]
    [InlineData("", "?name=A")]
    [InlineData("c", "?comment")]
    [InlineData("a b", "?-comment")]
    [InlineData("b", "?disabled=true")]
    [InlineData("", "?disabled=yes")]
    [InlineData("a c", "?profile=plan-10M")]
    [InlineData("a", "?profile=plan-10M", "?-comment")]
    [InlineData("", "?name=a", "?name=b")]
    [InlineData("a b", "?name=a", "?name=b", "?#|")]
    [InlineData("a b c", "?name=a", "?name=b", "?name=c", "?#||")]
    [InlineData("a b c", "?name=a", "?name=b", "?#|", "?name=c", "?#|")]
    [InlineData("a", "?name=a", "?profile=plan-10M", "?#&")]
    [InlineData("b c", "?name=a", "?#!")]
    [InlineData("b", "?profile=plan-10M", "?#!")]
    [InlineData("a b c", "?name=a", "?#.!|")]
    [InlineData("", "?name=a", "?#.!&")]
    [InlineData("a", "?name=a", "?name=b", "?#1")]
    [InlineData("b", "?name=a", "?name=b", "?#0")]
    [InlineData("c", "?name=a", "?#!", "?name=b", "?#!", "?#&")]
    [InlineData("b c", "?>name=a")]
    [InlineData("a", "?<name=b")]
    [InlineData("a b", "?<limit-bytes-in=5")]
    [InlineData("c", "?>limit-bytes-in=9")]
    [InlineData("b", "?.id=*2")]
    public async Task Print_WithQuery_ReturnsWhatTheStackLetsPass(string names, params string[] query)
    {
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions());
        router.AddProfile("plan-10M");
        router.AddProfile("plan-20M");
        router.AddSecret("a", profile: "plan-10M");
        router.AddSecret("b", profile: "plan-20M", disabled: true);
        router.AddSecret("c", profile: "plan-10M", comment: "isp:3");
        router.SetSecret("c", "limit-bytes-in", "10");
        await using var probe = await RouterApiProbe.SignIn(router.Port);

        var replies = await probe.Ask(["/ppp/secret/print", "=.proplist=name", .. query]);

        Assert.Equal(names, string.Join(' ', replies.Where(each => each[0] == "!re").Select(each => each[1]["=name=".Length..])));
    }

    [Fact]
    public async Task Print_WithUnknownOperation_IsRefused()
    {
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions());
        router.AddSecret("a");
        await using var probe = await RouterApiProbe.SignIn(router.Port);

        var replies = await probe.Ask("/ppp/secret/print", "?name=a", "?#x");

        Assert.Equal("!trap", replies[0][0]);
        Assert.Equal("!done", replies[1][0]);
    }
}
