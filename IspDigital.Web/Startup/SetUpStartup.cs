using IspDigital.Web.Features.Staff;
using IspDigital.Web.Security;
using Microsoft.AspNetCore.Components.Endpoints;

namespace IspDigital.Web.Startup;

/// <summary>The first visit.</summary>
public static class SetUpStartup
{
    /// <summary>Sends every visit of a page to the set-up page until somebody has set the portal up.</summary>
    public static void UseSetUpFirst(this WebApplication app) => app.Use(async (http, next) =>
    {
        var isPage = http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is { } page && page.Type != typeof(SetUpPage);
        if (isPage && !await http.RequestServices.GetRequiredService<SetUpState>().IsDone(http.RequestAborted))
        {
            http.Response.Redirect(AccountPaths.SetUp);
            return;
        }
        await next(http);
    });
}
