using System.Security.Claims;
using IspDigital.Core.Staff;
using IspDigital.Web.Startup;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace IspDigital.Web.Security;

/// <summary>Asks for every open screen, every 20 seconds, whether its person still may be there.</summary>
public sealed class StaffRevalidation(ILoggerFactory logs, IServiceScopeFactory scopes, IOptions<IdentityOptions> options)
    : RevalidatingServerAuthenticationStateProvider(logs)
{
    /// <inheritdoc/>
    protected override TimeSpan RevalidationInterval => SignInStartup.Revalidation;

    /// <inheritdoc/>
    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        if (StaffClaims.ActorOf(authenticationState.User).StaffId is not { } id)
        {
            return false;
        }
        await using var scope = scopes.CreateAsyncScope();
        var stamp = authenticationState.User.FindFirstValue(options.Value.ClaimsIdentity.SecurityStampClaimType);
        return await scope.ServiceProvider.GetRequiredService<StaffQueries>().IsStillValid(id, stamp, cancellationToken);
    }
}
