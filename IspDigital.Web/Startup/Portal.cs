using System.CommandLine;
using IspDigital.Core;
using IspDigital.Web.Features.Audit;
using IspDigital.Web.Features.Billing;
using IspDigital.Web.Features.Billing.Paper;
using IspDigital.Web.Startup.Verbs;

namespace IspDigital.Web.Startup;

/// <summary>The process that serves pages: a table of contents of the host.</summary>
internal static class Portal
{
    /// <summary>Builds the host and lets the verb run it.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> Run(IPortalVerb verb, ParseResult parsed, Surroundings surroundings)
    {
        var builder = PortalBuilder.Create(SettingsArguments.Of(parsed, surroundings));
        builder.Services.AddIspCore();
        builder.AddKeys();
        builder.AddSignIn();
        builder.AddScreens();
        builder.AddLive();
        builder.AddHealth();
        await verb.Configure(builder);

        await using var app = builder.Build();
        if (!app.HasGoodSettings())
        {
            return SettingsStartup.BadSettings;
        }
        app.UseShield();
        app.UsePortalFiles();
        app.UseSetUpFirst();
        app.UseSignIn();
        app.MapScreens();
        app.MapActivityExport();
        app.MapInvoicePaper();
        app.MapForecastExport();
        app.MapLive();
        app.MapHealth();
        return await verb.Run(app);
    }
}
