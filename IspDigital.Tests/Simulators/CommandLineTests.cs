using System.Diagnostics;
using System.Globalization;
using IspDigital.Tests.Support;

namespace IspDigital.Tests.Simulators;

/// <summary>The stand-ins as programs of their own: what they print, that they answer, that a signal stops them cleanly.</summary>
public sealed class CommandLineTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("routeros --port 0 --user isp --password pw --secrets 12 --version 6.49 --latency-ms 1", "RouterOS 6.49", true)]
    [InlineData("routeros --port 0 --user isp --password pw --secrets 3 --tls --redial-ms 100", "RouterOS 7.16", true)]
    [InlineData("sms --port 0", "SMS gateway", false)]
    [InlineData("smtp --port 0", "SMTP sink", false)]
    public async Task StandIn_Started_PrintsItsPort_AndStopsOnSigTerm(string arguments, string title, bool isRouter)
    {
        using var process = Start(arguments);

        var line = await process.StandardOutput.ReadLineAsync(Cancellation) ?? await process.StandardError.ReadToEndAsync(Cancellation);
        Assert.StartsWith(title, line, StringComparison.Ordinal);
        if (isRouter)
        {
            await AssertAnswers(process, line, tls: arguments.Contains("--tls", StringComparison.Ordinal));
        }

        using (var kill = Process.Start("/bin/kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(Cancellation);
        }

        Assert.Contains("Stopped after", await process.StandardOutput.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
        await process.WaitForExitAsync(Cancellation);
        Assert.Equal(0, process.ExitCode);
    }

    private static async Task AssertAnswers(Process process, string line, bool tls)
    {
        var port = int.Parse(line.Split("127.0.0.1:")[1].Split(' ')[0], CultureInfo.InvariantCulture);
        var thumbprint = tls ? (await process.StandardOutput.ReadLineAsync(Cancellation))!.Split(' ')[^1] : null;
        await using var probe = await RouterApiProbe.SignIn(port, "isp", "pw", thumbprint);

        var row = (await probe.Ask("/ppp/active/print", "=.proplist=name", "?name=user0003"))[0];

        Assert.Equal(["!re", "=name=user0003"], row);
    }

    private static Process Start(string arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "IspDigital.Simulators.dll"), .. arguments.Split(' ')])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}
