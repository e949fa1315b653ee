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
    private int _next;
    private DateOnly _day = facts.FirstDay;
    private DateOnly _notBefore = DateOnly.MinValue;
    private IReadOnlyList<InvoicedDays> _invoiced = facts.Invoiced;
    private (DateOnly Day, DateOnly KnownOn)? _back;
    private (DateOnly Day, DateOnly? Issue)? _waiting;

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
            if (Step() is { } end && (end.Problem is not null || !GoBack()))
            {
                return _waiting is not { } waiting ? end
                    : end with { SettledUntil = waiting.Day, NextIssueOn = Earlier(waiting.Issue, end.NextIssueOn) };
            }
        }
    }

    private Calculated? Step()
    {
        var (terms, period, serviceEnd, dates) = Next();
        if (_back?.KnownOn <= dates.Issue)
        {
            GoBack();
            return null;
        }
        var closedOn = facts.ClosedOn ?? DateOnly.MaxValue;
        if (closedOn <= _day && closedOn <= dates.Issue)
        {
            return new(_drafts, _day, null);
        }
        if (OffOn(_day, dates.Issue) is { } off)
        {
            if (LaterMayBeDueBefore(terms) && OtherTermsFrom(terms, serviceEnd, DateOnly.MaxValue) is var parted && parted < off.End)
            {
                return LookBeyond(parted, off.End == DateOnly.MaxValue, null);
            }
            if (off.End == DateOnly.MaxValue)
            {
                return new(_drafts, _day, null);
            }
            Pass(terms, off);
            return null;
        }
        if (dates.Issue > upTo)
        {
            return LaterMayBeDueBefore(terms)
                ? LookBeyond(OtherTermsFrom(terms, serviceEnd, DateOnly.MaxValue), isWaiting: true, dates.Issue) : new(_drafts, _day, dates.Issue);
        }
        return Bill(terms, period, serviceEnd, dates);
    }

    private static DateOnly? Earlier(DateOnly? one, DateOnly? other) => one is null || other < one ? other : one;

    /// <summary>Whether a later plan is in advance after one in arrears, or further in advance: its invoices may be due before those of earlier days.</summary>
    private bool LaterMayBeDueBefore(BillingTerms terms)
    {
        foreach (var later in facts.Plans)
        {
            if (later.From > _day && policy.Plans.TryGetValue(later.PlanId, out var plan) && policy.TermsOf(plan, facts) is { Timing: BillingTiming.Advance } own
                && (terms.Timing == BillingTiming.Arrears || own.LeadDays > terms.LeadDays))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Goes on behind the days of an invoice; where these are still to come, they are the first of what is left.</summary>
    private Calculated? LookBeyond(DateOnly end, bool isWaiting, DateOnly? issue)
    {
        if (isWaiting)
        {
            _waiting = (_waiting?.Day ?? _day, Earlier(_waiting?.Issue, issue));
        }
        (_day, _notBefore) = (end, DateOnly.MinValue);
        return null;
    }

    /// <summary>
    /// Goes on after days off. Where their end became known only later, the day is billed from then on and not before. What follows the end that
    /// was planned may have gone out by then, and is drafted first.
    /// </summary>
    private void Pass(BillingTerms terms, DaysOff off)
    {
        var served = (Day: off.End > _day ? off.End : _day, KnownOn: off.EndKnownOn);
        if (_back is null && terms.Timing == BillingTiming.Advance && served.Day < off.PlannedEnd && off.PlannedEnd < DateOnly.MaxValue)
        {
            (_back, _day, _notBefore) = (served, off.PlannedEnd, DateOnly.MinValue);
        }
        else
        {
            (_day, _notBefore) = served;
        }
    }

    /// <summary>From what had gone out for later days, back to those before.</summary>
    private bool GoBack()
    {
        if (_back is not { } back)
        {
            return false;
        }
        (_day, _notBefore, _back, _next) = (back.Day, back.KnownOn, null, 0);
        return true;
    }

    /// <summary>
    /// The terms, the period and the dates of the day's invoice. Another plan may bring other terms: they hold from the day it was decided,
    /// unless the invoice had gone out under the terms before.
    /// </summary>
    private (BillingTerms Terms, DateRange Period, DateOnly ServiceEnd, InvoiceDates Dates) Next()
    {
        var notBefore = DateOnly.MinValue;
        for (var knownOn = DateOnly.MinValue; ;)
        {
            var decided = NextDecided(knownOn);
            if (decided is null || TermsProblem.On(_day, facts, policy, knownOn) is null)
            {
                var next = Under(policy.TermsOf(policy.Plans[facts.PlanOn(_day, knownOn)!.Value.PlanId], facts), notBefore);
                if (decided is not { } later || next.Dates.Issue < later)
                {
                    return next;
                }
                notBefore = later;
            }
            knownOn = decided.Value;
        }
    }

    /// <summary>The next day on which it was decided which plan holds on the day.</summary>
    private DateOnly? NextDecided(DateOnly after)
    {
        DateOnly? next = null;
        foreach (var plan in facts.Plans)
        {
            if (plan.From <= _day && plan.KnownOn > after && !(next <= plan.KnownOn))
            {
                next = plan.KnownOn;
            }
        }
        return next;
    }

    private (BillingTerms Terms, DateRange Period, DateOnly ServiceEnd, InvoiceDates Dates) Under(BillingTerms terms, DateOnly notBefore)
    {
        var period = BillingPeriods.For(terms, facts.ActivatedOn).Containing(_day);
        var serviceEnd = period.End;
        if (terms.Timing == BillingTiming.Arrears)
        {
            serviceEnd = OtherTermsFrom(terms, serviceEnd, DateOnly.MaxValue);
            serviceEnd = facts.ClosedOn is { } closed && closed < serviceEnd && closed > _day ? closed : serviceEnd;
        }
        notBefore = _notBefore > notBefore ? _notBefore : notBefore;
        return (terms, period, serviceEnd, InvoiceDates.Of(terms, new(_day, serviceEnd), serviceEnd, facts.ActivatedOn, notBefore));
    }

    /// <summary>
    /// Where a plan with periods or a timing of its own begins before the end, as known on a day: its days are parts of those periods, at the price of
    /// those, and billed when they are.
    /// </summary>
    private DateOnly OtherTermsFrom(BillingTerms terms, DateOnly end, DateOnly asKnownOn)
    {
        foreach (var change in facts.Plans)
        {
            if (change.From > _day && change.From < end && change.KnownOn <= asKnownOn && policy.Plans.TryGetValue(change.PlanId, out var plan)
                && policy.TermsOf(plan, facts) is var own
                && (own.Timing != terms.Timing || BillingPeriods.For(own, facts.ActivatedOn) != BillingPeriods.For(terms, facts.ActivatedOn)))
            {
                return change.From;
            }
        }
        return end;
    }

    private Calculated? Bill(BillingTerms terms, DateRange period, DateOnly serviceEnd, InvoiceDates dates)
    {
        var end = OtherTermsFrom(terms, serviceEnd, dates.Issue);
        var stretch = new DateRange(_day, NextInvoiced() is { } invoiced && invoiced < end ? invoiced : end);
        var billable = Billable(stretch, dates.Issue);
        List<DateRange> days = terms.Timing == BillingTiming.Arrears ? billable : [billable[0]];
        var (lines, problem) = ChargeLines.Of(facts, policy, period, days, dates.Issue, part => Cause(part, period, dates.Issue));
        if (problem is not null)
        {
            return Stopped(problem);
        }
        _drafts.Add(new(facts.SubscriberId, InvoiceKind.Recurring, new(days[0].Start, days[^1].End), dates.Issue, dates.Due, dates.LastDayToPay, lines));
        (_day, _notBefore) = (terms.Timing == BillingTiming.Arrears ? stretch.End : days[0].End, DateOnly.MinValue);
        if (_back is not null)
        {
            (_invoiced, _next) = ([.. _invoiced.Append(new(_drafts[^1].Period, dates.Issue)).OrderBy(i => i.Days.Start)], 0);
        }
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
        for (; _next < _invoiced.Count && _invoiced[_next].Days is var days && days.Start <= _day; _next++)
        {
            if (days.Contains(_day))
            {
                (_day, _notBefore) = (days.End, DateOnly.MinValue);
            }
        }
    }

    /// <summary>Where the next invoice begins that was made before; the walk stands before it.</summary>
    private DateOnly? NextInvoiced() => _next < _invoiced.Count ? _invoiced[_next].Days.Start : null;

    private Calculated Stopped(BillingProblem problem) => new([], _day, null, problem);
}

/// <summary>Whether a subscriber can be billed on a day at all.</summary>
internal static class TermsProblem
{
    /// <summary>What is wrong with plan or terms, or null.</summary>
    public static BillingProblem? On(DateOnly day, BillingFacts facts, BillingPolicy policy) => On(day, facts, policy, DateOnly.MaxValue);

    /// <summary>The same as it was known on another day.</summary>
    public static BillingProblem? On(DateOnly day, BillingFacts facts, BillingPolicy policy, DateOnly asKnownOn)
    {
        if (facts.PlanOn(day, asKnownOn) is not { } assigned || !policy.Plans.TryGetValue(assigned.PlanId, out var plan))
        {
            return new(ParkReason.NoPlan, day);
        }
        var terms = policy.TermsOf(plan, facts);
        var isSound = terms is { Cycle.Count: >= 1 and <= 366, AlignDay: null or (>= 1 and <= 31) }
            && terms is { LeadDays: >= 0 and <= 366, DueDays: >= 0 and <= 366, GraceDays: >= 0 and <= 366 };
        return isSound ? null : new(ParkReason.BadTerms, day, plan.Name);
    }
}
