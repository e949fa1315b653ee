using IspDigital.Core.Access;
using IspDigital.Core.Live;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Web.Components.Shared;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Access;

/// <summary>Whether a subscriber is online now or since when not, why, what the router was proved to hold, and what a person can do.</summary>
public partial class AccessPanel
{
    private SubscriberAccess? _access;

    /// <summary>Whose.</summary>
    [Parameter, EditorRequired]
    public long SubscriberId { get; set; }

    [Inject]
    private AccessQueries Access { get; set; } = default!;

    [Inject]
    private LiftOverride LiftOverride { get; set; } = default!;

    [Inject]
    private LiftExemption LiftExemption { get; set; } = default!;

    [Inject]
    private ICurrentActor Actor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private ErrorText Errors { get; set; } = default!;

    /// <inheritdoc/>
    protected override ChangeKind[] Watches => [ChangeKind.Access, ChangeKind.Invoice, ChangeKind.Payment, ChangeKind.Subscriber, ChangeKind.Clock];

    private bool MayOverride => Actor.Current.May(Permission.OverrideAccess);

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation) => _access = await Access.Of(SubscriberId, cancellation);

    /// <inheritdoc/>
    protected override bool Concerns(IReadOnlyCollection<Change> changes) =>
        changes.Any(c => c.SubscriberId is null || c.SubscriberId == SubscriberId);

    private static string ToDoKey(DesiredState state) => state.LastErrorCode switch
    {
        "Access.NoSuchAccount" => "Do.NoSuchAccount",
        "Access.NoSuchProfile" => "Do.NoSuchProfile",
        "Access.RouterRefused" => "Do.RouterRefused",
        "Access.NotConfirmed" => "Do.NotConfirmed",
        _ => "Do.Unexpected",
    };

    private Task Promise() => Show<PromiseDialog>(L["Promise.Title"], new DialogParameters<PromiseDialog>
    {
        { d => d.SubscriberId, SubscriberId },
        { d => d.Until, _access!.Today.AddDays(Math.Min(3, _access.PromiseDaysMax)) },
        { d => d.DaysMax, _access.PromiseDaysMax },
    });

    private Task Exempt() => Show<ExemptionDialog>(L["Exempt.Title"], new DialogParameters<ExemptionDialog>
    {
        { d => d.SubscriberId, SubscriberId },
        { d => d.LastDay, _access!.Today.AddMonths(1) },
    });

    private Task Override(bool online) => Show<OverrideDialog>(L[online ? "Reconnect.Title" : "Disconnect.Title"], new DialogParameters<OverrideDialog>
    {
        { d => d.SubscriberId, SubscriberId },
        { d => d.Online, online },
        { d => d.LastDay, _access!.Today.AddDays(3) },
    });

    private async Task LiftTheOverride()
    {
        if (await Dialogs.ConfirmWithReason(L["LiftOverride.Question"], L["LiftOverride.What"], L["LiftOverride"], isDangerous: false) is { } reason)
        {
            Tell(await LiftOverride.Run(new(SubscriberId, reason), Ending));
        }
    }

    private async Task LiftTheExemption()
    {
        if (await Dialogs.ConfirmWithReason(L["LiftExemption.Question"], L["LiftExemption.What"], L["LiftExemption"], isDangerous: false) is { } reason)
        {
            Tell(await LiftExemption.Run(new(SubscriberId, reason), Ending));
        }
    }

    private async Task Show<TDialog>(string title, DialogParameters parameters)
        where TDialog : IComponent
    {
        var dialog = await Dialogs.ShowAsync<TDialog>(title, parameters);
        if (await dialog.Result is { Canceled: false })
        {
            Snackbar.Add(L["Saved"], Severity.Success);
        }
    }

    private void Tell(Result<Done> result) =>
        Snackbar.Add(result.IsOk ? L["Saved"].Value : Errors.Of(result.Error), result.IsOk ? Severity.Success : Severity.Error);
}
