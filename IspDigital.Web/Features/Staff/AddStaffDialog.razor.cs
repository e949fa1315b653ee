using IspDigital.Core.Staff;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Staff;

/// <summary>Adds a person.</summary>
public partial class AddStaffDialog
{
    private readonly StaffInput _input = new();

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private AddStaff AddStaff { get; set; } = default!;

    private void Added(FirstSignIn first) => Dialog.Close(DialogResult.Ok(first));

    private void Close() => Dialog.Cancel();

    private sealed class StaffInput
    {
        public string DisplayName { get; set; } = "";

        public string UserName { get; set; } = "";

        public Role Role { get; set; } = Role.Support;

        public AddStaffRequest ToRequest() =>
            new() { DisplayName = DisplayName ?? "", UserName = (UserName ?? "").Trim(), Role = Role, Language = Language.Current.Code };
    }
}
