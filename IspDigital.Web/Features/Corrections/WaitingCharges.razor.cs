using IspDigital.Core.Billing;
using IspDigital.Core.Live;
using IspDigital.Core.Staff;
using IspDigital.Web.Components.Shared;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Corrections;

/// <summary>What waits for a subscriber's next invoice, and can be taken back until then.</summary>
public partial class WaitingCharges
{
    private IReadOnlyList<WaitingCharge> _waiting = [];

    /// <summary>Whose.</summary>
    [Parameter, EditorRequired]
    public long SubscriberId { get; set; }

    /// <inheritdoc/>
    protected override ChangeKind[] Watches => [ChangeKind.Subscriber, ChangeKind.Invoice];

    [Inject]
    private ChargeQueries Charges { get; set; } = default!;

    [Inject]
    private CancelCharge CancelCharge { get; set; } = default!;

    [Inject]
    private ICurrentActor Actor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private ErrorText Errors { get; set; } = default!;

    /// <inheritdoc/>
    protected override bool Concerns(IReadOnlyCollection<Change> changes) => changes.Any(c => c.SubscriberId is null || c.SubscriberId == SubscriberId);

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation) => _waiting = await Charges.Waiting(SubscriberId, cancellation);

    private async Task Cancel(WaitingCharge charge)
    {
        if (await Dialogs.ConfirmWithReason(L["Charge.CancelQuestion"], L["Charge.CancelWhat", charge.Text, MoneyText.Of(charge.Amount)], L["Charge.Cancel"]) is { } reason)
        {
            var result = await CancelCharge.Run(new CancelChargeRequest(charge.ChargeId, reason), Ending);
            Snackbar.Add(result.IsOk ? L["Charge.Cancelled"] : Errors.Of(result.Error), result.IsOk ? Severity.Success : Severity.Error);
            await Reload();
        }
    }
}
