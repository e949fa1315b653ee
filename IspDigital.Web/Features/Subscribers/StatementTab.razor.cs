using IspDigital.Core.Ledger;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Reports;
using IspDigital.Web.Features.Payments;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace IspDigital.Web.Features.Subscribers;

/// <summary>A statement of account for days that can be chosen, ready to print.</summary>
public partial class StatementTab
{
    private const int MonthsShown = 3;
    private Statement? _statement;
    private DateOnly _from;
    private DateOnly _to;

    /// <summary>Whose.</summary>
    [Parameter, EditorRequired]
    public long SubscriberId { get; set; }

    /// <summary>The subscriber, for the printed head.</summary>
    [Parameter, EditorRequired]
    public SubscriberProfile Profile { get; set; } = default!;

    /// <inheritdoc/>
    protected override ChangeKind[] Watches => [ChangeKind.Invoice, ChangeKind.Payment];

    [Inject]
    private StatementQueries Statements { get; set; } = default!;

    [Inject]
    private BusinessClock Clock { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    /// <inheritdoc/>
    protected override bool Concerns(IReadOnlyCollection<Change> changes) => changes.Any(c => c.SubscriberId is null || c.SubscriberId == SubscriberId);

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation)
    {
        if (_to == default)
        {
            _to = (await Clock.Now(cancellation)).Today;
            _from = new DateOnly(_to.Year, _to.Month, 1).AddMonths(1 - MonthsShown);
        }
        _statement = await Statements.Of(SubscriberId, _from, _to, cancellation);
    }

    private async Task Choose(DateTime? chosen, bool isFrom)
    {
        if (chosen is not { } moment)
        {
            return;
        }
        var day = DateOnly.FromDateTime(moment);
        (_from, _to) = isFrom ? (day, day > _to ? day : _to) : (day < _from ? day : _from, day);
        await Reload();
    }

    private async Task Print() => await Browser.InvokeVoidAsync("isp.print");

    private string What(StatementLine line) => line is { Method: { } method, Kind: not EntryKind.WriteOff }
        ? $"{L["Entry." + line.Kind]} · {PaymentWords[PaymentView.Key(method)]}{(line.Document is null ? "" : " " + line.Document)}"
        : $"{L["Entry." + line.Kind]}{(line.Document is null ? "" : " · " + line.Document)}";

    private static string? Href(StatementLine line) => line switch
    {
        { InvoiceId: { } invoice } => $"/invoices/{invoice}",
        { PaymentId: { } payment } => $"/payments/{payment}",
        { RefundId: { } refund } => $"/refunds/{refund}",
        _ => null,
    };
}
