using IspDigital.Core;
using IspDigital.Web.Features.Audit;
using IspDigital.Web.Features.Billing;
using IspDigital.Web.Features.Billing.Paper;
using IspDigital.Web.Startup;
using IspDigital.Web.Startup.Verbs;

// The first word of the command line says what the process does; without one it serves the portal.
var verb = Verbs.Find(args);
if (verb is null)
{
    return Verbs.Explain(args[0]);
}

var builder = PortalBuilder.Create(args);
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
