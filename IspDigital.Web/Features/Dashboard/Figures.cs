using System.Globalization;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Web.Components.Shared;
using IspDigital.Web.Localization;
using Microsoft.Extensions.Localization;

namespace IspDigital.Web.Features.Dashboard;

/// <summary>One figure: the number large, what it is small, and the list behind it.</summary>
/// <param name="Key">Name of the figure: resource key <c>Figure.{Key}</c>, test id <c>figure-{key}</c>.</param>
/// <param name="Value">The number.</param>
/// <param name="Detail">A second, smaller fact.</param>
/// <param name="Href">The list behind it.</param>
/// <param name="Meaning">Its colour, where it is good or bad news.</param>
/// <param name="Trend">The last days, where they tell something.</param>
public sealed record Figure(string Key, string Value, string? Detail, string Href, Meaning? Meaning = null, IReadOnlyList<decimal>? Trend = null)
{
    /// <summary>Name for tests.</summary>
    public string TestId => "figure-" + Key.ToLowerInvariant();
}

/// <summary>The figures of the dashboard, in the order of an owner's questions.</summary>
public sealed class Figures(IStringLocalizer<DashboardText> words, DateText dates)
{
    /// <summary>What was billed this month and what came of it.</summary>
    public IReadOnlyList<Figure> Billing(MoneySummary money, DateOnly today)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        var issued = string.Create(CultureInfo.InvariantCulture, $"/invoices?from={month:yyyy-MM-dd}&to={month.AddMonths(1).AddDays(-1):yyyy-MM-dd}");
        return
        [
            new("Billed", MoneyText.Rounded(money.Billed.Amount),
                With(Many("Subscribers", money.SubscribersBilled), Change(money.Billed.Amount, money.BilledBefore)), issued),
            new("Paid", MoneyText.Rounded(money.Paid.Amount),
                With(Many("Invoices", money.Paid.Count), Share(money.Paid.Amount, money.Billed.Amount)), issued + "&status=Paid",
                money.Paid.Amount.IsPositive ? Meaning.Good : null),
            new("Unpaid", MoneyText.Rounded(money.Unpaid.Amount), Many("Invoices", money.Unpaid.Count), issued + "&status=Open"),
            new("Overdue", MoneyText.Rounded(money.Overdue.Amount), Many("Invoices", money.Overdue.Count), "/invoices?status=Overdue",
                money.Overdue.Count > 0 ? Meaning.Warn : null),
        ];
    }

    /// <summary>What came in and what will come due.</summary>
    public IReadOnlyList<Figure> Collection(MoneySummary money)
    {
        var (today, month) = (money.CollectedToday.Together(), money.CollectedThisMonth.Together());
        return
        [
            new("CollectedToday", MoneyText.Rounded(today.Amount), Many("Payments", today.Count), "/payments?period=today",
                Trend: money.CollectedByDay.Any(d => d.IsPositive) ? [.. money.CollectedByDay.Select(d => d.Taka)] : null),
            new("CollectedThisMonth", MoneyText.Rounded(month.Amount),
                With(Many("Payments", month.Count), Change(month.Amount, money.CollectedBefore)), "/payments?period=month"),
            new("DueIn7Days", MoneyText.Rounded(money.DueIn7Days.Amount), Many("Invoices", money.DueIn7Days.Count), "/invoices?due=Within7Days"),
            new("DueIn30Days", MoneyText.Rounded(money.DueIn30Days.Amount), Many("Invoices", money.DueIn30Days.Count), "/invoices?due=Within30Days"),
        ];
    }

    /// <summary>Lines, routers, messages and runs, as far as the person sees them.</summary>
    public IReadOnlyList<Figure> Service(Summary summary)
    {
        var figures = new List<Figure>();
        if (summary.Lines is { } lines)
        {
            figures.Add(new("Off", MoneyText.Count(lines.OffForNonPayment), OnTheWay(lines), "/disconnections", lines.OffForNonPayment > 0 ? Meaning.Bad : null));
            if (summary.Money is null)
            {
                figures.Add(new("Planned", MoneyText.Count(lines.Planned), lines.PlannedFor is { } day ? dates.Spoken(day, summary.Today) : words["NonePlanned"], "/disconnections"));
            }
        }
        if (summary.Routers is { } routers)
        {
            figures.Add(new("Routers", words["Of", MoneyText.Count(routers.Up), MoneyText.Count(routers.All)],
                routers.Troubled.Count > 0 ? words["Troubled", MoneyText.Count(routers.Troubled.Count)] : words["Answering"], "/routers",
                routers.Troubled.Count > 0 ? Meaning.Bad : null));
        }
        if (summary.Messages is { } messages)
        {
            figures.Add(new("Messages", MoneyText.Count(messages.Sent), words["MessageDetail", MoneyText.Count(messages.Failed), MoneyText.Count(messages.Waiting)],
                messages.Failed > 0 ? "/messages?state=Failed" : "/messages"));
        }
        if (summary.Money is { } money)
        {
            figures.Add(NextRun(money, summary.Today));
        }
        return figures;
    }

    private Figure NextRun(MoneySummary money, DateOnly today) => new(
        "NextRun", money.NextRunOn is { } day ? dates.Spoken(day, today) : words["NoRun"],
        With(money.NextRunOn is null ? null : Many("Subscribers", money.NextRunSubscribers),
            money.LastRun is { } last ? words.Counted("LastRun", last.Invoices) : null), "/billing-runs");

    private string OnTheWay(LineSummary lines) => (lines.Cutting, lines.Reconnecting) switch
    {
        (0, 0) => lines.Planned > 0 ? words["PlannedCuts", MoneyText.Count(lines.Planned)] : words["NothingOnTheWay"],
        var (cutting, back) => words["OnTheWay", MoneyText.Count(cutting), MoneyText.Count(back)],
    };

    /// <summary>The change from the same days of last month; null where there is nothing to compare with.</summary>
    private string? Change(Money now, Money before)
    {
        if (!before.IsPositive)
        {
            return null;
        }
        var percent = decimal.Round((now.Minor - before.Minor) * 100m / before.Minor, MidpointRounding.AwayFromZero);
        var sign = percent > 0 ? "+" : percent < 0 ? "\u2212" : "±";
        return words["Change", Digits.Localise(string.Create(CultureInfo.InvariantCulture, $"{sign}{decimal.Abs(percent):0}%"))];
    }

    private static string? Share(Money part, Money whole) => whole.IsPositive
        ? Digits.Localise(string.Create(CultureInfo.InvariantCulture, $"{decimal.Round(part.Minor * 100m / whole.Minor, MidpointRounding.AwayFromZero):0}%"))
        : null;

    private string Many(string key, int count) => words[count == 1 ? key + ".One" : key, MoneyText.Count(count)];

    private static string? With(string? first, string? second) => (first, second) switch
    {
        (null, null) => null,
        (null, _) => second,
        (_, null) => first,
        _ => $"{first} · {second}",
    };
}
