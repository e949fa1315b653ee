using CsCheck;

namespace IspDigital.Tests.Support;

/// <summary>A generator of one of some values.</summary>
public static class AnyOf
{
    /// <summary>One of these, each as often as the other.</summary>
    public static Gen<T> These<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
