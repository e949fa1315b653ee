using IspDigital.Core.Billing;
using IspDigital.Core.Operations;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Web.Components.Lists;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Subscribers;

/// <summary>A subscriber's invoices.</summary>
public partial class InvoicesTab
{
    private DateOnly _today;
    private IReadOnlySet<long> _writtenOff = new HashSet<long>();

    /// <summary>Whose.</summary>
    [Parameter, EditorRequired]
    public long SubscriberId { get; set; }

    [Inject]
    private InvoiceQueries Invoices { get; set; } = default!;

    [Inject]
    private InvoicePaymentQueries Payments { get; set; } = default!;

    [Inject]
    private BusinessClock Clock { get; set; } = default!;

    private async Task<Page<InvoiceRow>> Read(ListState list, CancellationToken cancellation)
    {
        _today = (await Clock.Now(cancellation)).Today;
        var page = await Invoices.List(new InvoiceFilter(SubscriberId: SubscriberId), list.Page, cancellation);
        _writtenOff = await Payments.WrittenOff(page.Rows.Select(i => i.Id), cancellation);
        return page;
    }
}
