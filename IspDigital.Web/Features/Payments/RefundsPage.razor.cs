using IspDigital.Core.Payments;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Payments;

/// <summary>All money that was given back.</summary>
public partial class RefundsPage
{
    [Inject]
    private RefundQueries Refunds { get; set; } = default!;
}
