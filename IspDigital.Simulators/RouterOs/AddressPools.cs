using System.Globalization;
using System.Net;

namespace IspDigital.Simulators.RouterOs;

/// <summary>Addresses for sessions: a fixed one where the secret or profile names an address, else the next free one of the named pool (one /16 for each pool).</summary>
internal sealed class AddressPools
{
    private readonly Dictionary<string, int> _pools = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);
    private readonly HashSet<string> _leased = [];

    public string Lease(string? addressOrPool)
    {
        if (addressOrPool is not null && addressOrPool.Contains('.', StringComparison.Ordinal) && IPAddress.TryParse(addressOrPool, out _))
        {
            return addressOrPool;
        }

        var pool = addressOrPool ?? "";
        if (!_pools.TryGetValue(pool, out var network))
        {
            _pools[pool] = network = 10 + _pools.Count;
        }

        while (true)
        {
            var host = _next[pool] = (_next.GetValueOrDefault(pool, 1) % 65_000) + 1;
            var address = string.Create(CultureInfo.InvariantCulture, $"10.{network}.{host >> 8}.{host & 0xFF}");
            if (_leased.Add(address))
            {
                return address;
            }
        }
    }

    public void Release(string? address)
    {
        if (address is not null)
        {
            _leased.Remove(address);
        }
    }
}
