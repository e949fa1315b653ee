using IspDigital.Core.Payments;
using IspDigital.Web.Features.Payments;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Corrections;

/// <summary>Gives money back out of an advance.</summary>
public partial class RefundDialog
{
    private readonly RefundInput _input = new();
    private PayerFacts? _payer;

    /// <summary>Who gets it.</summary>
    [Parameter, EditorRequired]
    public long SubscriberId { get; set; }

    [Inject]
    private RefundAdvance RefundAdvance { get; set; } = default!;

    [Inject]
    private PaymentQueries Payments { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task<bool> Load()
    {
        _payer = await Payments.Payer(SubscriberId);
        _input.Amount = _payer is null ? "" : Plain(_payer.Advance);
        return _payer is not null;
    }

    private RefundAdvanceRequest ToRequest() => new(CommandId, SubscriberId, Typed(_input.Amount), _input.Method, _input.Reference, _input.Reason ?? "");

    private IEnumerable<string> What()
    {
        var amount = Typed(_input.Amount);
        return !amount.IsPositive ? [L["Preview.Amount"]]
            : amount > _payer!.Advance ? [L["Preview.RefundTooMuch", MoneyText.Of(_payer.Advance)]]
            : [
                L["Preview.Refund", MoneyText.Of(amount), _payer.Name, PaymentWords[PaymentView.Key(_input.Method)]],
                L["Preview.RefundLeft", MoneyText.Of(_payer.Advance - amount)],
            ];
    }

    private sealed class RefundInput
    {
        public string Amount { get; set; } = "";

        public PaymentMethod Method { get; set; }

        public string? Reference { get; set; }

        public string? Reason { get; set; }
    }
}
