using IspDigital.Core.Live;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Web.Components.Shared;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Staff;

/// <summary>Who works with the portal, and what they may do.</summary>
public partial class StaffPage
{
    private IReadOnlyList<StaffRow> _people = [];

    /// <inheritdoc/>
    protected override ChangeKind[] Watches => [ChangeKind.Settings];

    [Inject]
    private StaffQueries Staff { get; set; } = default!;

    [Inject]
    private ChangeStaff ChangeStaff { get; set; } = default!;

    [Inject]
    private ResetStaffPassword ResetStaffPassword { get; set; } = default!;

    [Inject]
    private ICurrentActor Actor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private ErrorText Errors { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation) => _people = await Staff.All(cancellation);

    private async Task Add()
    {
        var dialog = await Dialogs.ShowAsync<AddStaffDialog>(L["Staff.Add"]);
        if (await dialog.Result is { Canceled: false, Data: FirstSignIn first })
        {
            await Tell(first);
        }
    }

    private async Task Change(StaffRow person)
    {
        var dialog = await Dialogs.ShowAsync<ChangeStaffDialog>(L["Staff.Change"], new DialogParameters<ChangeStaffDialog> { { d => d.Person, person } });
        if (await dialog.Result is { Canceled: false })
        {
            await Reload();
            Snackbar.Add(L["Staff.Changed", person.DisplayName], Severity.Success);
        }
    }

    private async Task ResetPassword(StaffRow person)
    {
        if (await Dialogs.Confirm(L["Staff.ResetQuestion"], L["Staff.ResetWhat", person.DisplayName], L["Staff.Reset"]))
        {
            var result = await ResetStaffPassword.Run(new ResetStaffPasswordRequest(person.Id), Ending);
            await (result.IsOk ? Tell(result.Value) : Say(result.Error));
        }
    }

    private async Task Disable(StaffRow person)
    {
        if (await Dialogs.Confirm(L["Staff.DisableQuestion", person.DisplayName], L["Staff.DisableWhat"], L["Staff.Disable"], isDangerous: true))
        {
            await Set(person, isDisabled: true);
        }
    }

    private Task Enable(StaffRow person) => Set(person, isDisabled: false);

    private async Task Set(StaffRow person, bool isDisabled)
    {
        var request = new ChangeStaffRequest { StaffId = person.Id, DisplayName = person.DisplayName, Role = person.Role, IsDisabled = isDisabled };
        var result = await ChangeStaff.Run(request, Ending);
        if (!result.IsOk)
        {
            await Say(result.Error);
            return;
        }
        await Reload();
        Snackbar.Add(L[isDisabled ? "Staff.NowDisabled" : "Staff.NowEnabled", person.DisplayName], Severity.Success);
    }

    private async Task Tell(FirstSignIn first)
    {
        await Reload();
        await Dialogs.ShowAsync<FirstSignInDialog>(L["First.Title"], new DialogParameters<FirstSignInDialog> { { d => d.First, first } },
            new DialogOptions { BackdropClick = false });
    }

    private Task Say(Error error)
    {
        Snackbar.Add(Errors.Of(error), Severity.Error);
        return Task.CompletedTask;
    }
}
