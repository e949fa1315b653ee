using System.Text.Json;
using System.Text.RegularExpressions;

namespace IspDigital.Tests.Architecture;

/// <summary>Fences that the source itself shows.</summary>
public sealed partial class SourceTests
{
    private const int LinesMax = 300;
    private const int RazorLinesMax = 200;

    // Longer files, each with its reason.
    private static readonly Dictionary<string, string> s_longer = new(StringComparer.Ordinal)
    {
        ["IspDigital.Tests/Routers/RouterOsConnectionTests.cs"] = "the fates of one connection, side by side",
    };

    // Where an analyzer is silenced in source, and why; the pragma's own line says more.
    private static readonly Dictionary<string, string[]> s_silenced = new(StringComparer.Ordinal)
    {
        ["IspDigital.Core/Primitives/Ports.cs"] = ["RS0030"],
        ["IspDigital.Core/Subscribers/SubscriberSearch.cs"] = ["CA1304"],
        ["IspDigital.Core/Routers/RouterOs/RouterOsConnector.cs"] = ["CA5351"],
        ["IspDigital.Tests/Routers/SimulatorLoginTests.cs"] = ["CA5351"],
        ["IspDigital.Simulators/RouterOs/ApiLogin.cs"] = ["CA5351"],
        ["IspDigital.Simulators/RouterOs/ApiListener.cs"] = ["CA5398"],
    };

    [Fact]
    public void Files_AreShortEnoughToBeRead()
    {
        var code = Sources.Files(".cs");
        var pages = Sources.Files(".razor");

        Assert.True(code.Count > 80, "No source was found.");
        var wrong = code.Select(f => (File: f, Lines: Lines(f), Max: LinesMax)).Concat(pages.Select(f => (File: f, Lines: Lines(f), Max: RazorLinesMax)))
            .Where(f => f.Lines > f.Max && !s_longer.ContainsKey(f.File)).Select(f => $"{f.File} has {f.Lines} lines, {f.Max} are allowed");
        AssertNone(wrong);
    }

    [Fact]
    public void Classes_AreNamedForWhatTheyAreNotForAKindOfClass()
    {
        var types = new[] { House.Core, House.Web, typeof(SourceTests).Assembly }.SelectMany(a => a.GetTypes())
            .Where(t => t.Namespace?.StartsWith("IspDigital", StringComparison.Ordinal) == true).ToList();

        Assert.True(types.Count > 100);
        Assert.DoesNotContain(types, t => NoName().IsMatch(t.Name.Split('`')[0]) || t.Namespace!.Split('.').Any(p => NoName().IsMatch(p)));
    }

    [Fact]
    public void Analyzers_AreSilencedOnlyWhereItIsWrittenDown()
    {
        var found = from file in Sources.Files(".cs")
                    where !file.StartsWith("IspDigital.Benchmarks/", StringComparison.Ordinal)
                    from Match match in Silenced().Matches(Sources.Read(file))
                    select (File: file, Rule: match.Groups[1].Value);
        var all = found.ToList();

        Assert.NotEmpty(all);
        AssertNone(all.Where(f => !s_silenced.TryGetValue(f.File, out var rules) || !rules.Contains(f.Rule)).Select(f => $"{f.File} silences {f.Rule}"));
    }

    [Fact]
    public void WallClock_IsBannedInEveryProjectOfTheProduct()
    {
        var banned = File.ReadAllText(Path.Combine(Sources.Root, "BannedSymbols.txt"));
        var props = File.ReadAllText(Path.Combine(Sources.Root, "Directory.Build.props"));
        var editorConfig = File.ReadAllText(Path.Combine(Sources.Root, ".editorconfig"));

        foreach (var symbol in new[] { "P:System.DateTime.UtcNow", "P:System.DateTime.Now", "P:System.DateTimeOffset.UtcNow", "M:System.Guid.NewGuid", "P:System.Random.Shared" })
        {
            Assert.Contains(symbol + ";", banned, StringComparison.Ordinal);
        }
        Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", props, StringComparison.Ordinal);
        Assert.Contains("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", props, StringComparison.Ordinal);
        Assert.Contains("dotnet_diagnostic.RS0030.severity = error", editorConfig, StringComparison.Ordinal);
    }

    [Fact]
    public void Rounding_ThatDoesNotSayHow_IsBanned()
    {
        var banned = File.ReadAllText(Path.Combine(Sources.Root, "BannedSymbols.txt"));

        // .NET rounds half to even where nothing is said: 2.5 would be 2.
        foreach (var symbol in new[] { "M:System.Math.Round(System.Decimal)", "M:System.Decimal.Round(System.Decimal)", "M:System.Convert.ToInt64(System.Decimal)" })
        {
            Assert.Contains(symbol + ";", banned, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Microsoft.EntityFrameworkCore/")]
    [InlineData("Microsoft.EntityFrameworkCore.Relational/")]
    [InlineData("Microsoft.EntityFrameworkCore.Sqlite/")]
    [InlineData("Microsoft.Data.Sqlite.Core/")]
    [InlineData("Npgsql/")]
    [InlineData("Npgsql.EntityFrameworkCore.PostgreSQL/")]
    [InlineData("linq2db/")]
    public void Compiler_OfWeb_DoesNotSeeTheDatabase(string package)
    {
        // What restore hands to the compiler: a placeholder (_._) in place of the library, because Core keeps it to itself.
        using var assets = JsonDocument.Parse(Sources.Read("IspDigital.Web/obj/project.assets.json"));
        var entry = assets.RootElement.GetProperty("targets").EnumerateObject().SelectMany(t => t.Value.EnumerateObject())
            .Single(p => p.Name.StartsWith(package, StringComparison.Ordinal));

        var seen = entry.Value.TryGetProperty("compile", out var files) ? files.EnumerateObject().Select(f => f.Name).ToList() : [];

        Assert.All(seen, file => Assert.EndsWith("/_._", file, StringComparison.Ordinal));
        Assert.DoesNotContain(House.Web.GetReferencedAssemblies(), a => a.Name!.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal));
    }

    private static void AssertNone(IEnumerable<string> wrong)
    {
        var all = wrong.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    private static int Lines(string file) => Sources.Read(file).AsSpan().TrimEnd('\n').Count('\n') + 1;

    [GeneratedRegex("^(.+)?(Service|Services|Manager|Helper|Helpers|Utils|Util|Utilities|Common)$")]
    private static partial Regex NoName();

    [GeneratedRegex(@"#pragma warning disable (\w+)")]
    private static partial Regex Silenced();
}
