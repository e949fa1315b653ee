using System.Security.Claims;
using IspDigital.Web.Components.Layout;

namespace IspDigital.Web.Security;

/// <summary>Where a signed-in person goes instead of a page that is not theirs.</summary>
public static class LandingPlace
{
    /// <summary>
    /// Their own password first where it must be changed; instead of the first page the first one that they may see;
    /// else the page that says that a right is missing.
    /// </summary>
    /// <param name="person">The person.</param>
    /// <param name="path">What they asked for.</param>
    public static string Of(ClaimsPrincipal person, string path)
    {
        if (StaffClaims.MustChange(person))
        {
            return AccountPaths.Account;
        }
        var actor = StaffClaims.ActorOf(person);
        var first = path == "/" ? NavItems.All.FirstOrDefault(item => item.Href != "/" && actor.May(item.Permission)) : null;
        return first?.Href ?? AccountPaths.NotAllowed;
    }
}
