using System.Text;
using IspDigital.Tests.Support;
using IspDigital.Web.Startup.Verbs;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.CommandLine;

/// <summary>The program's verbs in this process, on the folder and under the clock of a <see cref="TestPortal"/>.</summary>
public sealed class CommandLineInProcess : IAsyncDisposable
{
    /// <summary>The portal that the verbs work on.</summary>
    public TestPortal Portal { get; } = TestPortal.Start();

    /// <summary>Runs a command line; <c>--data</c> is added.</summary>
    public async Task<Answer> Run(params string[] words)
    {
        using var output = new MemoryStream();
        await using var messages = new StringWriter();
        var code = await Verbs.Run(
            [.. words, "--data", Portal.Folder], new Surroundings(output, messages, Portal.Folder, services => services.AddSingleton<TimeProvider>(Portal.Clock)));
        return new(code, output.ToArray(), messages.ToString());
    }

    /// <summary>The same, which must go well.</summary>
    public async Task<Answer> Does(params string[] words)
    {
        var answer = await Run(words);
        Assert.True(answer.Code == 0, answer.Messages);
        return answer;
    }

    /// <summary>Writes a file beside the database.</summary>
    /// <returns>Its name.</returns>
    public string File(string name, params string[] lines)
    {
        System.IO.File.WriteAllLines(Path.Combine(Portal.Folder, name), lines);
        return name;
    }

    /// <summary>Imports the plans <c>Basic</c> (500.00, 5% on top) and <c>Gold</c> (1000.00, 5% on top).</summary>
    public Task<Answer> HasPlans() => Does("import", "plans", File(
        "plans.csv", "name,price,tax_percent,tax_mode,download_mbps,upload_mbps,profile", "Basic,500.00,5,exclusive,10,10,plan-10", "Gold,1000.00,5,exclusive,20,20,plan-20"));

    /// <summary>Imports subscribers with these columns.</summary>
    public Task<Answer> HasSubscribers(string columns, params string[] rows) => Does("import", "subscribers", File("subscribers.csv", [columns, .. rows]));

    /// <summary>Applies events.</summary>
    public Task<Answer> Applies(params string[] rows) => Run("events", File("events.csv", ["date,subscriber,event,value", .. rows]));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}

/// <summary>What a command line answered.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Data">What went to standard output.</param>
/// <param name="Messages">What went to standard error.</param>
public sealed record Answer(int Code, byte[] Data, string Messages)
{
    /// <summary>The data as text.</summary>
    public string Text => Encoding.UTF8.GetString(Data);

    /// <summary>Its lines.</summary>
    public string[] Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
