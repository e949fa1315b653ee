using CsCheck;

namespace IspDigital.Tests.Support;

/// <summary>
/// What holds for any case. Chance makes the cases up, the same ones at every run, so that a test that is green stays green until the code
/// changes; <c>ISPDIGITAL_PROOF_SEED</c> makes up others. A case that fails is made as small as CsCheck can, and printed with its seed.
/// </summary>
internal static class Property
{
    private const int UsualCases = 100;
    private const int SmallDivisor = 60;
    private const int SmallMin = 20;
    private const int Shrinks = 2_000;

    /// <summary>Fails where the property throws for any of so many cases.</summary>
    public static void Holds<T>(this Gen<T> gen, Action<T> property, int cases = UsualCases)
    {
        if (Check.Seed is not null)
        {
            // The one case that a failure printed.
            gen.Sample(property, iter: 1, threads: 1);
        }
        var chance = new Random(ProofSize.ChosenSeed ?? 1);
        for (var i = 0; i < Of(cases); i++)
        {
            var seed = new PCG(0, (ulong)chance.NextInt64()).ToString();
            try
            {
                gen.Sample(property, seed: seed, iter: 1, threads: 1);
            }
            catch (CsCheckException)
            {
                gen.Sample(property, seed: seed, iter: Shrinks, threads: 1);
                throw;
            }
        }
    }

    /// <summary>Fails where the property is false, or throws, for any of so many cases.</summary>
    public static void Holds<T>(this Gen<T> gen, Func<T, bool> property, int cases = UsualCases) =>
        gen.Holds(c => Assert.True(property(c), "The property does not hold."), cases);

    /// <inheritdoc cref="Holds{T}(Gen{T}, Func{T, bool}, int)"/>
    public static void Holds<T1, T2>(this Gen<(T1, T2)> gen, Func<T1, T2, bool> property, int cases = UsualCases) =>
        gen.Holds(c => property(c.Item1, c.Item2), cases);

    /// <inheritdoc cref="Holds{T}(Gen{T}, Func{T, bool}, int)"/>
    public static void Holds<T1, T2, T3>(this Gen<(T1, T2, T3)> gen, Func<T1, T2, T3, bool> property, int cases = UsualCases) =>
        gen.Holds(c => property(c.Item1, c.Item2, c.Item3), cases);

    /// <inheritdoc cref="Holds{T}(Gen{T}, Func{T, bool}, int)"/>
    public static void Holds<T1, T2, T3, T4>(this Gen<(T1, T2, T3, T4)> gen, Func<T1, T2, T3, T4, bool> property, int cases = UsualCases) =>
        gen.Holds(c => property(c.Item1, c.Item2, c.Item3, c.Item4), cases);

    /// <inheritdoc cref="Holds{T}(Gen{T}, Action{T}, int)"/>
    public static void Holds<T1, T2>(this Gen<(T1, T2)> gen, Action<T1, T2> property, int cases = UsualCases) =>
        gen.Holds(c => property(c.Item1, c.Item2), cases);

    /// <inheritdoc cref="Holds{T}(Gen{T}, Action{T}, int)"/>
    public static void Holds<T1, T2, T3, T4>(this Gen<(T1, T2, T3, T4)> gen, Action<T1, T2, T3, T4> property, int cases = UsualCases) =>
        gen.Holds(c => property(c.Item1, c.Item2, c.Item3, c.Item4), cases);

    private static int Of(int cases) => ProofSize.IsSmall ? Math.Max(SmallMin, cases / SmallDivisor) : cases;
}
