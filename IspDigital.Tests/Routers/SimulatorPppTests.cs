using IspDigital.Simulators.RouterOs;
using IspDigital.Tests.Support;

namespace IspDigital.Tests.Routers;

/// <summary>Menus of the simulated router: what they print, accept and refuse.</summary>
public sealed class SimulatorPppTests
{
    /// <summary>Command and its replies, on a router with profile plan-10M and the secrets karim (*1, online) and rahim (*2).</summary>
    [Theory]
    [InlineData("/ppp/secret/print =count-only=", "!done =ret=2")]
    [InlineData("/ppp/secret/print =count-only= ?name=karim", "!done =ret=1")]
    [InlineData("/ppp/secret/print =.proplist=.id,name,disabled ?name=karim", "!re =.id=*1 =name=karim =disabled=false|!done")]
    [InlineData("/ppp/secret/print =.proplist=comment ?name=karim", "!re|!done")]
    [InlineData("/ppp/secret/print ?name=nobody", "!done")]
    [InlineData("/ppp/secret/print =.proplist=password ?name=karim", "!re|!done")]
    [InlineData("/ppp/secret/set =.id=*1 =disabled=yes", "!done")]
    [InlineData("/ppp/secret/set =numbers=*1,*2 =disabled=true", "!done")]
    [InlineData("/ppp/secret/set =.id=karim,rahim =comment=", "!done")]
    [InlineData("/ppp/secret/set =.id=*1 =disabled=maybe", "!trap =category=1 =message=input does not match any value of disabled|!done")]
    [InlineData("/ppp/secret/set =.id=*1 =profile=gold", "!trap =category=1 =message=input does not match any value of profile|!done")]
    [InlineData("/ppp/secret/set =.id=*1 =colour=red", "!trap =category=0 =message=unknown parameter|!done")]
    [InlineData("/ppp/secret/set =.id=*1 =name=rahim", "!trap =message=failure: secret with the same name already exists|!done")]
    [InlineData("/ppp/secret/set =.id=*99 =disabled=yes", "!trap =message=no such item|!done")]
    [InlineData("/ppp/secret/set =disabled=yes", "!trap =category=1 =message=missing value(s) of argument(s) .id|!done")]
    [InlineData("/ppp/secret/disable =.id=*1", "!done")]
    [InlineData("/ppp/secret/enable =.id=rahim", "!done")]
    [InlineData("/ppp/secret/unset =.id=*1 =value-name=remote-address", "!done")]
    [InlineData("/ppp/secret/unset =.id=*1 =value-name=name", "!trap =category=1 =message=input does not match any value of value-name|!done")]
    [InlineData("/ppp/secret/add =name=salma =profile=plan-10M", "!done =ret=*3")]
    [InlineData("/ppp/secret/add =name=karim", "!trap =message=failure: secret with the same name already exists|!done")]
    [InlineData("/ppp/secret/add =name=salma =profile=gold", "!trap =category=1 =message=input does not match any value of profile|!done")]
    [InlineData("/ppp/secret/add =profile=plan-10M", "!trap =category=1 =message=missing value(s) of argument(s) name|!done")]
    [InlineData("/ppp/secret/remove =.id=*2", "!done")]
    [InlineData("/ppp/secret/remove =.id=*9", "!trap =message=no such item|!done")]
    [InlineData("/ppp/profile/print =.proplist=name,rate-limit ?name=plan-10M", "!re =name=plan-10M =rate-limit=10M/10M|!done")]
    [InlineData("/ppp/profile/add =name=plan-20M =rate-limit=20M/20M", "!done =ret=*4")]
    [InlineData("/ppp/profile/add =name=plan-10M", "!trap =message=failure: profile with the same name already exists|!done")]
    [InlineData("/ppp/profile/set =.id=plan-10M =rate-limit=12M/12M", "!done")]
    [InlineData("/ppp/profile/remove =.id=default", "!trap =message=failure: can not remove default profile|!done")]
    [InlineData("/ppp/active/print =.proplist=.id,name ?name=karim", "!re =.id=*1 =name=karim|!done")]
    [InlineData("/ppp/active/remove =.id=*1", "!done")]
    [InlineData("/ppp/active/remove =.id=*7", "!trap =message=no such item|!done")]
    [InlineData("/ppp/active/add =name=karim", "!trap =category=0 =message=no such command|!done")]
    [InlineData("/ppp/aaa/print", "!re =use-radius=false =accounting=true =interim-update=0s|!done")]
    [InlineData("/system/identity/print", "!re =name=edge-1|!done")]
    [InlineData("/system/identity/set =name=edge-2", "!done")]
    [InlineData("/foo/bar/print", "!trap =category=0 =message=no such command or directory (bar)|!trap =category=0 =message=no such command prefix|!done")]
    [InlineData("/ppp/secret/frob", "!trap =category=0 =message=no such command|!done")]
    public async Task Command_OnAFilledRouter_AnswersAsRouterOsDoes(string command, string replies)
    {
        await using var router = await Filled();
        await using var probe = await RouterApiProbe.SignIn(router.Port);

        var answers = await probe.Ask(Words(command));

        Assert.Equal(replies, string.Join('|', answers.Select(each => string.Join(' ', each))));
    }

