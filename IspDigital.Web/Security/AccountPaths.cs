namespace IspDigital.Web.Security;

/// <summary>The addresses around signing in.</summary>
public static class AccountPaths
{
    /// <summary>The first visit.</summary>
    public const string SetUp = "/setup";

    /// <summary>The sign-in page.</summary>
    public const string SignIn = "/sign-in";

    /// <summary>One's own password.</summary>
    public const string Account = "/account";

    /// <summary>Signs out; POST.</summary>
    public const string SignOut = "/sign-out";

    /// <summary>Chooses a language; POST.</summary>
    public const string Language = "/language";

    /// <summary>Shown where a right is missing.</summary>
    public const string NotAllowed = "/not-allowed";

    /// <summary>Query parameter that says where to go afterwards.</summary>
    public const string ReturnUrl = "returnUrl";

    /// <summary>A safe place to go to: only a path of this portal, else the first page.</summary>
    public static string LocalOrHome(string? url) => IsLocal(url) ? url! : "/";

    // "//host" and "/\host" are other hosts to a browser.
    private static bool IsLocal(string? url) =>
        url is ['/', ..] && url is not ['/', '/' or '\\', ..] && !url.Any(char.IsControl);
}
