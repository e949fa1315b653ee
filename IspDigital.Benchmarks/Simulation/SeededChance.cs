using IspDigital.Core.Primitives;

namespace IspDigital.Benchmarks.Simulation;

/// <summary>All chance of a simulated world: the same seed gives the same ids, the same bytes, the same lives.</summary>
internal sealed class SeededChance(int seed) : IIdGenerator, IRandomSource
{
    private readonly Random _random = new(seed);
    private long _ids;

    /// <inheritdoc/>
    public int Next(int exclusiveMax) => _random.Next(exclusiveMax);

    /// <inheritdoc/>
    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Whether something happens that happens once in so many times.</summary>
    public bool OnceIn(int times) => _random.Next(times) == 0;

    /// <summary>One of several.</summary>
    public T One<T>(params ReadOnlySpan<T> several) => several[_random.Next(several.Length)];

    Guid IIdGenerator.Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes[8..], ++_ids);
        return new Guid(bytes, bigEndian: true);
    }
}