    [Theory]
    [InlineData("7.17", "!done")]
    [InlineData("7.18", "!empty|!done")]
    [InlineData("6.49", "!done")]
    public async Task Print_WithoutRows_SaysEmptySince718(string version, string replies)
    {
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions { Version = version });
        await using var probe = await RouterApiProbe.SignIn(router.Port);

        var answers = await probe.Ask("/ppp/active/print");

        Assert.Equal(replies, string.Join('|', answers.Select(each => string.Join(' ', each))));
    }

    [Theory]
    [InlineData("read,api", "/ppp/secret/set =.id=*1 =disabled=yes", false)]
    [InlineData("read,api", "/ppp/secret/print", true)]
    [InlineData("write,api", "/ppp/secret/print", false)]
    [InlineData("write,api", "/ppp/active/remove =.id=*1", true)]
    [InlineData("read,write,api", "/system/reboot", false)]
    public async Task Command_WithoutItsPolicy_IsNotPermitted(string policies, string command, bool permitted)
    {
        await using var router = await Filled();
        router.AddUser("billing", "pw", policies.Split(','));
        await using var probe = await RouterApiProbe.SignIn(router.Port, "billing", "pw");

        var answers = await probe.Ask(Words(command));

        Assert.Equal(permitted, !answers.Any(each => each.Contains("=message=not enough permissions (9)")));
    }

    [Fact]
    public async Task Print_BySomeoneWithSensitive_ShowsThePassword()
    {
        await using var router = await Filled();
        router.AddUser("owner", "pw", "api", "read", "sensitive");
        await using var probe = await RouterApiProbe.SignIn(router.Port, "owner", "pw");

        var answers = await probe.Ask("/ppp/secret/print", "=.proplist=password", "?name=karim");

        Assert.Equal(["!re", "=password=pw"], answers[0]);
    }

    [Fact]
    public async Task Set_ListWithADeadId_ServesThoseBeforeIt()
    {
        await using var router = await Filled();
        await using var probe = await RouterApiProbe.SignIn(router.Port);

        var answers = await probe.Ask("/ppp/secret/set", "=.id=*1,*99,*2", "=disabled=yes");

        Assert.Equal(["!trap", "=message=no such item"], answers[0]);
        Assert.True(router.Secret("karim")!.Disabled);
        Assert.False(router.Secret("rahim")!.Disabled);
    }

    [Fact]
    public async Task Comment_InAnotherEncoding_ComesBackByteForByte()
    {
        await using var router = await Filled();
        router.SetSecret("karim", "comment", [0x63, 0xE9, 0xFF]);
        router.SetSecret("rahim", "comment", "রহিম");
        await using var probe = await RouterApiProbe.SignIn(router.Port);

        var answers = await probe.Ask("/ppp/secret/print", "=.proplist=comment");

        Assert.Equal("=comment=c\u00E9\u00FF", answers[0][1]);
        Assert.Equal("রহিম", router.Secret("rahim")!.Comment);
        Assert.Equal(System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes("=comment=রহিম")), answers[1][1]);
    }

    [Theory]
    [InlineData("7.16", "3d4h5m6s", "2027-01-31")]
    [InlineData("7.9", "3d4h5m6s", "jan/31/2027")]
    [InlineData("6.49", "3d04:05:06", "jan/31/2027")]
    public async Task UptimeAndDate_ByVersion_AreWrittenItsWay(string version, string uptime, string date)
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2027, 1, 31, 8, 0, 0, TimeSpan.Zero));
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions { Version = version }, clock);
        await using var probe = await RouterApiProbe.SignIn(router.Port);

        Assert.Contains("=uptime=" + uptime, (await probe.Ask("/system/resource/print"))[0]);
        Assert.Contains($"=version={version} (stable)", (await probe.Ask("/system/resource/print"))[0]);
        Assert.Contains("=date=" + date, (await probe.Ask("/system/clock/print"))[0]);
    }

    [Fact]
    public async Task Print_FiveThousandSecrets_ComesWholeInFewWrites()
    {
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions());
        for (var i = 0; i < 5000; i++)
        {
            router.AddSecret($"user{i:D4}");
        }

        await using var probe = await RouterApiProbe.SignIn(router.Port);
        var writes = router.CommandLog.Writes;

        var answers = await probe.Ask("/ppp/secret/print", "=.proplist=.id,name,profile,disabled,comment");

        Assert.Equal(5001, answers.Count);
        Assert.InRange(router.CommandLog.Writes - writes, 1, 500);
    }

    private static string[] Words(string command) =>
        // Words of the table are split at the blanks before = and ?; a value may hold blanks itself.
        System.Text.RegularExpressions.Regex.Split(command, " (?=[=?])");

    private static async Task<RouterOsSimulator> Filled()
    {
        var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions { Identity = "edge-1" });
        router.AddProfile("plan-10M", "10M/10M");
        router.AddSecret("karim", profile: "plan-10M", online: true);
        router.AddSecret("rahim", profile: "plan-10M");
        return router;
    }
}
