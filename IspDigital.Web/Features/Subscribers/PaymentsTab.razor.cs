using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Web.Components.Lists;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Subscribers;

/// <summary>A subscriber's payments.</summary>
public partial class PaymentsTab
{
    /// <summary>Whose.</summary>
    [Parameter, EditorRequired]
    public long SubscriberId { get; set; }

    private Task<Page<PaymentRow>> Read(ListState list, CancellationToken cancellation) =>
        Payments.List(new PaymentFilter { SubscriberId = SubscriberId, Search = list.Search }, list.Page, cancellation);
}
