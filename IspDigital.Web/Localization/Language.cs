using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace IspDigital.Web.Localization;

/// <summary>A language of the screens.</summary>
/// <param name="Code"><c>en</c> or <c>bn</c>.</param>
/// <param name="OwnName">Its name in itself.</param>
/// <param name="Words">The culture of the resources.</param>
/// <param name="Formats">The culture of calendars and of what the framework formats; money and dates have formats of our own.</param>
public sealed record Language(string Code, string OwnName, CultureInfo Words, CultureInfo Formats)
{
    /// <summary>English, with British dates as in Bangladesh.</summary>
    public static Language English { get; } = new("en", "English", CultureInfo.GetCultureInfo("en"), CultureInfo.GetCultureInfo("en-GB"));

    /// <summary>Bangla.</summary>
    public static Language Bangla { get; } = new("bn", "বাংলা", CultureInfo.GetCultureInfo("bn"), CultureInfo.GetCultureInfo("bn-BD"));

    /// <summary>Both.</summary>
    public static IReadOnlyList<Language> All { get; } = [English, Bangla];

    /// <summary>The language of the present circuit or request.</summary>
    public static Language Current => Of(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    /// <summary>Whether numbers are written with Bangla digits now.</summary>
    public static bool IsBangla => Current == Bangla;

    /// <summary>The language of a code; English where it is not known.</summary>
    public static Language Of(string? code) => code == Bangla.Code ? Bangla : English;

    /// <summary>Makes the browser ask for this language from now on.</summary>
    public void Remember(HttpResponse response) => response.Cookies.Append(
        CookieRequestCultureProvider.DefaultCookieName,
        CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(Formats, Words)),
        new CookieOptions { MaxAge = TimeSpan.FromDays(365), IsEssential = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/" });
}
