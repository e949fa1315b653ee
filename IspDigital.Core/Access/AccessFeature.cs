using IspDigital.Core.Operations;
using IspDigital.Core.Live;
using IspDigital.Core.Reminders;
using IspDigital.Core.Routers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IspDigital.Core.Access;

/// <summary>What the Access feature registers beside its use cases and queries.</summary>
public static class AccessFeature
{
    /// <summary>Adds the workers: one that decides after each commit, and one for each router.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSettings<AccessOptions>(AccessOptions.Section);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>());
        services.AddSingleton<SweepMemory>();
        services.AddScoped<ISubscriberHolds, SubscriberHolds>();
        services.AddSingleton<AccessProgress>();
        services.AddSingleton<RouterReports>();
        services.AddSingleton<RouterWorkerParts>();
        services.AddSingleton<AccessWorker>();
        services.AddSingleton(provider => new RouterWorkers(
            provider.GetRequiredService<RouterWorkerParts>(), provider.GetRequiredService<RouterCredentials>(),
            provider.GetRequiredService<IChangeFeed>(), provider.GetRequiredService<ILogger<RouterWorkers>>()));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<AccessWorker>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<RouterWorkers>());
        return services;
    }
}
