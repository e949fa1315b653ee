using System.Text.RegularExpressions;
using CsCheck;
using IspDigital.Tests.Support;

namespace IspDigital.Tests.Architecture;

/// <summary>
/// <c>Strength/</c> compiles the tests of the money rules once more, for measuring them, and no build of the solution does: a test there
/// that needed more than is linked would only be seen by whoever measures next.
/// </summary>
public sealed partial class StrengthTests
{
    private const string Project = "IspDigital.Tests/Strength/Strength.csproj";
    private static readonly string[] s_folders = ["IspDigital.Tests/Rules/Billing/", "IspDigital.Tests/Rules/Ledger/", "IspDigital.Tests/Rules/Primitives/"];

    [Fact]
    public void Strength_OfTheMoneyRules_IsMeasuredByTestsThatNeedOnlyWhatItLinks()
    {
        var linked = Linked().Matches(Sources.Read(Project)).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var others = Sources.Files(".cs").Where(f => f.StartsWith("IspDigital.Tests/Support/", StringComparison.Ordinal) || f.StartsWith("IspDigital.Tests/Architecture/", StringComparison.Ordinal))
            .Select(f => Path.GetFileNameWithoutExtension(f)).Where(name => !linked.Contains(name)).ToList();
        var tests = Sources.Files(".cs").Where(f => s_folders.Any(folder => f.StartsWith(folder, StringComparison.Ordinal))).ToList();

        Assert.All(s_folders, folder => Assert.Contains(tests, t => t.StartsWith(folder, StringComparison.Ordinal)));
        Assert.Contains("Property", linked);
        Assert.Contains("TestPortal", others);
        Assert.All(tests, test =>
        {
            var text = Sources.Read(test);
            Assert.DoesNotContain("IspDigital.Web", text, StringComparison.Ordinal);
            Assert.All(others, name => Assert.False(Regex.IsMatch(text, $@"\b{name}\b"), $"{test} needs {name}, which {Project} does not link."));
        });
    }

    [Fact]
    public void Properties_AskedTwice_MakeUpTheSameCasesAllOfThemOnce()
    {
        static List<int> Cases()
        {
            List<int> cases = [];
            Gen.Int[0, 1_000_000].Holds(cases.Add, cases: 200);
            return cases;
        }

        var first = Cases();

        Assert.Equal(first, Cases());
        Assert.True(first.Distinct().Count() > first.Count * 9 / 10, string.Join(' ', first));
    }

    [Fact]
    public void Properties_ThatFailForOneCaseInAHundred_AreSeenToFail()
    {
        Assert.Throws<CsCheckException>(() => Gen.Int[1, 100].Holds(n => n < 100, cases: 2_000));
        Assert.Contains("seed", Assert.Throws<CsCheckException>(() => Gen.Int[1, 100].Holds(n => Assert.NotEqual(100, n), cases: 2_000)).Message, StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"\.\./(?:Support|Architecture)/(\w+)\.cs")]
    private static partial Regex Linked();
}
