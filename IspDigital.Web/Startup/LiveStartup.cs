using IspDigital.Web.Live;

namespace IspDigital.Web.Startup;

/// <summary>The hub for clients outside a screen.</summary>
public static class LiveStartup
{
    // Clients say nothing but hello and still-here.
    private const long ReceivedBytesMax = 4096;

    /// <summary>Adds the hub, its voice and its guard.</summary>
    public static void AddLive(this WebApplicationBuilder builder)
    {
        builder.Services.AddSignalR().AddHubOptions<LiveHub>(options =>
        {
            options.MaximumReceiveMessageSize = ReceivedBytesMax;
            options.EnableDetailedErrors = false;
        });
        builder.Services.AddSingleton<LiveAudience>();
        builder.Services.AddSingleton<LiveGuard>();
        builder.Services.AddHostedService<LiveBroadcaster>();
        builder.Services.AddHostedService(services => services.GetRequiredService<LiveGuard>());
    }

    /// <summary>Maps its address; a connection ends with the sign-in that opened it.</summary>
    public static void MapLive(this WebApplication app) =>
        app.MapHub<LiveHub>(LiveHub.Path, options => options.CloseOnAuthenticationExpiration = true);
}
