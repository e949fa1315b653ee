using IspDigital.Core.Routers;
using IspDigital.Core.Routers.RouterOs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IspDigital.Tests.Routers;

public class RouterOptionsTests
{
    [Fact]
    public void Options_AsTheyCome_AreValidAndTheConnectorIsThere()
    {
        using var provider = new ServiceCollection().AddLogging().AddRouters().BuildServiceProvider();

        Assert.Equal(8, provider.GetRequiredService<IOptions<RouterOptions>>().Value.CommandsInFlightMax);
        Assert.IsType<RouterOsConnector>(provider.GetRequiredService<IRouterConnector>());
    }

    [Fact]
    public void Options_WithWrongValues_AreAllNamed()
    {
        var services = new ServiceCollection().AddLogging().AddRouters().Configure<RouterOptions>(options =>
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
}
