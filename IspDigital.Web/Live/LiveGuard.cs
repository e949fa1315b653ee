using System.Security.Claims;
using IspDigital.Core.Staff;
using IspDigital.Web.Startup;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace IspDigital.Web.Live;

/// <summary>Asks for every open connection of the hub, as often as for screens, whether its person still may be there; if not, it is ended.</summary>
public sealed class LiveGuard(LiveAudience audience, IServiceScopeFactory scopes, IOptions<IdentityOptions> options, ILogger<LiveGuard> log) : BackgroundService
{
    /// <summary>How often it asks, on the system's clock.</summary>
    public static TimeSpan Period => SignInStartup.Revalidation;

    /// <summary>Ends the connections whose person was disabled, or whose role or password changed since their sign-in.</summary>
    public async Task Check(CancellationToken cancellation = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var staff = scope.ServiceProvider.GetRequiredService<StaffQueries>();
        foreach (var person in audience.Everybody.GroupBy(l => (l.StaffId, Stamp: l.Context.User?.FindFirstValue(options.Value.ClaimsIdentity.SecurityStampClaimType))))
        {
            if (person.Key.StaffId is { } id && await staff.IsStillValid(id, person.Key.Stamp, cancellation))
            {
                continue;
            }
            foreach (var listener in person)
            {
                listener.Context.Abort();
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Check(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(failure, "The live hub's connections could not be checked; asked again in {Period}", Period);
            }
        }
    }
}
