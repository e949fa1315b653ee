using IspDigital.Core.Routers;
using IspDigital.Core.Routers.RouterOs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IspDigital.Tests.Routers;

public class RouterOsRouterClientTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_OnARouterThatIgnoresTheQuery_TakesOnlyTheRowOfThatName()
    {
        await using var peer = ScriptedPeer.SignedIn(async session =>
        {
            var command = await session.Receive();
            await session.Reply(command, "!re", "=.id=*1", "=name=Ayesha", "=disabled=yes");
            await session.Reply(command, "!re", "=.id=*2", "=name=ayesha", "=disabled=false");
            await session.Reply(command, "!re", "=.id=*3", "=name=ayesha2");
            await session.Reply(command, "!done");
            await session.Forever();
        });
        await using var router = await Connect(peer);

        Assert.Equal(new RouterAccount("*2", "ayesha", "", false), await router.FindAccount("ayesha", Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("*1,*2")]
    [InlineData("ayesha")]
    public async Task Id_ThatCouldReachAnotherItem_IsNeverSent(string id)
    {
        await using var peer = ScriptedPeer.SignedIn(session => session.Forever());
        await using var router = await Connect(peer);

        await Assert.ThrowsAsync<ArgumentException>(() => router.SetAccount(id, disabled: true, null, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => router.RemoveSessions([id], Cancellation));
    }

    [Fact]
    public async Task Sessions_OfWhichOneIsGone_AreRemovedOneByOne()
    {
        var removed = new List<string>();
        await using var peer = ScriptedPeer.SignedIn(async session =>
        {
            while (true)
            {
                var command = await session.Receive();
                var id = command.Words.Single(word => word.StartsWith("=.id=", StringComparison.Ordinal))[5..];
                removed.Add(id);
                if (id.Contains("*B", StringComparison.Ordinal))
                {
                    await session.Reply(command, "!trap", "=message=no such item (4)");
                }

                await session.Reply(command, "!done");
                if (removed.Count == 4)
                {
                    await session.Forever();
                }
            }
        });
        await using var router = await Connect(peer);

        await router.RemoveSessions(["*A", "*B", "*C"], Cancellation);

        Assert.Equal(["*A", "*A,*B,*C", "*B", "*C"], removed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Sessions_InLargeNumbers_AreRemovedInChunks()
    {
        var chunks = new List<int>();
        await using var peer = ScriptedPeer.SignedIn(async session =>
        {
            while (true)
            {
                var command = await session.Receive();
                chunks.Add(command.Words[1].Split(',').Length);
                await session.Reply(command, "!done");
                if (chunks.Sum() == 120)
                {
                    await session.Forever();
                }
            }
        });
        await using var router = await Connect(peer);

        await router.RemoveSessions([.. Enumerable.Range(1, 120).Select(number => $"*{number:X}")], Cancellation);

        Assert.Equal([50, 50, 20], chunks);
    }

    [Fact]
    public async Task Reads_NeverAskForPasswordsNorForEverything()
    {
        var asked = new List<string>();
        await using var peer = ScriptedPeer.SignedIn(async session =>
        {
            for (var i = 0; i < 5; i++)
            {
                var command = await session.Receive();
                asked.Add(Assert.Single(command.Words, word => word.StartsWith("=.proplist=", StringComparison.Ordinal)));
                await session.Reply(command, "!done");
            }

            await session.Forever();
        });
        await using var router = await Connect(peer);

        await router.ListAccounts(Cancellation);
        await router.FindAccount("ayesha", Cancellation);
        await router.ListProfiles(Cancellation);
        await router.ListSessions(Cancellation);
        await router.FindSessions("ayesha", Cancellation);

        Assert.Equal(5, asked.Count);
        Assert.DoesNotContain(asked, words => words.Contains("password", StringComparison.Ordinal));
    }

    private static Task<IRouterClient> Connect(ScriptedPeer peer) =>
        new RouterOsConnector(Options.Create(new RouterOptions()), TimeProvider.System, NullLogger<RouterOsConnector>.Instance).Connect(peer.Address, Cancellation);
}
