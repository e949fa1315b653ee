using IspDigital.Core.Operations;
using IspDigital.Core.Routers.RouterOs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace IspDigital.Core.Routers;

/// <summary>What the Routers feature registers.</summary>
public static class RoutersFeature
{
    /// <summary>Adds the connector that speaks the RouterOS API, and its options, validated at start.</summary>
    public static IServiceCollection AddRouters(this IServiceCollection services)
    {
        services.AddSettings<RouterOptions>(RouterOptions.Section);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RouterOptions>, RouterOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IRouterConnector, RouterOsConnector>();
        services.AddSingleton<RouterCredentials>();
        services.AddSingleton<RouterProbe>();
        return services;
    }
}
