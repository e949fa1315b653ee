using System.Diagnostics;
using IspDigital.Tests.Architecture;
using IspDigital.Web.Startup.Verbs;

namespace IspDigital.Tests.CommandLine;

/// <summary>What a script relies on: exit codes, data apart from messages, settings among the words.</summary>
public sealed partial class UsageTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("import --help")]
    [InlineData("import plans --help")]
    [InlineData("import subscribers --help")]
    [InlineData("events --help")]
    [InlineData("bill --help")]
    [InlineData("export --help")]
    [InlineData("export invoices --help")]
    [InlineData("demo --help")]
    [InlineData("serve --help")]
    public async Task Help_OfEveryVerb_IsPrintedAndGoesWell(string words)
    {
        var (code, output, messages) = await Run(words);

        Assert.Equal((0, ""), (code, messages));
        Assert.Contains("--data <DIR>", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("import")]
    [InlineData("import plans")]
    [InlineData("import plans not-there.csv")]
    [InlineData("bill --nope")]
    [InlineData("bill --through tomorrow")]
    [InlineData("bill --preview --format xml")]
    [InlineData("export invoices extra")]
    [InlineData("export everything")]
    [InlineData("export invoices --from 2026-02-01 --to 2026-01-31")]
    public async Task Words_ThatMeanNothing_AreWrongUsage(string words)
    {
        var (code, output, messages) = await Run(words);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains("See --help.", messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "--urls http://127.0.0.1:0 --data x demo Key=1", "--data x demo", "--urls http://127.0.0.1:0 Key=1")]
    [InlineData(false, "demo --Demo:Subscribers=5 --Demo:HistoryMonths 0", "demo", "--Demo:Subscribers=5 --Demo:HistoryMonths 0")]
    [InlineData(true, "bill --aprove --through 2026-01-01 --Jobs:Enabled=false", "bill --aprove --through 2026-01-01", "--Jobs:Enabled=false")]
    [InlineData(true, "--data d export invoices --Database:FileName a.db", "--data d export invoices", "--Database:FileName a.db")]
    public void Settings_AmongTheWords_AreParted(bool isTool, string typed, string words, string settings)
    {
        var parted = SettingsArguments.Part(typed.Split(' '), isTool);

        Assert.Equal((words, settings), (string.Join(' ', parted.Words), string.Join(' ', parted.Settings)));
    }

    [Fact]
    public async Task Process_OnANewFolder_WorksAtOnceAndKeepsDataApartFromMessages()
    {
        var folder = Directory.CreateTempSubdirectory("ispdigital-line-").FullName;
        try
        {
            await File.WriteAllLinesAsync(Path.Combine(folder, "plans.csv"), ["name,price,download_mbps,upload_mbps", "Basic,500,10,10"], TestContext.Current.CancellationToken);

            var imported = await Process(folder, "import plans plans.csv --data new/data");
            var refused = await Process(folder, "import plans plans.csv --data new/data");
            var preview = await Process(folder, "bill --preview --data new/data");
            var wrong = await Process(folder, "bil --data new/data");

            Assert.Equal((0, "", "1 plan added, 0 taxes.\n"), imported);
            Assert.Equal((1, ""), (refused.Code, refused.Output));
            Assert.Contains("line 2, column name:", refused.Messages, StringComparison.Ordinal);
            Assert.Equal((0, "subscriber,kind,period_start,period_end,issue_date,due_date,last_day_to_pay,subtotal,tax,total\n"), (preview.Code, preview.Output));
            Assert.Equal((2, ""), (wrong.Code, wrong.Output));
            Assert.True(File.Exists(Path.Combine(folder, "new", "data", "ispdigital.db")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Folder_ThatIsAFile_IsWrongUsageAndSaidInALine()
    {
        var file = Path.GetTempFileName();
        try
        {
            var (code, output, messages) = await Run($"bill --preview --data {file}");

            Assert.Equal((2, ""), (code, output));
            Assert.StartsWith($"--data {file} cannot be used as a folder:", messages, StringComparison.Ordinal);
            Assert.Single(messages.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Problems_OfRows_HaveTheirSentences()
    {
        var codes = Sources.Files(".cs").Where(f => f.StartsWith("IspDigital.Core/", StringComparison.Ordinal))
            .SelectMany(f => RowCode().Matches(Sources.Read(f)).Select(m => m.Groups[1].Value)).Distinct().ToList();
        var sentences = string.Concat(Sources.Files(".resx").Where(f => f.StartsWith("IspDigital.Web/", StringComparison.Ordinal)).Select(Sources.Read));

        Assert.Contains("Shared.CellNotDay", codes);
        Assert.All(codes, code => Assert.Contains($"\"Error.{code}\"", sentences, StringComparison.Ordinal));
    }

    private static async Task<(int Code, string Output, string Messages)> Run(string words)
    {
        using var output = new MemoryStream();
        await using var messages = new StringWriter();
        var code = await Verbs.Run(words.Split(' '), new Surroundings(output, messages, Path.GetTempPath()));
        return (code, System.Text.Encoding.UTF8.GetString(output.ToArray()), messages.ToString());
    }

    private static async Task<(int Code, string Output, string Messages)> Process(string folder, string words)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "IspDigital.Web.dll"), .. words.Split(' ')])
        {
            RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        var (output, messages) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await messages);
    }

    [System.Text.RegularExpressions.GeneratedRegex("\"((?:Shared|Subscribers|Payments|Plans)\\.[A-Z]\\w+)\"")]
    private static partial System.Text.RegularExpressions.Regex RowCode();
}
