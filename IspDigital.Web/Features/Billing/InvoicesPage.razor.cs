using System.Globalization;
using IspDigital.Core.Billing;
using IspDigital.Core.Operations;
using IspDigital.Core.Payments;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Web.Components.Lists;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Billing;

/// <summary>All invoices, with their state; filters stand in the address, so that every figure elsewhere can lead here.</summary>
public partial class InvoicesPage
{
    /// <summary>An open invoice past its due date: a state to people, a due date to the query.</summary>
    private const string OverdueStatus = nameof(InvoiceDue.Overdue);

    private const int RunsOffered = 24;

    private static readonly InvoiceDue[] s_windows = [InvoiceDue.BeyondGrace, InvoiceDue.Within7Days, InvoiceDue.Within30Days];

    private DateOnly _today;
    private bool _sortsByDue;
    private Page<InvoiceRow>? _page;
    private IReadOnlySet<long> _writtenOff = new HashSet<long>();
    private InvoiceSums? _sums;
    private (string Value, string Text)[] _statuses = [];
    private (string Value, string Text)[] _dues = [];
    private (string Value, string Text)[] _plans = [];
    private (string Value, string Text)[] _areas = [];
    private (string Value, string Text)[] _runs = [];

    [Inject]
    private InvoiceQueries Invoices { get; set; } = default!;

    [Inject]
    private InvoicePaymentQueries Payments { get; set; } = default!;

    [Inject]
    private PlanQueries Plans { get; set; } = default!;

    [Inject]
    private SubscriberQueries Subscribers { get; set; } = default!;

    [Inject]
    private BillingRunQueries Runs { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private BusinessClock Clock { get; set; } = default!;

    [Inject]
    private ICurrentActor Actor { get; set; } = default!;

    private string? Summary => (_page, _sums) switch
    {
        ({ } page, { } sums) => L.Counted("Invoices.Sums", page.Total, MoneyText.Of(sums.Total), MoneyText.Of(sums.Outstanding)),
        ({ IsMore: true } page, null) => L["Invoices.Many", MoneyText.Count(page.Total)].Value,
        ({ } page, null) => L.Counted("Invoices.Count", page.Total),
        _ => null,
    };

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        string[] statuses = [nameof(InvoiceStatus.Open), OverdueStatus, nameof(InvoiceStatus.Paid), nameof(InvoiceStatus.Void)];
        _statuses = [.. statuses.Select(s => (s, L["Status." + s].Value))];
        _dues = [.. s_windows.Select(d => (d.ToString(), L["Due." + d].Value))];
        _today = (await Clock.Now()).Today;
        if (Actor.Current.May(Permission.ViewPlans))
        {
            _plans = [.. (await Plans.Choices(offeredOnly: false)).Select(p => (Text(p.Id), p.Name))];
        }
        if (Actor.Current.May(Permission.ViewSubscribers))
        {
            _areas = [.. (await Subscribers.Areas()).Select(a => (a, a))];
        }
        var runs = (await Runs.Runs(new(Size: RunsOffered))).Rows;
        var asked = Number(ListState.Of(Navigation.Uri)["run"]) is { } run && runs.All(r => r.Id != run) ? await Runs.One(run) : null;
        _runs = [.. runs.Concat(asked is null ? [] : [asked]).Select(r => (Text(r.Id), DateText.Day(r.ThroughDate)))];
    }

    private async Task<Page<InvoiceRow>> Read(ListState list, CancellationToken cancellation)
    {
        _today = (await Clock.Now(cancellation)).Today;
        var filter = new InvoiceFilter(
            list.Search, list.Choice<InvoiceStatus>("status"),
            list["status"] == OverdueStatus ? InvoiceDue.Overdue : list.Choice<InvoiceDue>("due"), Number(list["plan"]), list["area"],
            Number(list["run"]), Number(list["subscriber"]), list.Day("from"), list.Day("to"));
        (_page, _sums) = await Invoices.ListWithSums(filter, list.Page, cancellation);
        _writtenOff = await Payments.WrittenOff(_page.Rows.Select(i => i.Id), cancellation);
        _sortsByDue = filter.Status == InvoiceStatus.Open || filter.Due is not null;
        StateHasChanged();
        return _page;
    }

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
