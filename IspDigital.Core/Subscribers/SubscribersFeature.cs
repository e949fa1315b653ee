using IspDigital.Core.Plans;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Core.Subscribers;

/// <summary>Registers subscribers.</summary>
public static class SubscribersFeature
{
    /// <summary>Adds subscribers. Billing and Payments bring <see cref="IBilledDays"/> and <see cref="IOpeningBalances"/>.</summary>
    public static IServiceCollection AddSubscribers(this IServiceCollection services) => services
        .AddSingleton<IPlanLines, PlanLines>()
        .AddSingleton<StartPlansMemory>()
        .AddScoped<StartPlansJob>();
}
