using IspDigital.Core.Staff;
using IspDigital.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace IspDigital.Web.Features.Staff;

/// <summary>One's own password. A person whose password somebody else gave comes here first, and nowhere else.</summary>
public partial class AccountPage
{
    private readonly PasswordInput _input = new();
    private bool _mustChange;
    private bool _isDone;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    [Inject]
    private ChangeOwnPassword ChangeOwnPassword { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _mustChange = StaffClaims.MustChange((await Authentication).User);

    private void Changed() => _isDone = true;

    private sealed class PasswordInput
    {
        public string PresentPassword { get; set; } = "";

        public string NewPassword { get; set; } = "";

        public string NewPasswordAgain { get; set; } = "";

        public ChangeOwnPasswordRequest ToRequest() =>
            new() { PresentPassword = PresentPassword ?? "", NewPassword = NewPassword ?? "", NewPasswordAgain = NewPasswordAgain ?? "" };
    }
}
