namespace IspDigital.Core.Primitives;

/// <summary>Makes ids that nobody else made.</summary>
public interface IIdGenerator
{
    /// <summary>A new id, ordered by time.</summary>
    Guid Next();
}

/// <summary>Chance: generated passwords, reference codes, jitter.</summary>
public interface IRandomSource
{
    /// <summary>A number from zero up to, not including, <paramref name="exclusiveMax"/>; not for secrets.</summary>
    int Next(int exclusiveMax);

    /// <summary>Cryptographically strong bytes.</summary>
    byte[] Bytes(int count);
}

#pragma warning disable RS0030 // The one place where ids and chance enter the product.
/// <summary>Time-ordered GUIDs of the system.</summary>
public sealed class SystemIds(TimeProvider clock) : IIdGenerator
{
    /// <inheritdoc/>
    public Guid Next() => Guid.CreateVersion7(clock.GetUtcNow());
}

/// <summary>The system's chance.</summary>
public sealed class SystemRandom : IRandomSource
{
    /// <inheritdoc/>
    public int Next(int exclusiveMax) => Random.Shared.Next(exclusiveMax);

    /// <inheritdoc/>
    public byte[] Bytes(int count) => System.Security.Cryptography.RandomNumberGenerator.GetBytes(count);
}
#pragma warning restore RS0030
