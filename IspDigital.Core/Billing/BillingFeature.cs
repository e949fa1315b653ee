using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IspDigital.Core.Billing;

/// <summary>Registers billing.</summary>
public static class BillingFeature
{
    /// <summary>Adds billing. Payments, added before, brings its own <see cref="IAdvances"/>.</summary>
    public static IServiceCollection AddBilling(this IServiceCollection services)
    {
        services.AddSingleton<ClockGuard>();
        services.AddScoped<IssueInvoicesJob>();
        services.TryAddScoped<IAdvances, NoAdvances>();
        return services;
    }
}
