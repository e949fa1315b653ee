using Microsoft.AspNetCore.Identity;

namespace IspDigital.Core.Staff;

/// <summary>A person who signs in (ASP.NET Core Identity user).</summary>
public sealed class StaffUser : IdentityUser<long>
{
    /// <summary>Name shown on screens.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>What the person may do.</summary>
    public Role Role { get; set; }

    /// <summary>A disabled person cannot sign in, and open screens end within 30 seconds.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>The password was given by somebody else: until it is changed, the person may do nothing but that.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Language of the screens: <c>en</c> or <c>bn</c>.</summary>
    public string Language { get; set; } = "en";
}
