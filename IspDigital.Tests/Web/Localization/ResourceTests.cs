using System.Text.RegularExpressions;
using System.Xml.Linq;
using IspDigital.Web.Localization;

namespace IspDigital.Tests.Web.Localization;

/// <summary>Every string in both languages: twins have equal keys and placeholders, nothing is empty, nothing that is used is missing.</summary>
public sealed partial class ResourceTests
{
    private static readonly string s_root = FindRoot();
    private static readonly string s_web = Path.Combine(s_root, "IspDigital.Web");

    public static TheoryData<string> Features => [.. Neutral().Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory]
    [MemberData(nameof(Features))]
    public void Resource_HasABanglaTwinWithTheSameKeysAndPlaceholders(string name)
    {
        var english = Read(PathOf(name));
        var bangla = Read(PathOf(name).Replace(".resx", ".bn.resx", StringComparison.Ordinal));

        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), bangla.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, pair => Assert.True(Holes(pair.Value).SetEquals(Holes(bangla[pair.Key])), $"{name}: {pair.Key} has other placeholders in Bangla."));
    }

    [Theory]
    [MemberData(nameof(Features))]
    public void Resource_HasNoEmptyText(string name) =>
        Assert.All(Read(PathOf(name)).Concat(Read(PathOf(name).Replace(".resx", ".bn.resx", StringComparison.Ordinal))),
            pair => Assert.False(string.IsNullOrWhiteSpace(pair.Value), $"{name}: {pair.Key} is empty."));

    [Fact]
    public void MethodsOfPayment_AreCalledTheSameEverywhere_AndNoTwoAlike()
    {
        var called = Neutral().SelectMany(path => new[] { path, path.Replace(".resx", ".bn.resx", StringComparison.Ordinal) })
            .SelectMany(path => Read(path).Where(p => p.Key.StartsWith("Method.", StringComparison.Ordinal))
                .Select(p => (Language: path.EndsWith(".bn.resx", StringComparison.Ordinal) ? "bn" : "en", Method: p.Key, Word: p.Value)))
            .Distinct().ToList();

        Assert.Contains(called, c => c.Method == "Method.Cash");
        Assert.Equal(called.Count, called.DistinctBy(c => (c.Language, c.Method)).Count());
        Assert.Equal(called.Count, called.DistinctBy(c => (c.Language, c.Word)).Count());
    }

    [Fact]
    public void EveryResource_HasItsMarkerClass() =>
        Assert.All(Neutral(), path => Assert.Contains(typeof(IWords).Assembly.GetTypes(),
            t => typeof(IWords).IsAssignableFrom(t) && t.Name == Path.GetFileNameWithoutExtension(path)));

    [Fact]
    public void EveryKeyThatIsUsed_Exists()
    {
        var keys = Neutral().ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => Read(path).Keys.ToHashSet(), StringComparer.Ordinal);
        var missing = new List<string>();
        var used = 0;
        foreach (var path in Directory.EnumerateFiles(s_web, "*.razor", SearchOption.AllDirectories).Where(IsSource))
        {
            var code = File.Exists(path + ".cs") ? File.ReadAllText(path + ".cs") : "";
            var page = File.ReadAllText(path);
            foreach (Match localizer in Localizer().Matches(page + code))
            {
                var (resource, variable) = (localizer.Groups["resource"].Value, localizer.Groups["variable"].Value);
                var single = Regex.Matches(page + code, $"""\b{variable}\["(?<key>[^"]+)"(?=[\],])""").Select(m => m.Groups["key"].Value);
                // What is said of a number of things has a sentence for one of them beside it.
                var counted = Regex.Matches(page + code, $"""\b{variable}\.Counted\("(?<key>[^"]+)",""").Select(m => m.Groups["key"].Value);
                foreach (var key in single.Concat(counted.SelectMany(key => new[] { key, key + ".One" })))
                {
                    used++;
                    if (!keys[resource].Contains(key))
                    {
                        missing.Add($"{Path.GetFileName(path)}: {resource} lacks {key}");
                    }
                }
            }
        }
        Assert.True(used > 50, "The test no longer finds what it is to check.");
        Assert.Empty(missing);
    }

    [Fact]
    public void EveryFailureOfAFeatureWithScreens_HasItsSentence()
    {
        var keys = Neutral().ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => Read(path).Keys.ToHashSet(), StringComparer.Ordinal);
        var codes = Directory.EnumerateFiles(Path.Combine(s_root, "IspDigital.Core"), "*.cs", SearchOption.AllDirectories).Where(IsSource)
            .SelectMany(path => ErrorCode().Matches(File.ReadAllText(path)).Select(m => m.Groups["code"].Value)).Distinct().ToList();
        Assert.NotEmpty(codes);

        var missing = codes.Where(code => keys.TryGetValue(code.Split('.')[0] + "Text", out var known) && !known.Contains("Error." + code)).ToList();
        Assert.Empty(missing);
    }

    private static IEnumerable<string> Neutral() => Directory.EnumerateFiles(s_web, "*.resx", SearchOption.AllDirectories)
        .Where(IsSource).Where(path => !path.EndsWith(".bn.resx", StringComparison.Ordinal));

    private static string PathOf(string name) => Neutral().Single(path => Path.GetFileNameWithoutExtension(path) == name);

    private static Dictionary<string, string> Read(string path) =>
        XDocument.Load(path).Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value, StringComparer.Ordinal);

    private static HashSet<string> Holes(string text) => [.. Hole().Matches(text).Select(m => m.Value)];

    private static bool IsSource(string path) => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        && !path.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "IspDigital.sln")))
        {
            folder = folder.Parent;
        }
        return folder.FullName;
    }

    [GeneratedRegex(@"IStringLocalizer<(?<resource>\w+)>\s+(?<variable>\w+)")]
    private static partial Regex Localizer();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Hole();

    [GeneratedRegex("""(?:Error\(|WithErrorCode\()"(?<code>[A-Z]\w+\.\w+)"\)""")]
    private static partial Regex ErrorCode();
}
