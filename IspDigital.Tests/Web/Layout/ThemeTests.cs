using System.Globalization;
using System.Text.RegularExpressions;

namespace IspDigital.Tests.Web.Layout;

/// <summary>The colours can be read: WCAG AA, 4.5 to 1, in light and in dark.</summary>
public sealed partial class ThemeTests
{
    private static readonly string s_css = File.ReadAllText(Path.Combine(FindRoot(), "IspDigital.Web", "wwwroot", "css", "theme.css"));

    public static TheoryData<string, string> Pairs => new()
    {
        { "ink", "bg" }, { "ink", "surface" }, { "ink-2", "bg" }, { "ink-2", "surface" }, { "ink-2", "sunken" }, { "ink-3", "surface" }, { "ink-3", "bg" }, { "ink-3", "sunken" },
        { "accent", "surface" }, { "accent", "bg" }, { "accent", "accent-soft" }, { "on-accent", "accent" }, { "on-accent", "accent-strong" },
        { "good", "good-soft" }, { "due", "due-soft" }, { "warn", "warn-soft" }, { "bad", "bad-soft" }, { "idle", "idle-soft" },
        { "good", "surface" }, { "due", "surface" }, { "warn", "surface" }, { "bad", "surface" }, { "idle", "surface" },
        { "surface", "good-fill" }, { "surface", "due-fill" }, { "surface", "warn-fill" }, { "surface", "bad-fill" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Text_OnItsGround_CanBeReadInLightAndDark(string text, string ground)
    {
        foreach (var block in new[] { ":root {", ":root[data-theme=\"dark\"] {" })
        {
            var colours = Colours(block);
            var ratio = Contrast(colours[text], colours[ground]);
            Assert.True(ratio >= 4.5, string.Create(CultureInfo.InvariantCulture, $"{block} {text} on {ground}: {ratio:0.00}"));
        }
    }

    private static Dictionary<string, string> Colours(string block)
    {
        var from = s_css.IndexOf(block, StringComparison.Ordinal);
        return Colour().Matches(s_css[from..s_css.IndexOf('}', from)]).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["hex"].Value);
    }

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        var parts = Enumerable.Range(0, 3).Select(i => int.Parse(hex.AsSpan(i * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(c => c <= 0.03928 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "IspDigital.sln")))
        {
            folder = folder.Parent;
        }
        return folder.FullName;
    }

    [GeneratedRegex("--(?<name>[a-z0-9-]+):\\s*#(?<hex>[0-9a-f]{6});")]
    private static partial Regex Colour();
}
