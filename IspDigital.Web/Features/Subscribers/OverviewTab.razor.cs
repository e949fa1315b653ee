using System.Globalization;
using IspDigital.Core.Billing;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Web.Features.Plans;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Subscribers;

/// <summary>What is open, how they are billed, how they are reached, and their line.</summary>
public partial class OverviewTab
{
    private IReadOnlyList<(string Name, TermInWords Term)>? _terms;

    /// <summary>The subscriber.</summary>
    [Parameter, EditorRequired]
    public SubscriberProfile Profile { get; set; } = default!;

    /// <summary>Their money; null for those who may not see it.</summary>
    [Parameter]
    public SubscriberMoney? Money { get; set; }

    /// <summary>Their line.</summary>
    [Parameter, EditorRequired]
    public SubscriberLine Line { get; set; } = default!;

    [Inject]
    private TermsQueries Terms { get; set; } = default!;

    /// <summary>Another than that of the access panel beside it, which has the subscriber's id.</summary>
    private string ChargesKey => $"charges-{Profile.Id}";

    private bool MaySeeAccess => Actor.Current.May(Permission.ViewAccess);

    private string Address => string.Join(", ", new[] { Profile.Address.Line, Profile.Address.Area, Profile.Address.Thana, Profile.Address.District, Profile.Address.Division }
        .Where(part => part.Length > 0));

    private string Frequency
    {
        get
        {
            var terms = Money!.Terms;
            var cycle = L[(terms.Cycle.Unit == CycleUnit.Month ? "Frequency.Month" : "Frequency.Day") + (terms.Cycle.Count == 1 ? "" : "s"), MoneyText.Count(terms.Cycle.Count)];
            var start = terms.AlignDay is { } day ? L["Frequency.Aligned", MoneyText.Count(day)] : L["Frequency.Anniversary"];
            return $"{cycle}, {start}, {L[terms.Timing == BillingTiming.Advance ? "Frequency.Advance" : "Frequency.Arrears"]}";
        }
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Money is not null && await Terms.Of(Profile.Id) is { } effective)
        {
            var view = TermsView.Of(effective, PlanWords);
            _terms =
            [
                ("Terms.Timing", view.Timing), ("Terms.Cycle", view.Cycle), ("Terms.Start", view.Start),
                ("LeadDays", view.LeadDays), ("DueDays", view.DueDays), ("GraceDays", view.GraceDays),
            ];
        }
    }

    private static string Mbps(long bps) => Digits.Localise(Core.Plans.PlanInput.MbpsOf(bps).ToString("0.##", CultureInfo.InvariantCulture));
}
