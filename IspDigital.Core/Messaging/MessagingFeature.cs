using IspDigital.Core.Messaging.Email;
using IspDigital.Core.Messaging.Sms;
using IspDigital.Core.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace IspDigital.Core.Messaging;

/// <summary>What the Messaging feature registers.</summary>
public static class MessagingFeature
{
    /// <summary>Adds the outbox, its sender and the ways out.</summary>
    public static IServiceCollection AddMessaging(this IServiceCollection services)
    {
        services.AddSettings<SmsOptions>(SmsOptions.Section);
        services.AddSettings<EmailOptions>(EmailOptions.Section);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SmsOptions>, SmsOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EmailOptions>, EmailOptionsValidator>());
        services.AddSingleton<IReadOnlyList<ISmsGateway>>(provider =>
            [.. provider.GetRequiredService<IOptions<SmsOptions>>().Value.Gateways.Select(g => new HttpSmsGateway(g))]);
        services.AddSingleton<SmsRoute>();
        services.AddSingleton<IEmailSender, SmtpEmailSender>();
        services.AddSingleton<IWayOut, SmsWayOut>();
        services.AddSingleton<IWayOut, EmailWayOut>();
        services.AddScoped<OutboxClaims>();
        services.TryAddScoped<IEnclosures, NoEnclosures>();
        services.AddScoped<Departures>();
        services.AddScoped<MessageOutcomes>();
        services.AddHostedService<MessageSender>();
        return services;
    }
}
