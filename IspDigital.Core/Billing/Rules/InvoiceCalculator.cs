using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>What a calculation found for one subscriber.</summary>
/// <param name="Drafts">Invoices to issue, in order; empty when there is a problem.</param>
/// <param name="SettledUntil">Every day before this one needs no further look while the facts stay as they are.</param>
/// <param name="NextIssueOn">The day on which the next invoice will be due to be issued; null when none is in sight (closed, open pause).</param>
/// <param name="Problem">Why the subscriber cannot be billed, or null.</param>
public sealed record Calculated(
    IReadOnlyList<InvoiceDraft> Drafts, DateOnly SettledUntil, DateOnly? NextIssueOn, BillingProblem? Problem = null);

/// <summary>
/// What is to be invoiced: everything started and not yet invoiced, each with its own dates, however long ago it began.
/// Pure; preview, issue and forecast are this one calculation.
/// </summary>
public static class InvoiceCalculator
{
    /// <summary>More missing periods than this for one subscriber are taken for a wrong date.</summary>
    public const int PeriodsMax = 2_000;

    /// <summary>Everything whose issue date is not after <paramref name="upTo"/> and that no invoice covers.</summary>
    public static Calculated Calculate(BillingFacts facts, DateOnly upTo, BillingPolicy policy)
    {
        List<InvoiceDraft> drafts = [];
        var day = facts.FirstDay;
        for (var periods = 0; ; periods++)
        {
            day = AfterInvoiced(facts, day);
            if (facts.ClosedOn <= day || IsPausedForGood(facts, day))
            {
                return Checked(new(drafts, day, null), facts, policy);
            }
            if (periods == PeriodsMax)
            {
                return Stopped(day, new(ParkReason.TooManyPeriods, facts.FirstDay));
            }
            if (ProblemOn(day, facts, policy) is { } problem)
            {
                return Stopped(day, problem);
            }
            var (stretch, next, failed) = NextStretch(facts, day, upTo, policy, drafts);
            if (failed is not null)
            {
                return Stopped(day, failed);
            }
            if (next is not null)
            {
                return Checked(new(drafts, day, next), facts, policy);
            }
            day = stretch.End;
        }
    }

    /// <summary>Drafts what is to be billed of the period that holds the day; <c>Next</c> is the first issue date that lies after <paramref name="upTo"/>.</summary>
    private static (DateRange Stretch, DateOnly? Next, BillingProblem? Problem) NextStretch(
        BillingFacts facts, DateOnly day, DateOnly upTo, BillingPolicy policy, List<InvoiceDraft> drafts)
    {
        var terms = policy.TermsOf(policy.Plans[facts.PlanOn(day)!.Value.PlanId], facts);
        var period = BillingPeriods.For(terms, facts.ActivatedOn).Containing(day);
        var serviceEnd = facts.ClosedOn is { } closed && closed < period.End ? closed : period.End;
        var stretch = new DateRange(day, NextInvoiced(facts, day) is { } invoiced && invoiced < serviceEnd ? invoiced : serviceEnd);
        var billable = Billable(stretch, facts.Pauses);
        IEnumerable<IReadOnlyList<DateRange>> invoices = terms.Timing == BillingTiming.Arrears && billable.Count > 0
            ? [billable]
            : billable.Select(days => (IReadOnlyList<DateRange>)[days]);
        foreach (var days in invoices)
        {
            var charged = new DateRange(days[0].Start, days[^1].End);
            var dates = InvoiceDates.Of(terms, charged, serviceEnd, facts.ActivatedOn);
            if (dates.Issue > upTo)
            {
                return (stretch, dates.Issue, null);
            }
            var (lines, problem) = ChargeLines.Of(facts, policy, period, days, dates.Issue);
            if (problem is not null)
            {
                return (stretch, null, problem);
            }
            drafts.Add(new(facts.SubscriberId, InvoiceKind.Recurring, charged, dates.Issue, dates.Due, dates.LastDayToPay, lines));
        }
        return (stretch, null, null);
    }

    private static Calculated Checked(Calculated calculated, BillingFacts facts, BillingPolicy policy) =>
        InvoiceBounds.Check(calculated.Drafts, facts, policy) is { } problem ? Stopped(calculated.SettledUntil, problem) : calculated;

    private static Calculated Stopped(DateOnly day, BillingProblem problem) => new([], day, null, problem);

    private static BillingProblem? ProblemOn(DateOnly day, BillingFacts facts, BillingPolicy policy)
    {
        if (facts.PlanOn(day) is not { } assigned || !policy.Plans.TryGetValue(assigned.PlanId, out var plan))
        {
            return new(ParkReason.NoPlan, day);
        }
        var terms = policy.TermsOf(plan, facts);
        var isSound = terms is { Cycle.Count: >= 1 and <= 366, AlignDay: null or (>= 1 and <= 31) }
            && terms is { LeadDays: >= 0 and <= 366, DueDays: >= 0 and <= 366, GraceDays: >= 0 and <= 366 };
        return isSound ? null : new(ParkReason.BadTerms, day, plan.Name);
    }

    /// <summary>The first day from this one on that no invoice covers.</summary>
    private static DateOnly AfterInvoiced(BillingFacts facts, DateOnly day)
    {
        foreach (var covered in facts.Invoiced)
        {
            if (covered.Contains(day))
            {
                day = covered.End;
            }
        }
        return day;
    }

    private static DateOnly? NextInvoiced(BillingFacts facts, DateOnly day)
    {
        foreach (var covered in facts.Invoiced)
        {
            if (covered.Start > day)
            {
                return covered.Start;
            }
        }
        return null;
    }

    private static bool IsPausedForGood(BillingFacts facts, DateOnly day) =>
        facts.Pauses.Any(p => p.Contains(day) && p.End == DateOnly.MaxValue);

    /// <summary>What the pauses leave of the days.</summary>
    private static List<DateRange> Billable(DateRange days, IReadOnlyList<DateRange> pauses)
    {
        List<DateRange> billable = [];
        foreach (var pause in pauses)
        {
            var before = days.Intersect(new(DateOnly.MinValue, pause.Start));
            if (!before.IsEmpty)
            {
                billable.Add(before);
            }
            days = days.Intersect(new(pause.End, DateOnly.MaxValue));
        }
        if (!days.IsEmpty)
        {
            billable.Add(days);
        }
        return billable;
    }
}
