using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using IspDigital.Simulators;
using IspDigital.Simulators.RouterOs;

namespace IspDigital.Tests.Routers;

/// <summary>
/// The simulated router seen by librouteros (Debian's python3-librouteros): a client that shares no line and no author with
/// this one, so that a mistake made on both of our sides shows.
/// </summary>
[Trait("Needs", "python3-librouteros")]
public sealed class LibrouterosTests
{
    private const string Python = "/usr/bin/python3";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("plain", "7.16")]
    [InlineData("plain", "6.49")]
    [InlineData("tls", "7.16")]
    [InlineData("token", "6.42")]
    public async Task Librouteros_DoingADaysWork_SeesARouter(string mode, string version)
    {
        await using var router = await RouterOsSimulator.Start(
            new RouterOsSimulatorOptions { Version = version, Identity = "edge-1", Tls = mode == "tls" });
        RouterOsCommand.Fill(router, secrets: 500);

        var seen = await Run("librouteros_check.py", router.Port, mode);

        Assert.Equal(version == "6.42" ? "cannot log in" : "invalid user name or password (6)", seen.GetProperty("wrong-password").GetString());
        Assert.Equal("edge-1", seen.GetProperty("identity").GetString());
        Assert.Equal($"{version} (stable)", seen.GetProperty("version").GetString());
        Assert.Equal(router.Thumbprint, seen.TryGetProperty("thumbprint", out var thumbprint) ? thumbprint.GetString() : null);
        AssertReads(seen);
        AssertWrites(seen);
        AssertTraps(seen);
        Assert.False(router.IsOnline("user0009"));
        Assert.Equal(500, router.SecretCount);
    }

    private static void AssertReads(JsonElement seen)
    {
        Assert.Equal(500, seen.GetProperty("all").GetInt32());
        Assert.Equal(
            """{".id": "*1", "name": "user0001", "profile": "plan-20M", "disabled": false}""",
            seen.GetProperty("row").GetRawText());
        Assert.Equal(["user0001", "user0003", "user0005"], Texts(seen, "or"));
        Assert.Equal(["user0004"], Texts(seen, "and"));
        Assert.Equal(["user0002", "user0007"], Texts(seen, "in"));
        Assert.Equal(["user0001"], Texts(seen, "not"));
        Assert.Empty(Texts(seen, "nobody"));
    }

    private static void AssertWrites(JsonElement seen)
    {
        Assert.Equal("*1F5", seen.GetProperty("added").GetString());
        Assert.Equal("""{".id": "*1F5", "name": "salma", "comment": "isp:12345"}""", seen.GetProperty("added-row").GetRawText());
        Assert.True(seen.GetProperty("set").GetBoolean());
        Assert.Empty(Texts(seen, "removed"));
        Assert.Empty(Texts(seen, "kicked"));
    }

    private static void AssertTraps(JsonElement seen)
    {
        Assert.Equal("failure: secret with the same name already exists", seen.GetProperty("duplicate").GetString());
        Assert.Contains("input does not match any value of profile", seen.GetProperty("bad-profile").GetString(), StringComparison.Ordinal);
        Assert.Equal("no such item", seen.GetProperty("no-item").GetString());
        Assert.Equal(2, seen.GetProperty("no-menu").GetArrayLength());
        Assert.Equal(500, seen.GetProperty("after-traps").GetInt32());
    }

    private static List<string?> Texts(JsonElement seen, string property) =>
        [.. seen.GetProperty(property).EnumerateArray().Select(each => each.GetString())];

    private static async Task<JsonElement> Run(string script, int port, string mode)
    {
        Assert.True(File.Exists(Python), $"{Python} is missing: apt-get install python3-librouteros");
        var start = new ProcessStartInfo(Python)
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Routers", script), port.ToString(CultureInfo.InvariantCulture), mode },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var python = Process.Start(start)!;
        var output = python.StandardOutput.ReadToEndAsync(Cancellation);
        var errors = await python.StandardError.ReadToEndAsync(Cancellation);
        await python.WaitForExitAsync(Cancellation);
        Assert.False(
            errors.Contains("No module named 'librouteros'", StringComparison.Ordinal),
            "librouteros is missing: apt-get install python3-librouteros");
        Assert.True(python.ExitCode == 0, errors);
        return JsonDocument.Parse(await output).RootElement;
    }
}
