using IspDigital.Core.Billing;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Web.Components.Lists;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Subscribers;

/// <summary>A subscriber's invoices.</summary>
public partial class InvoicesTab
{
    private DateOnly _today;

    /// <summary>Whose.</summary>
    [Parameter, EditorRequired]
    public long SubscriberId { get; set; }

    [Inject]
    private InvoiceQueries Invoices { get; set; } = default!;

    [Inject]
    private BusinessClock Clock { get; set; } = default!;

    private async Task<Page<InvoiceRow>> Read(ListState list, CancellationToken cancellation)
    {
        _today = (await Clock.Now(cancellation)).Today;
        return await Invoices.List(new InvoiceFilter(SubscriberId: SubscriberId), list.Page, cancellation);
    }
}
