using IspDigital.Core.Staff;
using IspDigital.Web.Security;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IspDigital.Web.Startup;

/// <summary>Who is there, and what they may do.</summary>
public static class SignInStartup
{
    /// <summary>How long a cookie and a screen live after a person was disabled, at most.</summary>
    public static readonly TimeSpan Revalidation = TimeSpan.FromSeconds(20);

    /// <summary>Adds the cookie, a policy for every permission, and what makes a screen act as its person.</summary>
    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        new IdentityBuilder(typeof(StaffUser), services).AddSignInManager<StaffSignIn>().AddClaimsPrincipalFactory<StaffClaimsFactory>();
        services.ConfigureApplicationCookie(Configure);
        services.Configure<SecurityStampValidatorOptions>(options =>
        {
            options.ValidationInterval = Revalidation;
            options.TimeProvider = TimeProvider.System;
        });
        var authorization = services.AddAuthorizationBuilder();
        foreach (var permission in Enum.GetValues<Permission>())
        {
            authorization.AddPolicy(permission.ToString(), policy => policy.RequireAuthenticatedUser().RequireAssertion(c => StaffClaims.ActorOf(c.User).May(permission)));
        }
        authorization.SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddCascadingAuthenticationState();
        services.AddHttpContextAccessor();
        services.AddScoped<AuthenticationStateProvider, StaffRevalidation>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<CircuitHandler, ActorCircuit>());
        services.AddSingleton<SetUpState>();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "isp.antiforgery";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
    }

    /// <summary>Puts the person of each request in place, and maps signing out.</summary>
    public static void UseSignIn(this WebApplication app)
    {
        app.UseRequestLocalization();
        app.UseAuthentication();
        app.Use(ActOnBehalf);
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapAccount();
    }

    private static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "isp.session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.SlidingExpiration = true;
        options.LoginPath = AccountPaths.SignIn;
        options.AccessDeniedPath = AccountPaths.NotAllowed;
        options.ReturnUrlParameter = AccountPaths.ReturnUrl;
        options.Events.OnRedirectToAccessDenied = denied =>
        {
            // A person is led on; a program (the live hub's clients) is told no.
            if (denied.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IDisableCookieRedirectMetadata>() is not null)
            {
                denied.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            }
            denied.Response.Redirect(LandingPlace.Of(denied.HttpContext.User, denied.Request.Path));
            return Task.CompletedTask;
        };
        // A sign-in lasts by the wall clock, also where a demo moves the portal's own.
        options.TimeProvider = TimeProvider.System;
    }

    private static Task ActOnBehalf(HttpContext http, RequestDelegate next)
    {
        http.RequestServices.GetRequiredService<CurrentActor>().Set(StaffClaims.ActorOf(http.User));
        return next(http);
    }
}
