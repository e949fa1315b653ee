using Microsoft.Extensions.Time.Testing;

namespace IspDigital.Tests.Support;

/// <summary>A clock whose wall can be moved without time passing, as NTP or a person does.</summary>
public sealed class LeapingClock : FakeTimeProvider
{
    /// <summary>A clock that is right, at some time.</summary>
    public LeapingClock()
    {
    }

    /// <summary>A clock that is right at that time.</summary>
    public LeapingClock(DateTimeOffset rightly)
        : base(rightly)
    {
    }

    /// <summary>By how much the wall is wrong.</summary>
    public TimeSpan Leap { get; set; }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Leap;

    /// <inheritdoc/>
    public override long GetTimestamp() => base.GetUtcNow().UtcTicks;
}
