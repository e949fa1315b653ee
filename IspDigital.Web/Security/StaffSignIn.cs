using IspDigital.Core.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace IspDigital.Web.Security;

/// <summary>Identity's sign-in, with our rule that a disabled person stays out.</summary>
public sealed class StaffSignIn(
    UserManager<StaffUser> users, IHttpContextAccessor http, IUserClaimsPrincipalFactory<StaffUser> claims, IOptions<IdentityOptions> options,
    ILogger<SignInManager<StaffUser>> log, IAuthenticationSchemeProvider schemes, IUserConfirmation<StaffUser> confirmation)
    : SignInManager<StaffUser>(users, http, claims, options, log, schemes, confirmation)
{
    /// <inheritdoc/>
    public override Task<bool> CanSignInAsync(StaffUser user) => Task.FromResult(!user.IsDisabled);
}
