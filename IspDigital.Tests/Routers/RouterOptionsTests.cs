using IspDigital.Core.Routers;
using IspDigital.Core.Routers.RouterOs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IspDigital.Tests.Routers;

public class RouterOptionsTests
{
    [Fact]
    public void Options_AsTheyCome_AreValidAndTheConnectorIsThere()
    {
        using var provider = Given().AddRouters().BuildServiceProvider();

        Assert.Equal(8, provider.GetRequiredService<IOptions<RouterOptions>>().Value.CommandsInFlightMax);
        Assert.IsType<RouterOsConnector>(provider.GetRequiredService<IRouterConnector>());
    }

    [Fact]
    public void Options_WithWrongValues_AreAllNamed()
    {
        var services = Given().AddRouters().Configure<RouterOptions>(options =>
        {
            options.ConnectDeadline = TimeSpan.Zero;
            options.CommandsInFlightMax = 0;
            options.Convergence.KicksMax = 1000;
        });
        using var provider = services.BuildServiceProvider();

        var wrong = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<RouterOptions>>().Value);

        Assert.Equal(
            ["Routers:ConnectDeadline", "Routers:CommandsInFlightMax", "Routers:Convergence:KicksMax"],
            wrong.Failures.Select(failure => failure.Split(' ')[0]));
    }

    [Fact]
    public void Options_InTheSettings_AreBound()
    {
        using var provider = Given(("Routers:ConnectDeadline", "00:00:02"), ("Routers:Convergence:KicksMax", "3")).AddRouters().BuildServiceProvider();

        var options = provider.GetRequiredService<IOptions<RouterOptions>>().Value;

        Assert.Equal(TimeSpan.FromSeconds(2), options.ConnectDeadline);
        Assert.Equal(3, options.Convergence.KicksMax);
    }

    private static IServiceCollection Given(params (string Key, string Value)[] settings) => new ServiceCollection().AddLogging()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build());
}
