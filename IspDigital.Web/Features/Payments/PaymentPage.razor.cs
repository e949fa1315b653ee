using IspDigital.Core.Live;
using IspDigital.Core.Payments;
using IspDigital.Core.Staff;
using IspDigital.Web.Components.Shared;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Payments;

/// <summary>One payment: how it came, what it pays, and taking it back.</summary>
public partial class PaymentPage
{
    private PaymentDetails? _payment;

    /// <summary>The payment.</summary>
    [Parameter]
    public long Id { get; set; }

    /// <inheritdoc/>
    protected override ChangeKind[] Watches => [ChangeKind.Payment];

    [Inject]
    private PaymentQueries Payments { get; set; } = default!;

    [Inject]
    private ReversePayment ReversePayment { get; set; } = default!;

    [Inject]
    private ICurrentActor Actor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private ErrorText Errors { get; set; } = default!;

    private bool MayReverse => Actor.Current.May(Permission.CorrectMoney)
        && _payment?.Row is { ReversedAt: null, Method: not PaymentMethod.Brought };

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation) => _payment = await Payments.One(Id, cancellation);

    /// <inheritdoc/>
    protected override bool Concerns(IReadOnlyCollection<Change> changes) => changes.Any(c => c.Id is null || c.Id == Id);

    private async Task Reverse()
    {
        var row = _payment!.Row;
        var amount = MoneyText.Of(row.Amount);
        var what = _payment.Pays.Count == 0
            ? L["Reverse.WhatAdvance", amount, row.SubscriberName]
            : L["Reverse.What", amount, row.SubscriberName, string.Join(", ", _payment.Pays.Select(p => p.Number))];
        if (await Dialogs.ConfirmWithReason(L["Reverse.Question"], what, L["Reverse"]) is not { } reason)
        {
            return;
        }
        var result = await ReversePayment.Run(new ReversePaymentRequest(Id, reason), Ending);
        Snackbar.Add(result.IsOk ? L["Reverse.Done", amount] : Errors.Of(result.Error), result.IsOk ? Severity.Success : Severity.Error);
        await Reload();
    }
}
