using IspDigital.Core.Access.Rules;
using IspDigital.Core.Live;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using IspDigital.Web.Features.Payments;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Subscribers;

/// <summary>One subscriber. The head answers first: who, how they stand, what they owe, online or why not, what comes next.</summary>
public partial class SubscriberPage
{
    private SubscriberProfile? _profile;
    private SubscriberMoney? _money;
    private SubscriberLine _line = SubscriberLine.None;

    /// <summary>The subscriber.</summary>
    [Parameter]
    public long Id { get; set; }

    /// <summary>Which tab; null for the overview.</summary>
    [Parameter]
    public string? Tab { get; set; }

    /// <inheritdoc/>
    protected override ChangeKind[] Watches =>
        [ChangeKind.Subscriber, ChangeKind.Invoice, ChangeKind.Payment, ChangeKind.Access, ChangeKind.AccessMark, ChangeKind.Plan, ChangeKind.Clock];

    [Inject]
    private SubscriberAccountQueries Accounts { get; set; } = default!;

    [Inject]
    private LineQueries Lines { get; set; } = default!;

    [Inject]
    private ICurrentActor Actor { get; set; } = default!;

    private IEnumerable<string> Tabs =>
    [
        "overview",
        .. May(Permission.ViewMoney) ? ["invoices", "payments", "statement"] : Array.Empty<string>(),
        .. May(Permission.ViewReminders) ? ["messages"] : Array.Empty<string>(),
        .. May(Permission.ViewAudit) ? ["timeline"] : Array.Empty<string>(),
    ];

    /// <summary>A statement is printed as a paper of its own, without the page around it.</summary>
    private string? OnPaper => Shown == "statement" ? "no-print" : null;

    private string Shown => Tab is { } tab && Tabs.Contains(tab) ? tab : "overview";

    private string Summary => string.Join(
        " · ", new[] { _profile!.Code, Digits.Localise(PhoneNumber.Show(_profile.Phone)), _profile.PlanName }.Where(t => t.Length > 0));

    private Money Owed => _money!.Standing.Balance.IsNegative ? -_money.Standing.Balance : _money.Standing.Balance;

    private string BalanceKey => _money!.Standing.Balance switch { { IsPositive: true } => "Balance.Owes", { IsNegative: true } => "Balance.Advance", _ => "Balance.Even" };

    private string BalanceClass => _money!.Standing switch { { Overdue.IsPositive: true } => "bad", { Balance.IsPositive: false } => "good", _ => "" };

    private string? BalanceDetail => _money!.Standing switch
    {
        { Overdue: { IsPositive: true } overdue, Oldest: { } oldest } standing =>
            Overdue(overdue, standing.Today.DayNumber - oldest.DueDate.DayNumber),
        { Oldest: { } oldest } => L["Balance.DueOn", oldest.Number, DateText.Day(oldest.DueDate)].Value,
        _ => null,
    };

    private string Overdue(Money overdue, int days) => L[Counting.Key("Balance.Overdue", days, L), MoneyText.Of(overdue), MoneyText.Count(days)];

    private string? LineDetail => _line switch
    {
        { State: LineState.Stuck, Problem: { } problem } => problem,
        { Reasons: [var because, ..] } when !_line.MayBeOnline || because.Code != AccessReasonCode.InGoodStanding => ReasonText.Of(because, L),
        _ => _profile!.PppName is null ? null : $"{_profile.RouterName} · {_profile.PppName}",
    };

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation)
    {
        _profile = await Accounts.Profile(Id, cancellation);
        if (_profile is null)
        {
            return;
        }
        _money = May(Permission.ViewMoney) ? await Accounts.Money(Id, cancellation) : null;
        _line = await Lines.Of(Id, cancellation);
    }

    /// <inheritdoc/>
    protected override bool Concerns(IReadOnlyCollection<Change> changes) => changes.Any(c => c.SubscriberId is null || c.SubscriberId == Id);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        // Another subscriber in the same page: from the search box, say.
        if (IsLoaded && _profile?.Id != Id)
        {
            await Reload();
        }
    }

    private string TabHref(string tab) => tab == "overview" ? $"/subscribers/{Id}" : $"/subscribers/{Id}/{tab}";

    private bool May(Permission permission) => Actor.Current.May(permission);

    private async Task Take()
    {
        if (await TakePayment.From(Dialogs, Snackbar, PaymentWords, Id) is not null)
        {
            await Reload();
        }
    }
}
