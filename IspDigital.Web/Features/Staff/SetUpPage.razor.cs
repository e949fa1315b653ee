using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Web.Localization;
using IspDigital.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace IspDigital.Web.Features.Staff;

/// <summary>The first visit. Its language becomes the owner's.</summary>
public partial class SetUpPage
{
    private IReadOnlyList<FieldError> _errors = [];
    private string? _failure;

    [SupplyParameterFromForm(Name = nameof(Input))]
    private SetUpInput? Posted { get; set; }

    private SetUpInput Input => Posted ??= new();

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    [Inject]
    private SetUpPortal SetUpPortal { get; set; } = default!;

    [Inject]
    private SetUpState State { get; set; } = default!;

    [Inject]
    private UserManager<StaffUser> Users { get; set; } = default!;

    [Inject]
    private StaffSignIn Door { get; set; } = default!;

    [Inject]
    private SignInLog Log { get; set; } = default!;

    [Inject]
    private ErrorText Errors { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (await State.IsDone(Http.RequestAborted))
        {
            Navigation.NavigateTo(AccountPaths.SignIn);
        }
    }

    private async Task SetUp()
    {
        var result = await SetUpPortal.Run(Input.ToRequest(), Http.RequestAborted);
        if (!result.IsOk)
        {
            _errors = result.Error is InvalidInput invalid ? invalid.Errors : [];
            _failure = Errors.Of(result.Error);
            // A password is never sent back, not even to the one who typed it.
            (Input.Password, Input.PasswordAgain) = ("", "");
            return;
        }
        var owner = await Users.FindByNameAsync(Input.UserName);
        await Door.SignInAsync(owner!, isPersistent: false);
        await Log.SignedIn(owner!, Http.Connection.RemoteIpAddress?.ToString(), CancellationToken.None);
        Language.Current.Remember(Http.Response);
        Navigation.NavigateTo("/");
    }

    private string? ErrorOf(string field) => _errors.FirstOrDefault(e => e.Field == field) is { } error ? Errors.Of(error) : null;

    /// <summary>What the form posts.</summary>
    private sealed class SetUpInput
    {
        public string OwnerName { get; set; } = "";

        public string UserName { get; set; } = "";

        public string Password { get; set; } = "";

        public string PasswordAgain { get; set; } = "";

        public string CompanyName { get; set; } = "";

        public string Address { get; set; } = "";

        public string Phone { get; set; } = "";

        public string TimeZone { get; set; } = "Asia/Dhaka";

        public SetUpPortalRequest ToRequest() => new()
        {
            OwnerName = OwnerName,
            UserName = UserName.Trim(),
            Password = Password,
            PasswordAgain = PasswordAgain,
            CompanyName = CompanyName,
            Address = Address,
            Phone = Phone,
            TimeZone = TimeZone,
            Language = Language.Current.Code,
        };
    }
}
