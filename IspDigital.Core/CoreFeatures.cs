using FluentValidation;
using IspDigital.Core.Access;
using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Messaging;
using IspDigital.Core.Operations;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reminders;
using IspDigital.Core.Reports;
using IspDigital.Core.Routers;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IspDigital.Core;

/// <summary>The business, feature by feature, in reading order.</summary>
public static class CoreFeatures
{
    /// <summary>Adds everything of Core. The host adds configuration, logging and, for a demo, another <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddIspCore(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIdGenerator, SystemIds>();
        services.TryAddSingleton<IRandomSource, SystemRandom>();
        services.AddScoped<CurrentActor>();
        services.AddScoped<ICurrentActor>(provider => provider.GetRequiredService<CurrentActor>());
        services.AddScoped<UseCaseContext>();
        services.AddSingleton<BusinessClock>();
        services.AddValidatorsFromAssembly(typeof(CoreFeatures).Assembly, ServiceLifetime.Singleton, includeInternalTypes: true);
        services.AddUseCases();
        services.AddSubscribers();
        services.AddRouters();
        services.AddPayments();
        services.AddBilling();
        services.AddAccess();
        services.AddData();
        services.AddOperations();
        services.AddStaff();
        services.AddMessaging();
        services.AddReminders();
        services.AddReports();
        return services;
    }

    /// <summary>Every use case and every set of queries, found by its base type or name.</summary>
    private static void AddUseCases(this IServiceCollection services)
    {
        var types = typeof(CoreFeatures).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false });
        foreach (var type in types.Where(t => IsUseCase(t) || t.Name.EndsWith("Queries", StringComparison.Ordinal)))
        {
            services.TryAddScoped(type);
        }
    }

    private static bool IsUseCase(Type type) =>
        type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(UseCase<,>);
}
