using IspDigital.Core.Billing;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Billing;

/// <summary>What an invoice in a list is for: the days of a period, or what kind of correction it is.</summary>
public partial class InvoicePeriod
{
    /// <summary>The invoice.</summary>
    [Parameter, EditorRequired]
    public InvoiceRow Row { get; set; } = default!;
}
