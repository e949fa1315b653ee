using IspDigital.Simulators.RouterOs;
using IspDigital.Tests.Support;

namespace IspDigital.Tests.Routers;

/// <summary>Several commands on one connection: tags, interleaving, listen and cancel.</summary>
public sealed class SimulatorTagTests
{
    [Fact]
    public async Task Replies_OfASlowAndAQuickCommand_Interleave()
    {
        await using var router = await Filled();
        await using var probe = await RouterApiProbe.SignIn(router.Port);
        router.Faults.OnNext("/ppp/secret/print", RouterFault.SlowRows(TimeSpan.FromMilliseconds(30)));

        await probe.Send("/ppp/secret/print", "=.proplist=name", ".tag=slow");
        await probe.Send("/system/identity/print", ".tag=quick");

        var seen = new List<string>();
        while (seen.Count(each => each.StartsWith("!done", StringComparison.Ordinal)) < 2)
        {
            var reply = await probe.Next();
            Assert.StartsWith(".tag=", reply[1], StringComparison.Ordinal);
            seen.Add(reply[0] + reply[1][5..]);
        }

        Assert.True(seen.IndexOf("!donequick") < seen.IndexOf("!doneslow"));
        Assert.Equal("!doneslow", seen[^1]);
    }

    [Fact]
    public async Task EveryReply_OfATaggedCommand_CarriesTheTag()
    {
        await using var router = await Filled();
        await using var probe = await RouterApiProbe.SignIn(router.Port);

        var replies = (await probe.Ask("/foo/bar", ".tag=a")).Concat(await probe.Ask("/ppp/secret/print", ".tag=a")).ToList();

        Assert.All(replies, reply => Assert.Equal(".tag=a", reply[1]));
    }

    [Fact]
    public async Task Untagged_Replies_CarryNoTag()
    {
        await using var router = await Filled();
        await using var probe = await RouterApiProbe.SignIn(router.Port);

        var replies = await probe.Ask("/ppp/secret/print");

        Assert.DoesNotContain(replies, reply => reply.Any(word => word.StartsWith(".tag", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Listen_ChangeAndRemoval_AreTold_AndCancelEndsItInTheKnownOrder()
    {
        await using var router = await Filled();
        await using var probe = await RouterApiProbe.SignIn(router.Port);

        await probe.Send("/ppp/secret/listen", "=.proplist=.id,name,disabled", ".tag=10");
        await probe.Ask("/ppp/secret/set", "=.id=karim", "=disabled=yes", ".tag=11");
        var change = await probe.Next();
        await probe.Ask("/ppp/secret/remove", "=.id=karim", ".tag=12");
        var removal = await probe.Next();
        await probe.Send("/cancel", "=tag=10", ".tag=20");

        Assert.Equal(["!re", ".tag=10", "=.id=*1", "=name=karim", "=disabled=true"], change);
        Assert.Equal(["!re", ".tag=10", "=.id=*1", "=.dead=true"], removal);
        Assert.Equal(["!trap", ".tag=10", "=category=2", "=message=interrupted"], await probe.Next());
        Assert.Equal(["!done", ".tag=20"], await probe.Next());
        Assert.Equal(["!done", ".tag=10"], await probe.Next());
    }

    [Fact]
    public async Task Cancel_WithoutTag_EndsAll()
    {
        await using var router = await Filled();
        await using var probe = await RouterApiProbe.SignIn(router.Port);
        await probe.Send("/ppp/secret/listen", ".tag=1");
        await probe.Send("/ppp/active/listen", ".tag=2");

        await probe.Send("/cancel", ".tag=3");
        var replies = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            var reply = await probe.Next();
            replies.Add(reply[0] + reply[1][5..]);
        }

        Assert.Equal(["!trap1", "!trap2", "!done3", "!done1", "!done2"], replies);
    }

    [Fact]
    public async Task Quit_SaysABareWordAndCloses()
    {
        await using var router = await Filled();
        await using var probe = await RouterApiProbe.SignIn(router.Port);

        Assert.Equal(["!fatal", "session terminated on request"], (await probe.Ask("/quit")).Single());
        Assert.Null(await probe.Read());
    }

    [Fact]
    public async Task ManyInFlight_FromManyConnections_EachGetsItsOwnAnswer()
    {
        await using var router = await Filled();
        for (var i = 0; i < 400; i++)
        {
            router.AddSecret($"u{i:D3}");
        }

        await Parallel.ForAsync(0, 4, TestContext.Current.CancellationToken, async (_, _) =>
        {
            await using var probe = await RouterApiProbe.SignIn(router.Port);
            await probe.SendBytes(Enumerable.Range(0, 400)
                .SelectMany(i => RouterApiProbe.Encode("/ppp/secret/print", "=.proplist=name", $"?name=u{i:D3}", $".tag={i}"))
                .ToArray());
            for (var i = 0; i < 400; i++)
            {
                var row = await probe.Next();
                Assert.Equal($"=name=u{int.Parse(row[1][5..], System.Globalization.CultureInfo.InvariantCulture):D3}", row[2]);
                await probe.Next();
            }
        });

        Assert.Equal(4 * 401, router.CommandLog.Commands);
    }

    private static async Task<RouterOsSimulator> Filled()
    {
        var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions());
        router.AddSecret("karim");
        router.AddSecret("rahim");
        router.AddSecret("salma");
        return router;
    }
}
