using IspDigital.Core.Staff;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Mvc;

namespace IspDigital.Web.Security;

/// <summary>What is posted from every page: signing out and choosing a language. Both are protected against forgery.</summary>
public static class AccountEndpoints
{
    /// <summary>Maps the addresses.</summary>
    public static void MapAccount(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(AccountPaths.SignOut, SignOut).AllowAnonymous();
        endpoints.MapPost(AccountPaths.Language, ChooseLanguage).AllowAnonymous();
    }

    // The [FromForm] parameters make the antiforgery middleware demand its token.
    private static async Task<IResult> SignOut([FromForm] string? returnUrl, HttpContext http, StaffSignIn signIn, SignInLog log)
    {
        var person = StaffClaims.ActorOf(http.User);
        if (person.StaffId is not null)
        {
            await signIn.SignOutAsync();
            await log.SignedOut(person, CancellationToken.None);
        }
        return Results.LocalRedirect(returnUrl is null ? AccountPaths.SignIn : AccountPaths.LocalOrHome(returnUrl));
    }

    private static async Task<IResult> ChooseLanguage(
        [FromForm] string language, [FromForm] string? returnUrl, HttpContext http, ChangeOwnLanguage change)
    {
        var chosen = Language.Of(language);
        if (StaffClaims.ActorOf(http.User).StaffId is not null)
        {
            await change.Run(new ChangeOwnLanguageRequest(chosen.Code), http.RequestAborted);
        }
        chosen.Remember(http.Response);
        return Results.LocalRedirect(AccountPaths.LocalOrHome(returnUrl));
    }
}
