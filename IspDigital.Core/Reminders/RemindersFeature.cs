using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Core.Reminders;

/// <summary>What the Reminders feature registers.</summary>
public static class RemindersFeature
{
    /// <summary>Adds the planner; Access registers its <see cref="ISubscriberHolds"/>.</summary>
    public static IServiceCollection AddReminders(this IServiceCollection services)
    {
        services.AddScoped<ReminderBatch>();
        services.AddSingleton<BelievedClock>();
        return services;
    }
}
