using IspDigital.Core.Billing;
using IspDigital.Core.Subscribers;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Core.Payments;

/// <summary>Registers what Payments gives to others.</summary>
public static class PaymentsFeature
{
    /// <summary>Adds what Billing and Subscribers ask of it.</summary>
    public static IServiceCollection AddPayments(this IServiceCollection services) => services
        .AddSingleton<IAdvances, Advances>()
        .AddSingleton<IPaidShares, PaidShares>()
        .AddSingleton<IOpeningBalances, OpeningBalances>();
}
