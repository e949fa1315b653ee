using IspDigital.Core.Payments;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Corrections;

/// <summary>Records that an invoice was paid: a payment of exactly what is left on it.</summary>
public partial class MarkPaidDialog
{
    private readonly PaidInput _input = new();

    [Inject]
    private MarkInvoicePaid MarkInvoicePaid { get; set; } = default!;

    private MarkInvoicePaidRequest ToRequest() => new(CommandId, InvoiceId, _input.Method, _input.Reference, _input.Reason ?? "");

    private sealed class PaidInput
    {
        public PaymentMethod Method { get; set; }

        public string? Reference { get; set; }

        public string? Reason { get; set; }
    }
}
