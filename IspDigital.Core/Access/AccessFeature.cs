using IspDigital.Core.Reminders;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Core.Access;

/// <summary>What the Access feature registers beside its use cases and queries.</summary>
public static class AccessFeature
{
    /// <summary>Adds what remembers between sweeps.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<SweepMemory>();
        services.AddScoped<ISubscriberHolds, SubscriberHolds>();
        return services;
    }
}
