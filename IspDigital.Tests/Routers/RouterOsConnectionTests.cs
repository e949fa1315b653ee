using System.Text;
using IspDigital.Core.Routers;
using IspDigital.Core.Routers.RouterOs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace IspDigital.Tests.Routers;

public class RouterOsConnectionTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly RouterOptions _options = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replies_Interleaved_ReachTheCommandOfTheirTag()
    {
        await using var peer = ScriptedPeer.SignedIn(async session =>
        {
            var (one, two) = (await session.Receive(), await session.Receive());
            await session.Reply(two, "!re", "=.id=*2", "=name=" + Asked(two));
            await session.Reply(one, "!re", "=.id=*1", "=name=" + Asked(one));
            await session.Reply(two, "!done");
            await session.Reply(one, "!done");
            await session.Forever();
        });
        await using var router = await Connect(peer);

        var (first, second) = (router.FindAccount("ayesha", Cancellation), router.FindAccount("babul", Cancellation));

        Assert.Equal(("ayesha", "babul"), ((await first)?.PppName, (await second)?.PppName));
    }

    [Fact]
    public async Task Refusal_WithSeveralTraps_HasEveryTextAndTheKnownKind()
    {
        await using var peer = ScriptedPeer.SignedIn(async session =>
        {
            var command = await session.Receive();
            await session.Reply(command, "!trap", "=message=something odd");
            await session.Reply(command, "!trap", "=category=0", "=message=no such command prefix");
            await session.Reply(command, "!done");
            await session.Reply(await session.Receive(), "!done", "=ret=7");
            await session.Forever();
        });
        await using var router = await Connect(peer);

        var refused = await Assert.ThrowsAsync<RouterRefusedException>(() => router.ListProfiles(Cancellation));

        Assert.Equal((RouterRefusal.NoSuchCommand, "something odd; no such command prefix"), (refused.Refusal, refused.RouterText));
        Assert.Equal(7, await router.CountAccounts(Cancellation));
    }

    [Fact]
    public async Task Answer_Empty_IsNoRows()
    {
        await using var peer = ScriptedPeer.SignedIn(async session =>
        {
            var command = await session.Receive();
            await session.Reply(command, "!empty");
            await session.Reply(command, "!done");
            await session.Forever();
        });
        await using var router = await Connect(peer);

        Assert.Null(await router.FindAccount("nobody", Cancellation));
    }

    [Theory]
    [InlineData("fatal")]
    [InlineData("end")]
    [InlineData("end inside a sentence")]
    [InlineData("reset")]
    [InlineData("nonsense")]
    public async Task Connection_ThatEndsWithCommandsUnderWay_LeavesEachUnknownAndNeverDone(string how)
    {
        await using var peer = ScriptedPeer.SignedIn(async session =>
        {
            var (_, two) = (await session.Receive(), await session.Receive());
            await (how switch
            {
                "fatal" => session.Send(ApiBytes.Sentence("!fatal", "not logged in")),
                "end inside a sentence" => session.Send(ApiBytes.Sentence("!done", two.Tag)[..^1]),
                "nonsense" => session.Send(0xFF),
                _ => Task.CompletedTask,
            });
            (how == "reset" ? session.Reset : (Action)session.Close)();
        });
        await using var router = await Connect(peer);

        var (set, find) = (router.SetAccount("*1", disabled: true, null, Cancellation), router.FindAccount("ayesha", Cancellation));

        await Assert.ThrowsAsync<RouterOutcomeUnknownException>(() => set);
        await Assert.ThrowsAsync<RouterOutcomeUnknownException>(() => find);
        Assert.False(router.IsUsable);
        await Assert.ThrowsAsync<RouterUnreachableException>(() => router.FindAccount("babul", Cancellation));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Command_NotDoneByItsDeadline_IsUnknownAndFinishesTheConnection(bool rowsDrip)
    {
        var underWay = new TaskCompletionSource();
        await using var peer = ScriptedPeer.SignedIn(async session =>
        {
            var command = await session.Receive();
            if (rowsDrip)
            {
                await session.Reply(command, "!re", "=.id=*1", "=name=ayesha");
            }

            underWay.SetResult();
            await session.Forever();
        });
        await using var router = await Connect(peer);

        var find = router.FindAccount("ayesha", Cancellation);
        await underWay.Task;
        _time.Advance(_options.CommandDeadline - TimeSpan.FromMilliseconds(1));
        Assert.False(find.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        var unknown = await Assert.ThrowsAsync<RouterOutcomeUnknownException>(() => find);
        Assert.Contains("within 15 s", unknown.Message, StringComparison.Ordinal);
        Assert.False(router.IsUsable);
    }

    [Fact]
    public async Task Read_GivenUp_IsCancelledOnTheRouterAndItsLateReplyIsNobodyElses()
    {
        var (received, cancelled) = (new TaskCompletionSource(), new TaskCompletionSource<PeerCommand>());
        await using var peer = ScriptedPeer.SignedIn(async session =>
        {
            var old = await session.Receive();
            received.SetResult();
            var cancel = await session.Receive();
            cancelled.SetResult(cancel);
            var next = await session.Receive();
            await session.Reply(old, "!re", "=.id=*1", "=name=babul", "=profile=late");
            await session.Reply(old, "!trap", "=category=2", "=message=interrupted");
            await session.Reply(cancel, "!done");
            await session.Reply(old, "!done");
            await session.Reply(old, "!done");
            await session.Reply(next, "!re", "=.id=*2", "=name=babul", "=profile=right");
            await session.Reply(next, "!done");
            await session.Forever();
        });
        await using var router = await Connect(peer);
        using var impatience = new CancellationTokenSource();

        var old = router.FindAccount("ayesha", impatience.Token);
        await received.Task;
        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => old);
        Assert.Equal("/cancel", (await cancelled.Task).Path);
        Assert.Equal("right", (await router.FindAccount("babul", Cancellation))?.Profile);
    }

    [Fact]
    public async Task Change_CancelledAfterItWasSent_IsUnknownAndTheConnectionGoesOn()
    {
        var received = new TaskCompletionSource();
        await using var peer = ScriptedPeer.SignedIn(async session =>
        {
            var set = await session.Receive();
            received.SetResult();
            var find = await session.Receive();
            await session.Reply(set, "!done");
            await session.Reply(find, "!done");
            await session.Forever();
        });
        await using var router = await Connect(peer);
        using var impatience = new CancellationTokenSource();

        var set = router.SetAccount("*1", disabled: true, null, impatience.Token);
        await received.Task;
        await impatience.CancelAsync();

        await Assert.ThrowsAsync<RouterOutcomeUnknownException>(() => set);
        Assert.Null(await router.FindAccount("ayesha", Cancellation));
        Assert.True(router.IsUsable);
    }

    [Fact]
    public async Task Commands_BeyondTheWindow_WaitHereAndMayBeWithdrawn()
    {
        _options.CommandsInFlightMax = 2;
        var (both, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var peer = ScriptedPeer.SignedIn(async session =>
        {
            var (one, two) = (await session.Receive(), await session.Receive());
            both.SetResult();
            await go.Task;
            await session.Reply(one, "!done");
            await session.Reply(two, "!done");
            var next = await session.Receive();
            await session.Reply(next, "!re", "=.id=*4", "=name=" + Asked(next));
            await session.Reply(next, "!done");
            await session.Forever();
        });
        await using var router = await Connect(peer);
        using var impatience = new CancellationTokenSource();

        Task[] sent = [router.FindAccount("a", Cancellation), router.FindAccount("b", Cancellation)];
        var withdrawn = router.SetAccount("*1", disabled: true, null, impatience.Token);
        await both.Task;
        await impatience.CancelAsync();
        var waiting = router.FindAccount("d", Cancellation);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => withdrawn);
        go.SetResult();

        await Task.WhenAll(sent);
        Assert.Equal("d", (await waiting)?.PppName);
    }

    [Fact]
    public async Task Reply_NotInUtf8_IsReadAndTheNextOneToo()
    {
        await using var peer = ScriptedPeer.SignedIn(async session =>
        {
            var command = await session.Receive();
            await session.Send(ApiBytes.Sentence("!re"u8.ToArray(), "=.id=*1"u8.ToArray(), [.. "=name=caf"u8, 0xE9], Encoding.ASCII.GetBytes(command.Tag)));
            await session.Reply(command, "!done");
            await session.Reply(await session.Receive(), "!done", "=ret=1");
            await session.Forever();
        });
        await using var router = await Connect(peer);

        Assert.Equal("café", Assert.Single(await router.ListAccounts(Cancellation)).PppName);
        Assert.Equal(1, await router.CountAccounts(Cancellation));
    }

    [Fact]
    public async Task Connection_Idle_IsPingedAndOneThatDoesNotAnswerIsFinished()
    {
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var peer = ScriptedPeer.SignedIn(async session =>
        {
            await session.Reply(await session.Receive(), "!done", "=ret=1");
            var ping = await session.Receive();
            Assert.Equal("/system/identity/print", ping.Path);
            await session.Reply(ping, "!re", "=name=router");
            await session.Reply(ping, "!done");
            await session.Reply(await session.Receive(), "!done", "=ret=2");
            first.SetResult();
            await session.Receive();
            second.SetResult();
            await session.Forever();
        });
        await using var router = await Connect(peer);
        await router.CountAccounts(Cancellation);

        _time.Advance(_options.KeepAliveIdle);
        Assert.Equal(2, await router.CountAccounts(Cancellation));
        await first.Task;
        _time.Advance(_options.KeepAliveIdle);
        await second.Task;
        Assert.True(router.IsUsable);
        _time.Advance(_options.CommandDeadline);
        Assert.False(router.IsUsable);
    }

    [Fact]
    public async Task Reply_WithoutATagOrOfAStranger_IsTakenForNobodys()
    {
        await using var peer = ScriptedPeer.SignedIn(async session =>
        {
            var command = await session.Receive();
            await session.Send(ApiBytes.Sentence("!re", "=.id=*9", "=name=ayesha"));
            await session.Send(ApiBytes.Sentence("!done"));
            await session.Send(ApiBytes.Sentence("!done", ".tag=999999"));
            await session.Send(ApiBytes.Sentence("!trap", ".tag=x", "=message=no such item"));
            await session.Reply(command, "!re", "=.id=*1", "=name=ayesha");
            await session.Reply(command, "!done");
            await session.Forever();
        });
        await using var router = await Connect(peer);

        Assert.Equal("*1", (await router.FindAccount("ayesha", Cancellation))?.Id);
    }

    private static string Asked(PeerCommand command) => command.Words.Single(word => word.StartsWith("?=name=", StringComparison.Ordinal))[7..];

    private Task<IRouterClient> Connect(ScriptedPeer peer) =>
        new RouterOsConnector(Options.Create(_options), _time, NullLogger<RouterOsConnector>.Instance).Connect(peer.Address, Cancellation);
}
