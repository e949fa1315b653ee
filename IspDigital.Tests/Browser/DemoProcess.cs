using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IspDigital.Core.Routers;
using IspDigital.Core.Routers.RouterOs;
using IspDigital.Web.Demo;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IspDigital.Tests.Browser;

/// <summary>The portal as an operator starts it: a process of its own, serving a demo; what it printed is all that is known of it.</summary>
public sealed partial class DemoProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_startMax = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("ispdigital-demo-").FullName;
    private readonly StringBuilder _printed = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private DemoProcess(int subscribers)
    {
        string[] words =
        [
            Path.Combine(AppContext.BaseDirectory, "IspDigital.Web.dll"), "demo",
            string.Create(CultureInfo.InvariantCulture, $"--Demo:Subscribers={subscribers}"), "--Demo:HistoryMonths=0",
            "--Urls=http://127.0.0.1:0", $"--Database:Folder={_folder}",
        ];
        _process = new Process { StartInfo = new ProcessStartInfo("dotnet", words) { RedirectStandardOutput = true, RedirectStandardError = true } };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"The demo ended by itself:\n{Printed}"));
    }

    /// <summary>Where it listens.</summary>
    public string Url => Find(Address());

    /// <summary>The owner's user name.</summary>
    public string UserName => Find(SignInName());

    /// <summary>The owner's password.</summary>
    public string Password => Find(SignInPassword());

    /// <summary>Everything it printed so far.</summary>
    public string Printed
    {
        get
        {
            lock (_printed)
            {
                return _printed.ToString();
            }
        }
    }

    /// <summary>Starts it and waits for its first words to a visitor.</summary>
    public static async Task<DemoProcess> Start(int subscribers)
    {
        var demo = new DemoProcess(subscribers);
        demo._process.Start();
        demo._process.BeginOutputReadLine();
        demo._process.BeginErrorReadLine();
        try
        {
            await demo._ready.Task.WaitAsync(s_startMax, TimeProvider.System);
            return demo;
        }
        catch
        {
            await demo.DisposeAsync();
            throw;
        }
    }

    /// <summary>Connects to one of its routers, as any client of the API would.</summary>
    /// <param name="index">From zero, in the order printed.</param>
    /// <param name="cancellation">Stops it.</param>
    public Task<IRouterClient> Router(int index, CancellationToken cancellation)
    {
        var port = int.Parse(RouterPort().Matches(Printed)[index].Groups[1].Value, CultureInfo.InvariantCulture);
        var connector = new RouterOsConnector(Options.Create(new RouterOptions()), TimeProvider.System, NullLogger<RouterOsConnector>.Instance);
        return connector.Connect(
            new RouterAddress("127.0.0.1", port, UseTls: false, null, DemoNetwork.RouterUser, DemoNetwork.RouterPassword), cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Read(string? line)
    {
        lock (_printed)
        {
            _printed.AppendLine(line);
        }
        if (line?.Contains("Ctrl+C ends it", StringComparison.Ordinal) == true)
        {
            _ready.TrySetResult();
        }
    }

    private string Find(Regex what) => what.Match(Printed).Groups[1].Value;

    [GeneratedRegex(@"The demo is ready: (\S+)")]
    private static partial Regex Address();

    [GeneratedRegex(@"sign in as\s+(\S+)")]
    private static partial Regex SignInName();

    [GeneratedRegex(@"password\s+(\S+)")]
    private static partial Regex SignInPassword();

    [GeneratedRegex(@"router\s+\S+ at 127\.0\.0\.1:(\d+)")]
    private static partial Regex RouterPort();
}
