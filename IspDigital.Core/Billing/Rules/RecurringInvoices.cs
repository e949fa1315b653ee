using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>
/// Walks along a subscriber's days and drafts what no recurring invoice is for yet. What an invoice is for depends on its own issue date
/// alone: a pause, a plan or a closing that was decided later was not known then, and is left to <see cref="ServiceCorrections"/>.
/// </summary>
internal sealed class RecurringInvoices(BillingFacts facts, DateOnly upTo, BillingPolicy policy)
{
    private readonly List<InvoiceDraft> _drafts = [];
    private readonly KnownDaysOff _pauses = new(facts.Pauses);
    private readonly KnownDaysOff _cuts = new(facts.Cuts);
    private int _invoiced;
    private DateOnly _day = facts.FirstDay;
    private DateOnly _notBefore = DateOnly.MinValue;

    /// <summary>Everything whose issue date is not after the day.</summary>
    public Calculated Draft()
    {
        for (var steps = 0; ; steps++)
        {
            AfterInvoiced();
            if (steps == InvoiceCalculator.PeriodsMax)
            {
                return Stopped(new(ParkReason.TooManyPeriods, facts.FirstDay));
            }
            if (TermsProblem.On(_day, facts, policy) is { } problem)
            {
                return Stopped(problem);
            }
            if (Step() is { } end)
            {
                return end;
            }
        }
    }

    private Calculated? Step()
    {
        var terms = policy.TermsOf(policy.Plans[facts.PlanOn(_day)!.Value.PlanId], facts);
        var period = BillingPeriods.For(terms, facts.ActivatedOn).Containing(_day);
        var closedOn = facts.ClosedOn ?? DateOnly.MaxValue;
        var serviceEnd = terms.Timing == BillingTiming.Arrears && closedOn < period.End && closedOn > _day ? closedOn : period.End;
        var dates = InvoiceDates.Of(terms, new(_day, serviceEnd), serviceEnd, facts.ActivatedOn, _notBefore);
        if (closedOn <= _day && closedOn <= dates.Issue)
        {
            return new(_drafts, _day, null);
        }
        if (OffOn(_day, dates.Issue) is { } off)
        {
            if (off.End == DateOnly.MaxValue)
            {
                return new(_drafts, _day, null);
            }
            // Where the end became known only later, the day is billed from then on and not before.
            (_day, _notBefore) = (off.End > _day ? off.End : _day, off.EndKnownOn);
            return null;
        }
        if (dates.Issue > upTo)
        {
            return new(_drafts, _day, dates.Issue);
        }
        return Bill(terms, period, serviceEnd, dates);
    }

    private Calculated? Bill(BillingTerms terms, DateRange period, DateOnly serviceEnd, InvoiceDates dates)
    {
        var stretch = new DateRange(_day, NextInvoiced() is { } invoiced && invoiced < serviceEnd ? invoiced : serviceEnd);
        var billable = Billable(stretch, dates.Issue);
        List<DateRange> days = terms.Timing == BillingTiming.Arrears ? billable : [billable[0]];
        var (lines, problem) = ChargeLines.Of(facts, policy, period, days, dates.Issue, part => Cause(part, period, dates.Issue));
        if (problem is not null)
        {
            return Stopped(problem);
        }
        _drafts.Add(new(facts.SubscriberId, InvoiceKind.Recurring, new(days[0].Start, days[^1].End), dates.Issue, dates.Due, dates.LastDayToPay, lines));
        (_day, _notBefore) = (terms.Timing == BillingTiming.Arrears ? stretch.End : days[0].End, DateOnly.MinValue);
        return null;
    }

    /// <summary>The pause or the cut that keeps the day from being billed, as known on the issue date.</summary>
    private DaysOff? OffOn(DateOnly day, DateOnly issue) =>
        _pauses.On(day, issue) ?? (policy.BillsWhileCut ? null : _cuts.On(day, issue));

    /// <summary>What the pauses leave of the days, as known on the issue date; the first day is free.</summary>
    private List<DateRange> Billable(DateRange days, DateOnly issue)
    {
        List<DateRange> billable = [];
        foreach (var (_, off) in _pauses.Near(days, issue))
        {
            if (off.IsEmpty)
            {
                continue;
            }
            var before = days.Intersect(new(DateOnly.MinValue, off.Start));
            if (!before.IsEmpty)
            {
                billable.Add(before);
            }
            days = days.Intersect(new(off.End, DateOnly.MaxValue));
        }
        if (!days.IsEmpty)
        {
            billable.Add(days);
        }
        return billable;
    }

    /// <summary>Why a part of a period is billed and not all of it, as known on the issue date.</summary>
    private LineCause Cause(DateRange part, DateRange period, DateOnly issue) =>
        part.Start == period.Start ? EndsBecause(part.End, issue)
        : IsBackOn(part.Start, _pauses, issue) ? LineCause.Resumed
        : IsBackOn(part.Start, _cuts, issue) ? LineCause.Reconnected
        : part.Start == facts.BillFrom || part.Start == facts.ActivatedOn ? LineCause.Joined
        : facts.Plans.Any(p => p.From == part.Start && p.KnownOn <= issue) ? LineCause.PlanChanged
        : LineCause.TermsChanged;

    private static bool IsBackOn(DateOnly day, KnownDaysOff off, DateOnly issue) =>
        off.Near(new(day.AddDays(-1), day), issue).Any(o => o.Days.End == day);

    private LineCause EndsBecause(DateOnly end, DateOnly issue) =>
        _pauses.On(end, issue)?.Start == end ? LineCause.Paused
        : facts.Plans.Any(p => p.From == end && p.KnownOn <= issue) ? LineCause.PlanChanged
        : facts.ClosedOn == end && end <= issue ? LineCause.Closed
        : LineCause.TermsChanged;

    /// <summary>Moves to the first day that no invoice is for.</summary>
    private void AfterInvoiced()
    {
        for (; _invoiced < facts.Invoiced.Count && facts.Invoiced[_invoiced].Days is var days && days.Start <= _day; _invoiced++)
        {
            if (days.Contains(_day))
            {
                (_day, _notBefore) = (days.End, DateOnly.MinValue);
            }
        }
    }

    /// <summary>Where the next invoice begins that was made before; the walk stands before it.</summary>
    private DateOnly? NextInvoiced() => _invoiced < facts.Invoiced.Count ? facts.Invoiced[_invoiced].Days.Start : null;

    private Calculated Stopped(BillingProblem problem) => new([], _day, null, problem);
}

/// <summary>Whether a subscriber can be billed on a day at all.</summary>
internal static class TermsProblem
{
    /// <summary>What is wrong with plan or terms, or null.</summary>
    public static BillingProblem? On(DateOnly day, BillingFacts facts, BillingPolicy policy)
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
}
