using System.Globalization;
using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Tests.Rules.Billing;

/// <summary>Facts and words for cases of the calculation: monthly in advance at 500.00, due after 7 days, 3 days of grace, unless a case says otherwise.</summary>
internal static class BillingCase
{
    public const long Home = 1;
    public const long Fast = 2;

    public static readonly BillingTerms Terms = new(BillingTiming.Advance, BillingCycle.Monthly, null, 0, 7, 3);

    public static BillingFacts Facts(string activatedOn) => new()
    {
        SubscriberId = 1,
        ActivatedOn = Day(activatedOn),
        BillFrom = Day(activatedOn),
        Plans = [new(Day(activatedOn), Home)],
    };

    public static BillingPolicy Policy(params TariffPlan[] plans) => new(
        Terms, Rounding.ToPoisha,
        (plans.Length > 0 ? plans : [Plan(Home, "Home", 500), Plan(Fast, "Fast", 1_000)]).ToDictionary(p => p.PlanId), Money.FromTaka(1_000_000));

    public static TariffPlan Plan(long id, string name, decimal taka, TaxRule? tax = null) =>
        new(id, name, new(), [new(Day("2020-01-01"), Money.FromTaka(taka))], tax ?? TaxRule.None);

    public static TaxRule Vat(int basisPoints = 500, TaxMode mode = TaxMode.Exclusive) => new(mode, [new(Day("2020-01-01"), basisPoints)]);

    public static InvoicedDays Invoiced(string start, string end) => new(new(Day(start), Day(end)), Day(start));

    /// <summary>A pause decided on a day; open while <paramref name="end"/> is null.</summary>
    public static DaysOff Pause(string start, string? end = null, string? decidedOn = null, string? endDecidedOn = null)
    {
        var planned = new DaysOff(Day(start), endDecidedOn is null && end is not null ? Day(end) : DateOnly.MaxValue, Day(decidedOn ?? start));
        return endDecidedOn is null ? planned : planned.EndedOn(end is null ? DateOnly.MaxValue : Day(end), Day(endDecidedOn));
    }

    /// <summary>What is issued through the day, each as start..end (exclusive) @issue amount.</summary>
    public static string[] Drafts(BillingFacts facts, string through, BillingPolicy? policy = null)
    {
        var calculated = Checked(facts, Day(through), policy ?? Policy());
        return calculated.Problem is { } problem ? [problem.ToString()] : [.. calculated.Drafts.Select(Text)];
    }

    /// <summary>The calculation as preview and run see it: with the bounds that look at what came of it.</summary>
    public static Calculated Checked(BillingFacts facts, DateOnly through, BillingPolicy policy) =>
        new BillingBook(policy, 0, new BillingSettings()).Calculate(facts, through);

    /// <summary>The facts as they are after the drafts were issued.</summary>
    public static BillingFacts Issue(BillingFacts facts, IReadOnlyList<InvoiceDraft> drafts)
    {
        var service = new ChargedCalendar(facts.Charged);
        foreach (var draft in drafts)
        {
            service.Take(draft);
        }
        var billed = drafts.SelectMany(d => d.Lines).Select(l => l.ChargeId).ToHashSet();
        return facts with
        {
            Invoiced = [.. facts.Invoiced.Concat(drafts.Where(d => d.Kind == InvoiceKind.Recurring).Select(d => new InvoicedDays(d.Period, d.IssueDate))).OrderBy(i => i.Days.Start)],
            Charged = [.. service.Standing],
            Charges = [.. facts.Charges.Where(c => !billed.Contains(c.ChargeId))],
        };
    }

    public static string Text(InvoiceDraft draft) =>
        $"{(draft.Kind == InvoiceKind.Recurring ? "" : $"{draft.Kind} ")}{Text(draft.Period.Start)}..{Text(draft.Period.End)} @{Text(draft.IssueDate)} {draft.Total}";

    public static string Text(LineDraft line) => $"{line.Kind} {line.Text} {Text(line.Days.Start)}..{Text(line.Days.End)} {line.Cause} {line.Net}+{line.Tax}";

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
