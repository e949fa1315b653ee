using IspDigital.Benchmarks.Lives;
using IspDigital.Tests.Support;

namespace IspDigital.Tests.Proofs;

/// <summary>R8, the rules alone: lives of subscribers by seed, each document worked out anew by an oracle; full size by <c>IspDigital.Benchmarks lives</c> (docs/testing.md).</summary>
public sealed class LivesTests(ITestOutputHelper output)
{
    private const int Years = 3;
    private const int Subscribers = 200;
    private const int WorldsInTests = 8;
    private const int WorldsFull = 10_000;

    [Fact]
    public void Lives_OfManyWorlds_AreBilledToThePoisha()
    {
        var worlds = ProofSize.Of(WorldsInTests, WorldsFull);
        var first = ProofSize.IsFull ? 1 : 1 + (ProofSize.Seed % 1_000_000);

        var lived = LivedWorlds.Live(first, worlds, Years, Subscribers);

        Assert.True(lived.Broken.Count == 0, string.Join(Environment.NewLine, lived.Broken));
        Assert.True(lived.Documents > worlds * Subscribers && lived.Deeds > worlds * Subscribers, $"{lived}");
        output.WriteLine(ProofSize.Line("R8", $"{worlds} worlds from {first} on, {Subscribers} lives of {Years} years each, {lived.Documents} documents, {lived.Deeds} deeds: 0 broken"));
    }

    [Fact]
    public void World_LivedTwiceFromTheSameSeed_IsTheSame() =>
        Assert.Equal(LivedWorlds.DigestOf(7, Years, subscribers: 20), LivedWorlds.DigestOf(7, Years, subscribers: 20));
}
