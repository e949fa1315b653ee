using IspDigital.Core.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Core.Reports;

/// <summary>What the Reports feature registers.</summary>
public static class ReportsFeature
{
    /// <summary>Adds what looks at every room, read only.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services)
    {
        services.AddSingleton<SharedSummary>();
        services.AddScoped<IMessageFacts, MessageFactsReader>();
        return services;
    }
}
