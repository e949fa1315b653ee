using IspDigital.Core.Billing;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Core.Payments;

/// <summary>Registers what Payments gives to others.</summary>
public static class PaymentsFeature
{
    /// <summary>Adds the port that Billing calls when it issues.</summary>
    public static IServiceCollection AddPayments(this IServiceCollection services) => services.AddSingleton<IAdvances, Advances>();
}
