using IspDigital.Benchmarks.Simulation;

namespace IspDigital.Tests.Proofs;

/// <summary>R8: a simulated ISP; whole years and many seeds by <c>IspDigital.Benchmarks simulate</c> (docs/testing.md).</summary>
[Trait("On", "Sqlite")]
public sealed class SimulationTests
{
    private const int Days = 60; // two months' ends
    private const int Subscribers = 20;

    [Fact]
    public async Task World_LivedTwiceFromTheSameSeed_IsTheSameAndNothingIsBroken()
    {
        var world = await SimulatedIsp.Live(seed: 7, Days, Subscribers);
        var again = await SimulatedIsp.Live(seed: 7, Days, Subscribers);

        Assert.Empty(world.Broken);
        Assert.True(world.Counts is { Invoices: > Subscribers, Deeds: > 10, Faults: > 10, Restarts: > 0 }, $"{world}");
        Assert.Equal(world.Digest, again.Digest);
    }
}
