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
    private DateTime? _from;
    private DateTime? _to;

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

    private (DateOnly From, DateOnly To)? Days =>
        (_from, _to) is ({ } from, { } to) && from <= to ? (DateOnly.FromDateTime(from), DateOnly.FromDateTime(to)) : null;

    /// <inheritdoc/>
    protected override bool Concerns(IReadOnlyCollection<Change> changes) => changes.Any(c => c.SubscriberId is null || c.SubscriberId == SubscriberId);

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation)
    {
        if (!IsLoaded)
        {
            var today = (await Clock.Now(cancellation)).Today;
            _to = today.ToDateTime(default);
            _from = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - MonthsShown).ToDateTime(default);
        }
        var asked = Days;
        var read = asked is { } days ? await Statements.Of(SubscriberId, days.From, days.To, cancellation) : null;
        _statement = asked == Days ? read : _statement;
    }

    /// <summary>What is typed stays; a statement is shown for the days that stand in both fields, and for no others.</summary>
    private Task Choose(DateTime? from, DateTime? to)
    {
        (_from, _to) = (from, to);
        return Reload();
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
