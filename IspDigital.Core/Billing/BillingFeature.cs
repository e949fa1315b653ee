using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Subscribers;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Core.Billing;

/// <summary>Registers billing.</summary>
public static class BillingFeature
{
    /// <summary>Adds billing. Payments brings <see cref="IAdvances"/>.</summary>
    public static IServiceCollection AddBilling(this IServiceCollection services)
    {
        services.AddSingleton<ClockGuard>();
        services.AddSingleton<InvoiceCalculation>(InvoiceCalculator.Calculate);
        services.AddSingleton<LateFeeWatch>();
        services.AddSingleton<IBilledDays, BilledDays>();
        services.AddSingleton<InvoiceLinks>();
        services.AddSingleton<IBillingOutlook, BillingOutlook>();
        return services;
    }
}
