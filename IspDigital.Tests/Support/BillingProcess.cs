using System.Diagnostics;

namespace IspDigital.Tests.Support;

/// <summary>A real process that bills on a portal's database: hidden verbs of IspDigital.Benchmarks, spoken to line by line.</summary>
internal sealed class BillingProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private readonly Process _process;

    private BillingProcess(Process process) => _process = process;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts one; <paramref name="zone"/> is the process's own time zone.</summary>
    public static BillingProcess Start(TestPortal portal, string? zone, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "IspDigital.Benchmarks.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        foreach (var (key, value) in portal.ProcessSettings)
        {
            start.Environment[key] = value;
        }
        if (zone is not null)
        {
            start.Environment["TZ"] = zone;
        }
        return new BillingProcess(Process.Start(start)!);
    }

    /// <summary>Sends a line and waits for the answer.</summary>
    public async Task<string> Ask(string line)
    {
        await Tell(line);
        return await Answer();
    }

    /// <summary>Sends a line.</summary>
    public Task Tell(string line) => _process.StandardInput.WriteLineAsync(line.AsMemory(), Cancellation);

    /// <summary>The next line that it says.</summary>
    public async Task<string> Answer() =>
        await _process.StandardOutput.ReadLineAsync(Cancellation).AsTask().WaitAsync(s_patience, Cancellation)
        ?? throw new InvalidOperationException("The billing process ended without an answer.");

    /// <summary>Ends it as a power button would: SIGKILL.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Kill();
        }
        _process.Dispose();
    }
}
