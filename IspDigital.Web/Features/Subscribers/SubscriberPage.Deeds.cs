using IspDigital.Core.Billing;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Subscribers;
using IspDigital.Web.Components.Shared;
using IspDigital.Web.Features.Corrections;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Subscribers;

/// <content>What can be done with a subscriber besides taking money.</content>
public partial class SubscriberPage
{
    [Inject]
    private ResumeSubscriber ResumeSubscriber { get; set; } = default!;

    [Inject]
    private CloseSubscriber CloseSubscriber { get; set; } = default!;

    [Inject]
    private ChangePreviewQueries Previews { get; set; } = default!;

    [Inject]
    private ChargeQueries Charges { get; set; } = default!;

    [Inject]
    private BusinessClock Clock { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private ErrorText Errors { get; set; } = default!;

    private async Task ChangePlan()
    {
        var dialog = await Dialogs.ShowAsync<ChangePlanDialog>(L["ChangePlan"], new DialogParameters<ChangePlanDialog>
        {
            { d => d.Profile, _profile },
            { d => d.Renewal, _money?.NextRenewal },
        });
        await AfterDialog(dialog, L["ChangePlan.Done"]);
    }

    private async Task PauseService()
    {
        var dialog = await Dialogs.ShowAsync<PauseDialog>(L["Pause"], new DialogParameters<PauseDialog> { { d => d.SubscriberId, Id } });
        await AfterDialog(dialog, L["Pause.Done"]);
    }

    private async Task Resume()
    {
        var today = (await Clock.Now(Ending)).Today;
        var pause = _profile!.Pause!;
        var on = pause.From > today ? pause.From : today;
        string what = pause.From > today ? L["Resume.WhatPlanned", DateText.Day(pause.From)] : L["Resume.What"];
        if (_money is not null && await Previews.Resume(Id, on, Ending) is { } change)
        {
            what += " " + string.Join(" ", ChangePreview.Sentences(change, MoneyWords));
        }
        if (await Dialogs.Confirm(L["Resume.Question", _profile.Name], what, L["Resume"]))
        {
            Say(await ResumeSubscriber.Run(new ResumeSubscriberRequest(Id, on), Ending), L["Resume.Done"]);
            await Reload();
        }
    }

    private async Task Close()
    {
        var owed = _money?.Standing.Balance ?? Money.Zero;
        string what = owed.IsPositive ? L["Close.WhatOwes", MoneyText.Of(owed)] : L["Close.What"];
        if (_money is not null && await Previews.Closing(Id, Ending) is { Drafts.Count: > 0 } change)
        {
            what += " " + string.Join(" ", ChangePreview.Sentences(change, MoneyWords));
        }
        if (_money is not null && (await Charges.Waiting(Id, Ending)).Sum(c => c.Amount) is { IsZero: false } waiting)
        {
            what += " " + L["Close.Waiting", MoneyText.Of(waiting)];
        }
        if (await Dialogs.ConfirmWithReason(L["Close.Question", _profile!.Name], what, L["Close"]) is { } reason)
        {
            Say(await CloseSubscriber.Run(new CloseSubscriberRequest(Id, reason), Ending), L["Close.Done"]);
            await Reload();
        }
    }

    private Task AddCharge() => Correct(Correcting.Ask<AddChargeDialog>(
        Dialogs, Snackbar, MoneyWords["Charge"], new() { { d => d.SubscriberId, Id }, { d => d.Name, _profile!.Name } }));

    private Task Refund() => Correct(Correcting.Ask<RefundDialog>(Dialogs, Snackbar, MoneyWords["Refund"], new() { { d => d.SubscriberId, Id } }));

    private Task WriteOff() => Correct(Correcting.Ask<WriteOffDialog>(Dialogs, Snackbar, MoneyWords["WriteOff"], new() { { d => d.SubscriberId, Id } }));

    private async Task Correct(Task<bool> asked)
    {
        if (await asked)
        {
            await Reload();
        }
    }

    private async Task AfterDialog(IDialogReference dialog, string done)
    {
        if (await dialog.Result is { Canceled: false })
        {
            Snackbar.Add(done, Severity.Success);
            await Reload();
        }
    }

    private void Say(Result<Done> result, string done) =>
        Snackbar.Add(result.IsOk ? done : Errors.Of(result.Error), result.IsOk ? Severity.Success : Severity.Error);
}
