using IspDigital.Core.Billing;
using IspDigital.Core.Operations;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Web.Components.Lists;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Billing;

/// <summary>All invoices, with their state; filters stand in the address, so that every figure elsewhere can lead here.</summary>
public partial class InvoicesPage
{
    private DateOnly _today;
    private (int Count, Money Total, Money Outstanding)? _sums;
    private (string Value, string Text)[] _statuses = [];
    private (string Value, string Text)[] _dues = [];
    private (string Value, string Text)[] _plans = [];

    [Inject]
    private InvoiceQueries Invoices { get; set; } = default!;

    [Inject]
    private PlanQueries Plans { get; set; } = default!;

    [Inject]
    private BusinessClock Clock { get; set; } = default!;

    [Inject]
    private ICurrentActor Actor { get; set; } = default!;

    private string? Summary => _sums is { } sums
        ? L["Invoices.Sums", MoneyText.Count(sums.Count), MoneyText.Of(sums.Total), MoneyText.Of(sums.Outstanding)].Value
        : null;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _statuses = [.. Enum.GetNames<InvoiceStatus>().Select(s => (s, L["Status." + s].Value))];
        _dues = [.. Enum.GetNames<InvoiceDue>().Select(d => (d, L["Due." + d].Value))];
        _today = (await Clock.Now()).Today;
        _plans = !Actor.Current.May(Permission.ViewPlans) ? [] : [.. (await Plans.Choices(offeredOnly: false)).Select(p => (p.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), p.Name))];
    }

    private async Task<Page<InvoiceRow>> Read(ListState list, CancellationToken cancellation)
    {
        _today = (await Clock.Now(cancellation)).Today;
        var filter = new InvoiceFilter(
            list.Search, list.Choice<InvoiceStatus>("status"), list.Choice<InvoiceDue>("due"), Number(list["plan"]), Number(list["run"]),
            Number(list["subscriber"]), list.Day("from"), list.Day("to"));
        var page = await Invoices.List(filter, list.Page, cancellation);
        _sums = await Invoices.Sum(filter, cancellation);
        StateHasChanged();
        return page;
    }

    private static long? Number(string? text) => long.TryParse(text, out var number) ? number : null;

    private static string Days(DateOnly start, DateOnly end) => $"{DateText.Day(start)} – {DateText.Day(end.AddDays(-1))}";
}
