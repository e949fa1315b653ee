using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Corrections;

/// <summary>Gives up what is open on an invoice, or all that is open.</summary>
public partial class WriteOffDialog
{
    private readonly WriteOffInput _input = new();
    private PayerFacts? _payer;

    /// <summary>Whose debt.</summary>
    [Parameter, EditorRequired]
    public long SubscriberId { get; set; }

    /// <summary>The invoice; null for all that is open.</summary>
    [Parameter]
    public long? InvoiceId { get; set; }

    [Inject]
    private WriteOffDebt WriteOffDebt { get; set; } = default!;

    [Inject]
    private PaymentQueries Payments { get; set; } = default!;

    private IReadOnlyList<OpenInvoice> Open => [.. _payer!.Standing.OpenInvoices.Where(i => InvoiceId is null || i.InvoiceId == InvoiceId)];

    private Money Total => Open.Sum(i => i.Outstanding);

    /// <inheritdoc/>
    protected override async Task<bool> Load()
    {
        _payer = await Payments.Payer(SubscriberId);
        return _payer is not null;
    }

    private WriteOffDebtRequest ToRequest() => new(CommandId, SubscriberId, InvoiceId, _input.Reason ?? "");

    private IEnumerable<string> What() =>
    [
        .. Open.Select(i => L["Preview.WriteOff", i.Number, MoneyText.Of(i.Outstanding)].Value),
        L["Preview.WriteOffLoss"],
        L["Preview.WriteOffLine", _payer!.Name],
    ];

    private sealed class WriteOffInput
    {
        public string? Reason { get; set; }
    }
}
