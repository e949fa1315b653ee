using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Staff;

/// <summary>Changes a person's name and role.</summary>
public partial class ChangeStaffDialog
{
    private readonly StaffInput _input = new();

    /// <summary>The person.</summary>
    [Parameter, EditorRequired]
    public StaffRow Person { get; set; } = default!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private ChangeStaff ChangeStaff { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized() => (_input.DisplayName, _input.Role) = (Person.DisplayName, Person.Role);

    private ChangeStaffRequest ToRequest() =>
        new() { StaffId = Person.Id, DisplayName = _input.DisplayName ?? "", Role = _input.Role, IsDisabled = Person.IsDisabled };

    private void Changed(Done done) => Dialog.Close(DialogResult.Ok(done));

    private void Close() => Dialog.Cancel();

    private sealed class StaffInput
    {
        public string DisplayName { get; set; } = "";

        public Role Role { get; set; }
    }
}
