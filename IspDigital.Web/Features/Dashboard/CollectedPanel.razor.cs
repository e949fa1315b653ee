using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Dashboard;

/// <summary>What came in today and this month, by method.</summary>
public partial class CollectedPanel
{
    private IReadOnlyList<(PaymentMethod Method, Money Today, Money Month, decimal Share)> _rows = [];

    /// <summary>Today's.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<MethodTotal> Today { get; set; } = [];

    /// <summary>This month's, largest first; today's are among them.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<MethodTotal> Month { get; set; } = [];

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var all = Month.Sum(m => m.Amount);
        _rows = [.. Month.Select(m => (
            m.Method, Today.FirstOrDefault(t => t.Method == m.Method)?.Amount ?? Money.Zero, m.Amount, all.IsPositive ? m.Amount.Minor * 100m / all.Minor : 0m))];
    }
}
