using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Payments;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace IspDigital.Web.Features.Payments;

/// <summary>One refund: to whom, why, out of which payments, and where it stands in the books; its print is the receipt to sign.</summary>
public partial class RefundPage
{
    private RefundDetails? _refund;
    private BusinessDay? _today;

    /// <summary>The refund.</summary>
    [Parameter]
    public long Id { get; set; }

    /// <inheritdoc/>
    protected override ChangeKind[] Watches => [ChangeKind.Payment];

    [Inject]
    private RefundQueries Refunds { get; set; } = default!;

    [Inject]
    private BusinessClock Clock { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    private string Statement => $"/subscribers/{_refund!.Row.SubscriberId}/statement";

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation) =>
        (_refund, _today) = (await Refunds.One(Id, cancellation), await Clock.Now(cancellation));

    private async Task Print() => await Browser.InvokeVoidAsync("isp.print");
}
