using System.Globalization;

namespace IspDigital.Tests.Support;

/// <summary>
/// How large the proofs of the reliability contract are: a size that fits <c>./test.sh</c>, or the contract's own where
/// <c>ISPDIGITAL_PROOF=full</c> is set (docs/testing.md). Chance comes from one seed, which every proof prints. Properties
/// (<see cref="Property"/>) make up the same cases at every run unless a seed is chosen.
/// </summary>
internal static class ProofSize
{
    /// <summary>Set to <c>full</c> for the contract's sizes, to <c>small</c> where properties run many hundred times over.</summary>
    public const string Variable = "ISPDIGITAL_PROOF";

    /// <summary>Set to the number that a failing proof printed, to run it again as it was.</summary>
    public const string SeedVariable = "ISPDIGITAL_PROOF_SEED";

    /// <summary>How many run side by side.</summary>
    public static ParallelOptions SideBySide => new() { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken };

    /// <summary>Whether the contract's sizes are asked for.</summary>
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable(Variable) == "full";

    /// <summary>Whether properties are to be quick: a mutation run asks them once for each mutant.</summary>
    public static bool IsSmall { get; } = Environment.GetEnvironmentVariable(Variable) == "small";

    /// <summary>The seed that was asked for, or null.</summary>
    public static int? ChosenSeed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out var seed) ? seed : null;

    /// <summary>Where chance begins.</summary>
    public static int Seed { get; } = ChosenSeed ?? (int)(TimeProvider.System.GetTimestamp() & int.MaxValue);

    /// <summary>One of two sizes.</summary>
    public static int Of(int inTests, int full) => IsFull ? full : inTests;

    /// <summary>Chance for one case, the same whenever that case runs with that seed.</summary>
    public static Random ChanceOf(int number) => new(unchecked((Seed * 397) ^ number));

    /// <summary>The line that goes into docs/testing.md.</summary>
    public static string Line(string row, string result) =>
        string.Create(CultureInfo.InvariantCulture, $"{row}: {result}; size {(IsFull ? "full" : "test")}, seed {Seed}");
}
