using Microsoft.AspNetCore.Localization;

namespace IspDigital.Web.Localization;

/// <summary>The first visit's language: Bangla where the browser asks for it before English.</summary>
public sealed class BrowserLanguage : RequestCultureProvider
{
    /// <inheritdoc/>
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var wished = httpContext.Request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(l => l.Quality ?? 1)
            .Select(l => l.Value.Value?.Split('-')[0])
            .FirstOrDefault(code => Language.All.Any(l => l.Code == code));
        var language = wished is null ? null : Language.Of(wished);
        return Task.FromResult(language is null ? null : new ProviderCultureResult(language.Formats.Name, language.Words.Name));
    }
}
