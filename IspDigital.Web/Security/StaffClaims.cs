using System.Globalization;
using System.Security.Claims;
using IspDigital.Core.Staff;

namespace IspDigital.Web.Security;

/// <summary>What a cookie says about a person, and the way back to an actor.</summary>
public static class StaffClaims
{
    /// <summary>Claim of the role.</summary>
    public const string Role = "isp.role";

    /// <summary>Claim of the name shown on screens.</summary>
    public const string DisplayName = "isp.name";

    /// <summary>Claim of a person whose password somebody else gave.</summary>
    public const string MustChangePassword = "isp.must-change-password";

    /// <summary>The person as actor; nobody where the principal is not signed in or not understood.</summary>
    public static Actor ActorOf(ClaimsPrincipal principal) =>
        principal.Identity is { IsAuthenticated: true, Name: { Length: > 0 } name }
        && long.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && Enum.TryParse<Role>(principal.FindFirstValue(Role), out var role)
            ? MustChange(principal) ? Actor.NewPerson(id, name, role) : Actor.Person(id, name, role)
            : Actor.Nobody;

    /// <summary>Whether the person may do nothing but change their password.</summary>
    public static bool MustChange(ClaimsPrincipal principal) => principal.HasClaim(c => c.Type == MustChangePassword);

    /// <summary>The name shown on screens.</summary>
    public static string NameOf(ClaimsPrincipal principal) => principal.FindFirstValue(DisplayName) ?? principal.Identity?.Name ?? "";
}
