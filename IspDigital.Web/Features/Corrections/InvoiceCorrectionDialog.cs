using IspDigital.Core.Billing;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Corrections;

/// <summary>A dialog that corrects one invoice.</summary>
public abstract class InvoiceCorrectionDialog : CorrectionDialog
{
    /// <summary>The invoice.</summary>
    [Parameter, EditorRequired]
    public long InvoiceId { get; set; }

    [Inject]
    private ChargeQueries Charges { get; set; } = default!;

    /// <summary>The invoice as it stands; null until it is read.</summary>
    protected CorrectableInvoice? Invoice { get; private set; }

    /// <inheritdoc/>
    protected override async Task<bool> Load()
    {
        Invoice = await Charges.Correctable(InvoiceId);
        if (Invoice is not null)
        {
            Begin(Invoice);
        }
        return Invoice is not null;
    }

    /// <summary>Proposes values.</summary>
    protected virtual void Begin(CorrectableInvoice invoice)
    {
    }
}
