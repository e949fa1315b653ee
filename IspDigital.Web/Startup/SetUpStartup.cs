using IspDigital.Web.Security;

namespace IspDigital.Web.Startup;

/// <summary>The first visit.</summary>
public static class SetUpStartup
{
    /// <summary>Sends every visit of a page to the set-up page until somebody has set the portal up.</summary>
    public static void UseSetUpFirst(this WebApplication app) => app.Use(async (http, next) =>
    {
        var isPage = HttpMethods.IsGet(http.Request.Method)
            && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            && !http.Request.Path.StartsWithSegments(AccountPaths.SetUp);
        if (isPage && !await http.RequestServices.GetRequiredService<SetUpState>().IsDone(http.RequestAborted))
        {
            http.Response.Redirect(AccountPaths.SetUp);
            return;
        }
        await next(http);
    });
}
