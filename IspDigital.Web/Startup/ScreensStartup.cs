using IspDigital.Core.Messaging;
using IspDigital.Web.Components;
using IspDigital.Web.Components.Search;
using IspDigital.Web.Features.Billing.Paper;
using IspDigital.Web.Features.Subscribers;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Localization;
using MudBlazor;
using MudBlazor.Services;

namespace IspDigital.Web.Startup;

/// <summary>What people see.</summary>
public static class ScreensStartup
{
    /// <summary>Adds the components, the languages and the formats.</summary>
    public static void AddScreens(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            options.SnackbarConfiguration.VisibleStateDuration = 5000;
            options.SnackbarConfiguration.ShowTransitionDuration = 120;
            options.SnackbarConfiguration.HideTransitionDuration = 120;
            options.SnackbarConfiguration.PreventDuplicates = false;
        });
        services.AddLanguages();
        services.AddWords();
    }

    /// <summary>Adds English and Bangla; the cookie that a person's choice sets wins over the browser's wish.</summary>
    public static void AddLanguages(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddTransient<MudLocalizer, MudWords>();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(Language.English.Formats, Language.English.Words);
            options.SupportedCultures = [.. Language.All.Select(l => l.Formats)];
            options.SupportedUICultures = [.. Language.All.Select(l => l.Words)];
            options.RequestCultureProviders = [new CookieRequestCultureProvider(), new BrowserLanguage()];
        });
    }

    /// <summary>Adds what turns facts into words: errors, dates, invoices on paper.</summary>
    public static void AddWords(this IServiceCollection services)
    {
        services.AddSingleton<ErrorText>();
        services.AddSingleton<PaperWriter>();
        services.AddSingleton<PdfInvoice>();
        services.AddScoped<InvoicePdf>();
        services.AddScoped<IEnclosures>(provider => provider.GetRequiredService<InvoicePdf>());
        services.AddScoped<DateText>();
        services.AddScoped<ISearchSource, SubscriberSearch>();
        services.AddScoped<ISearchSource, PageSearch>();
    }

    /// <summary>Static files, compressed and cached by their fingerprints.</summary>
    public static void UsePortalFiles(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/error", createScopeForErrors: true);
        }
        // Re-executing a refused POST as another POST would turn its 400 into a 500; only pages that are read get a page.
        app.UseStatusCodePagesWithReExecute("/not-found");
        app.Use((http, next) =>
        {
            if (!HttpMethods.IsGet(http.Request.Method) && http.Features.Get<IStatusCodePagesFeature>() is { } pages)
            {
                pages.Enabled = false;
            }
            return next(http);
        });
        app.MapStaticAssets().AllowAnonymous();
    }

    /// <summary>Maps the pages.</summary>
    public static void MapScreens(this WebApplication app) => app.MapRazorComponents<App>()
        .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
}
