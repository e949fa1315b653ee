using System.Globalization;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Web.Components.Lists;
using IspDigital.Web.Features.Payments;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Subscribers;

/// <summary>Everybody who is served.</summary>
public partial class SubscribersPage
{
    private const string CutState = "Cut";
    private DataList<SubscriberRow>? _list;
    private IReadOnlyList<(string Value, string Text)> _plans = [];
    private IReadOnlyList<(string Value, string Text)> _routers = [];
    private IReadOnlyList<(string Value, string Text)> _areas = [];

    [Inject]
    private SubscriberQueries Subscribers { get; set; } = default!;

    [Inject]
    private PlanQueries Plans { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    private IEnumerable<(string Value, string Text)> States => [.. Enum.GetNames<AccountState>().Select(s => (s, L["State." + s].Value)), (CutState, L["Line.Off"])];

    private IEnumerable<(string Value, string Text)> Dues => Enum.GetNames<DuesFilter>().Select(d => (d, L["Dues." + d].Value));

    private bool SeesMoney => Actor.Current.May(Permission.ViewMoney);

    private bool MayTake => Actor.Current.May(Permission.RecordPayments);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (Actor.Current.May(Permission.ViewPlans))
        {
            _plans = [.. (await Plans.Choices(offeredOnly: false)).Select(p => (Text(p.Id), p.Name))];
        }
        _routers = [.. (await Subscribers.Routers()).Select(r => (Text(r.Id), r.Name))];
        _areas = [.. (await Subscribers.Areas()).Select(a => (a, a))];
    }

    private Task<Page<SubscriberRow>> Read(ListState list, CancellationToken cancellation) => Subscribers.List(
        new SubscriberFilter
        {
            Search = list.Search,
            State = list.Choice<AccountState>("state"),
            IsCut = list["state"] == CutState ? true : null,
            Dues = list.Choice<DuesFilter>("dues"),
            PlanId = Id(list["plan"]),
            RouterId = Id(list["router"]),
            Area = list["area"],
        },
        list.Page, cancellation);

    private async Task Take(SubscriberRow row)
    {
        if (await TakePayment.From(Dialogs, Snackbar, PaymentWords, row.Id) is not null && _list is not null)
        {
            await _list.Again();
        }
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static long? Id(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
