using IspDigital.Core.Payments;
using IspDigital.Web.Localization;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace IspDigital.Web.Features.Payments;

/// <summary>Opens the form that takes money, from wherever a subscriber is looked at.</summary>
public static class TakePayment
{
    /// <summary>Asks for the payment and says what was recorded; null when the person thought better of it.</summary>
    public static async Task<RecordedPayment?> From(
        IDialogService dialogs, ISnackbar snackbar, IStringLocalizer<PaymentsText> words, long subscriberId)
    {
        var dialog = await dialogs.ShowAsync<TakePaymentDialog>(
            words["Take.Title"],
            new DialogParameters<TakePaymentDialog> { { d => d.SubscriberId, subscriberId } },
            new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true });
        if (await dialog.Result is not { Canceled: false, Data: RecordedPayment recorded })
        {
            return null;
        }
        var amount = recorded.Settlement.Settled + recorded.Settlement.Remainder;
        snackbar.Add(recorded.IsRepeat ? words["Take.Repeat"] : words["Take.Done", MoneyText.Of(amount)], Severity.Success);
        return recorded;
    }
}
