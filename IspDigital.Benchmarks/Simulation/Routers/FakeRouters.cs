using IspDigital.Core.Routers;

namespace IspDigital.Benchmarks.Simulation.Routers;

/// <summary>Several fake routers behind one connector, told apart by their port.</summary>
public sealed class FakeRouters : IRouterConnector
{
    private readonly Dictionary<int, FakeRouter> _byPort = [];

    public FakeRouter Add(int port, TimeProvider clock) => _byPort[port] = new FakeRouter(clock);

    public Task<IRouterClient> Connect(RouterAddress address, CancellationToken cancellation) => _byPort[address.Port].Connect(address, cancellation);
}
