using IspDigital.Core.Live;
using IspDigital.Core.Reminders;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Web.Components.Shared;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Reminders;

/// <summary>The reminder policies, each as a timeline around the due date.</summary>
public partial class RemindersPage
{
    private PolicyOverview _overview = new([], [], []);

    /// <inheritdoc/>
    protected override ChangeKind[] Watches => [ChangeKind.Settings, ChangeKind.Plan];

    [Inject]
    private ReminderQueries Reminders { get; set; } = default!;

    [Inject]
    private DeleteReminderPolicy DeleteReminderPolicy { get; set; } = default!;

    [Inject]
    private ICurrentActor Actor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private ErrorText Errors { get; set; } = default!;

    private bool MayManage => Actor.Current.May(Permission.ManageReminders);

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation) => _overview = await Reminders.Overview(cancellation);

    private string For(PolicyRow policy) => policy switch
    {
        { IsDefault: true } => L["ForEverybody"],
        { Plans.Count: 0, Groups.Count: 0 } => L["ForNobody"],
        _ => L["For", string.Join(", ", policy.Groups.Concat(policy.Plans))],
    };

    private async Task Edit(PolicyRow? policy)
    {
        var dialog = await Dialogs.ShowAsync<PolicyDialog>(
            policy is null ? L["Add"] : policy.IsDefault ? L["Default"] : policy.Name,
            new DialogParameters<PolicyDialog> { { d => d.Policy, policy }, { d => d.Overview, _overview } },
            new DialogOptions { MaxWidth = MaxWidth.Medium, FullWidth = true, BackdropClick = false });
        if (await dialog.Result is { Canceled: false })
        {
            await Reload();
            Snackbar.Add(L["Saved"], Severity.Success);
        }
    }

    private async Task Remove(PolicyRow policy)
    {
        if (!await Dialogs.Confirm(L["RemoveQuestion", policy.Name], L["RemoveWhat"], L["Remove"], isDangerous: true))
        {
            return;
        }
        var result = await DeleteReminderPolicy.Run(new DeleteReminderPolicyRequest(policy.Id), Ending);
        await Reload();
        Snackbar.Add(result.IsOk ? L["Removed"] : Errors.Of(result.Error), result.IsOk ? Severity.Success : Severity.Error);
    }
}
