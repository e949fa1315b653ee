using IspDigital.Core.Staff;
using IspDigital.Web.Localization;
using IspDigital.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace IspDigital.Web.Features.Staff;

/// <summary>Signs a person in. A plain page: the cookie can be set only by an answer to a request.</summary>
public partial class SignInPage
{
    private string? _failure;

    [SupplyParameterFromForm(Name = nameof(Input))]
    private SignInInput? Posted { get; set; }

    private SignInInput Input => Posted ??= new();

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    [Inject]
    private StaffSignIn Door { get; set; } = default!;

    [Inject]
    private UserManager<StaffUser> Users { get; set; } = default!;

    [Inject]
    private StaffPasswords Passwords { get; set; } = default!;

    [Inject]
    private SignInLog Log { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string? Address => Http.Connection.RemoteIpAddress?.ToString();

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (HttpMethods.IsGet(Http.Request.Method) && StaffClaims.ActorOf(Http.User).StaffId is not null)
        {
            Navigation.NavigateTo(AccountPaths.LocalOrHome(ReturnUrl));
        }
    }

    private async Task SignIn()
    {
        var user = await Users.FindByNameAsync(Input.UserName.Trim());
        if (user is null)
        {
            Passwords.Matches(null, Input.Password); // takes the time that a real check takes
            await Refuse(null, SignInFailure.WrongNameOrPassword);
            return;
        }
        var outcome = await Door.PasswordSignInAsync(user, Input.Password, Input.Stay, lockoutOnFailure: true);
        if (!outcome.Succeeded)
        {
            await Refuse(user, outcome.IsLockedOut ? SignInFailure.LockedOut : outcome.IsNotAllowed ? SignInFailure.Disabled : SignInFailure.WrongNameOrPassword);
            return;
        }
        await Log.SignedIn(user, Address, CancellationToken.None);
        Language.Of(user.Language).Remember(Http.Response);
        Navigation.NavigateTo(AccountPaths.LocalOrHome(ReturnUrl));
    }

    private async Task Refuse(StaffUser? user, SignInFailure failure)
    {
        await Log.Failed(Input.UserName.Trim(), user, failure, Address, CancellationToken.None);
        _failure = failure == SignInFailure.LockedOut ? L["SignIn.LockedOut", MoneyText.Count(StaffFeature.LockoutMinutes)] : L["SignIn.Failed"];
        Input.Password = "";
    }

    /// <summary>What the form posts.</summary>
    private sealed class SignInInput
    {
        public string UserName { get; set; } = "";

        public string Password { get; set; } = "";

        public bool Stay { get; set; }
    }
}
