using IspDigital.Core.Billing;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Billing;

/// <summary>How far an invoice's notices came.</summary>
public partial class NoticeSigns
{
    /// <summary>The invoice.</summary>
    [Parameter, EditorRequired]
    public InvoiceRow Row { get; set; } = default!;
}
