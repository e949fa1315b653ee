using System.Diagnostics;
using IspDigital.Core;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Tests.Architecture;
using IspDigital.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Settings;

public sealed class SettingsFileTests
{
    [Fact]
    public async Task Settings_SeveralWrong_EachIsNamedWithWhatItShouldBe()
    {
        await using var portal = TestPortal.Start(settings: new()
        {
            ["Database:Provider"] = "Oracle",
            ["Jobs:Enabled"] = "maybe",
            ["Jobs:Enabld"] = "false",
            ["Routers:CommandsInFlightMax"] = "0",
            ["Routers:Convergence:KicksMax"] = "0",
            ["Messaging:Sms:Gateways:0:Nmae"] = "bulk",
        });

        var problems = SettingsCheck.Problems(portal.Services);

        Assert.Equal(
            [
                "Database:Provider is 'Oracle'; it must be one of Sqlite, Postgres.",
                "Jobs:Enabld is not a setting. Jobs has: Enabled.",
                "Jobs:Enabled is 'maybe'; it must be true or false.",
                "Messaging:Sms:Gateways:0:Nmae is not a setting. Messaging:Sms:Gateways:0 has: FinalPattern, Form, Headers, Json, Method, Name, ProviderIdPath, RefusesSeenReference, SuccessPath, SuccessPattern, Timeout, Url.",
                "Routers:CommandsInFlightMax is 0; it must be from 1 to 64.",
                "Routers:Convergence:KicksMax is 0; it must be from 1 to 50.",
            ],
            problems.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Settings_OfTheFileAtTheTop_AreAllRightAndAllThere()
    {
        var file = new ConfigurationBuilder().AddJsonFile(Path.Combine(Sources.Root, "appsettings.json")).Build();
        await using var portal = TestPortal.Start(settings: file.AsEnumerable().Where(s => s.Value is not null && s.Key != "Database:Folder").ToDictionary(s => s.Key, s => s.Value));
        var sections = portal.Services.GetServices<SettingsSection>().ToList();

        Assert.Empty(SettingsCheck.Problems(portal.Services));
        Assert.True(sections.Count >= 3);
        Assert.All(sections, s => Assert.True(file.GetSection(s.Name).Exists(), $"appsettings.json has no section {s.Name}."));
        var documented = Sources.Read("docs/settings.md");
        Assert.All(
            sections.SelectMany(s => SettingsCheck.Keys(s.Options).Select(p => p.Name)),
            key => Assert.Contains($"`{key}`", documented, StringComparison.Ordinal));
    }

    [Fact]
    public void OptionsClasses_OfCore_AreAllSectionsOfTheSettings()
    {
        var options = House.Core.GetTypes().Where(t => t.GetField("Section") is { IsLiteral: true }).ToList();
        var services = new ServiceCollection();
        services.AddIspCore();
        var sections = services.Select(s => s.ImplementationInstance).OfType<SettingsSection>().ToList();

        Assert.NotEmpty(options);
        Assert.All(options, o => Assert.Contains(sections, s => s.Options == o));
    }

    [Fact]
    public async Task Host_WithWrongSettings_NamesEveryKeyAndDoesNotStart()
    {
        var (code, errors) = await RunHost(new() { ["Jobs__Enabled"] = "maybe", ["Database__Provider"] = "Oracle" });

        Assert.Equal(78, code);
        Assert.Contains("Jobs:Enabled is 'maybe'", errors, StringComparison.Ordinal);
        Assert.Contains("Database:Provider is 'Oracle'", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EnvironmentVariable_AgainstTheFile_Wins()
    {
        // The file says Sqlite; PostgreSQL without a connection string is refused.
        var (code, errors) = await RunHost(new() { ["Database__Provider"] = nameof(DatabaseProvider.Postgres) });

        Assert.Equal(78, code);
        Assert.Contains("Database:ConnectionString is needed", errors, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Errors)> RunHost(Dictionary<string, string> variables)
    {
        var folder = Directory.CreateTempSubdirectory("ispdigital-host-").FullName;
        try
        {
            var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "IspDigital.Web.dll")])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                WorkingDirectory = folder,
            };
            start.Environment["Urls"] = "http://127.0.0.1:0";
            start.Environment["Database__Folder"] = folder;
            foreach (var (key, value) in variables)
            {
                start.Environment[key] = value;
            }
            using var host = Process.Start(start)!;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(60));
            try
            {
                var errors = host.StandardError.ReadToEndAsync(patience.Token);
                await host.StandardOutput.ReadToEndAsync(patience.Token);
                await host.WaitForExitAsync(patience.Token);
                return (host.ExitCode, await errors);
            }
            finally
            {
                if (!host.HasExited)
                {
                    host.Kill();
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
