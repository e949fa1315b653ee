using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Web.Components.Lists;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Payments;

/// <summary>All money that came in.</summary>
public partial class PaymentsPage
{
    private IReadOnlyList<MethodTotal> _today = [];
    private IReadOnlyList<MethodTotal> _month = [];
    private IReadOnlyList<MethodTotal> _refunded = [];

    /// <inheritdoc/>
    protected override ChangeKind[] Watches => [ChangeKind.Payment, ChangeKind.Clock];

    [Inject]
    private PaymentQueries Payments { get; set; } = default!;

    [Inject]
    private BusinessClock Clock { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation)
    {
        _today = await Payments.CollectedToday(cancellation);
        _month = await Payments.CollectedThisMonth(cancellation);
        _refunded = await Payments.RefundedThisMonth(cancellation);
    }

    private async Task<Page<PaymentRow>> Read(ListState list, CancellationToken cancellation)
    {
        var (from, to) = PaymentView.Days(list["period"], (await Clock.Now(cancellation)).Today);
        var filter = new PaymentFilter
        {
            Search = list.Search,
            Method = list.Choice<PaymentMethod>("method"),
            From = from,
            To = to,
            IsReversed = list["state"] switch { "reversed" => true, "standing" => false, _ => null },
        };
        return await Payments.List(filter, list.Page, cancellation);
    }

    private IEnumerable<(string Value, string Text)> Options(string group, params string[] values) =>
        values.Select(value => (value, L[$"{group}.{value}"].Value));

    private string Split(IReadOnlyList<MethodTotal> totals) => totals.Count == 0
        ? L["NoneYet"]
        : string.Join(" · ", totals.OrderByDescending(t => t.Amount).Select(t => $"{L[PaymentView.Key(t.Method)]} {MoneyText.Rounded(t.Amount)}"));
}
